import type * as z from 'zod';
import type {DocumentPart} from '../clouds/contract/document-part.ts';
import {documentPartOf} from '../clouds/document/documents.ts';
import {isCloud} from '../clouds/registry.ts';
import type {ConnectionDraft} from '../connection/document.ts';
import {type FoundDraft, openDraftFiles} from './draft-files.ts';

/** What was being typed, and when. It holds no secret. */
export interface SavedDraft {
	/** Names it for `take` and `remove`. */
	readonly file: string;
	/** Milliseconds since the epoch. */
	readonly savedAt: number;
	/** The answers as the wizard kept them: it reads them back itself, member by member. */
	readonly kept?: unknown;
	/** A connection and its step, as earlier versions kept them. */
	readonly draft?: ConnectionDraft;
	readonly step?: string;
}

/** The drafts that survive Ctrl-C. Each terminal is at one of them at most, and writes over no other. */
export interface Drafts {
	/** Set when a damaged file was set aside on opening: say it to the user. */
	readonly notice: string | undefined;
	/** The drafts that no terminal is at, the newest first. */
	list(): readonly SavedDraft[];
	/** Goes on with a listed draft: the next save is written over it, if nobody else has changed it since. */
	take(file: string): void;
	/**
	 * Keeps this terminal's draft, and leaves all others alone.
	 * @param kept plain JSON without a secret
	 * @returns whether another terminal is at a draft of its own @throws UserError
	 */
	save(kept: object): Promise<{readonly beside: boolean}>;
	/** Leaves this terminal's draft on the disk, to be listed: the next save begins another. */
	park(): void;
	/** Deletes this terminal's draft. */
	clear(): void;
	/** Deletes a listed draft. Returns false where another terminal has changed it since, or is at it. */
	remove(file: string): boolean;
	/** Deletes the drafts beside this terminal's own whose run has made what they ask for. Returns whether there was one. */
	dropOf(runId: string): boolean;
}

/** Opens the draft store of a config folder. @throws UserError */
export async function openDrafts(folder: string, now: () => number = Date.now): Promise<Drafts> {
	const files = await openDraftFiles(folder);
	let listed: readonly FoundDraft[] = [];
	let known: FoundDraft | undefined;
	const foundAs = (file: string) => listed.find(draft => draft.file === file);
	return {
		notice: files.notice,
		list() {
			listed = files.free().filter(({file}) => file !== known?.file);
			return listed.flatMap(found => savedIn(found) ?? []);
		},
		take(file) {
			files.letGo();
			known = foundAs(file);
		},
		async save(kept) {
			const {file, beside} = await files.own(known);
			file.update(() => ({savedAt: now(), kept}));
			return {beside};
		},
		park() {
			files.letGo();
			known = undefined;
		},
		clear() {
			files.clear(known);
			known = undefined;
		},
		remove(file) {
			const found = foundAs(file);
			return found !== undefined && files.remove(found);
		},
		dropOf(runId) {
			const beside = files.free().filter(({file}) => file !== known?.file);
			return beside.filter(found => runOf(found) === runId && files.remove(found)).length > 0;
		},
	};
}

/** The run that a draft says it has begun. */
function runOf({content: {kept}}: FoundDraft): unknown {
	return typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'run') : undefined;
}

function savedIn({file, content: {savedAt: at, kept, draft, step}}: FoundDraft): SavedDraft | undefined {
	const savedAt = typeof at === 'number' ? at : 0;
	if (typeof kept === 'object' && kept !== null) return {file, savedAt, kept};
	const known = draftedPart(draft);
	return known && {file, savedAt, draft: known, ...(typeof step === 'string' ? {step} : {})};
}

/** Problems that half-typed answers have. Any other problem means that a member is not of its type, and would break a screen. */
const halfTyped = new Set(['custom', 'too_small', 'too_big', 'invalid_format']);

/** Of a list that is too long or too short zod says only that: what is in it has not been looked at. */
function isHalfTyped(issue: z.core.$ZodIssue): boolean {
	const isLength = issue.code === 'too_small' || issue.code === 'too_big';
	return halfTyped.has(issue.code) && !(isLength && issue.origin === 'array');
}

/** The members that the schema knows and that have its types; values may still break rules. */
export function draftedPart(value: unknown): ConnectionDraft | undefined {
	if (typeof value !== 'object' || value === null || !('cloud' in value)) return undefined;
	if (!isCloud(value.cloud)) return undefined;
	return members(value, documentPartOf(value.cloud), {cloud: value.cloud});
}

function members(value: object, {schema: {shape}}: DocumentPart, start: ConnectionDraft): ConnectionDraft {
	const kept = Object.entries(shape).flatMap(([name, schema]) => {
		const member: unknown = Reflect.get(value, name);
		if (member === undefined || name === 'cloud') return [];
		const parsed = schema.safeParse(member);
		if (parsed.success) return [[name, parsed.data] as const];
		return parsed.error.issues.every(isHalfTyped) ? [[name, member] as const] : [];
	});
	return {...start, ...Object.fromEntries(kept)};
}
