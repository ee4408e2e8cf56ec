import type * as z from 'zod';
import {awsConnection, type ConnectionDraft, tencentConnection} from '../connection/document.ts';
import {type FoundDraft, openDraftFiles} from './draft-files.ts';
import type {StoredFile} from './store-file.ts';

/** What was being typed, and when. It holds no secret. */
export interface SavedDraft {
	/** Milliseconds since the epoch. */
	readonly savedAt: number;
	/** The answers as the wizard kept them: it reads them back itself, member by member. */
	readonly kept?: unknown;
	/** A connection and its step, as earlier versions kept them. */
	readonly draft?: ConnectionDraft;
	readonly step?: string;
	/** Further drafts that no terminal is at. */
	readonly more: number;
}

/** The drafts that survive Ctrl-C: one of each terminal. */
export interface Drafts {
	/** Set when a damaged file was set aside on opening: say it to the user. */
	readonly notice: string | undefined;
	/** The newest draft that no other terminal is at. It counts as this terminal's from then on. */
	load(): SavedDraft | undefined;
	/**
	 * Keeps this terminal's draft, and leaves those of others alone.
	 * @param kept plain JSON without a secret
	 * @returns whether another terminal is at a draft of its own @throws UserError
	 */
	save(kept: object): Promise<{readonly beside: boolean}>;
	/** Lets this terminal's draft go. */
	clear(): void;
}

/** Opens the draft store of a config folder. @throws UserError */
export async function openDrafts(folder: string, now: () => number = Date.now): Promise<Drafts> {
	const files = await openDraftFiles(folder);
	let known: FoundDraft | undefined;
	return {
		notice: files.notice,
		load() {
			const [newest, ...others] = files.free();
			known = newest;
			return newest && savedIn(newest.content, others.length);
		},
		async save(kept) {
			const {file, beside} = await files.own(known);
			file.update(() => ({savedAt: now(), kept}));
			return {beside};
		},
		clear: () => files.clear(known),
	};
}

function savedIn({savedAt: at, kept, draft, step}: StoredFile, more: number): SavedDraft | undefined {
	const savedAt = typeof at === 'number' ? at : 0;
	if (typeof kept === 'object' && kept !== null) return {savedAt, kept, more};
	const known = draftedPart(draft);
	return known && {savedAt, draft: known, more, ...(typeof step === 'string' ? {step} : {})};
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
	// the members below are checked one by one against the schema that makes the type
	if (value.cloud === 'aws') return members(value, awsConnection.shape, {cloud: 'aws'}) as ConnectionDraft;
	if (value.cloud === 'tencent') return members(value, tencentConnection.shape, {cloud: 'tencent'}) as ConnectionDraft;
	return undefined;
}

type Shape = (typeof awsConnection)['shape'] | (typeof tencentConnection)['shape'];

function members(value: object, shape: Shape, start: object): object {
	const kept = Object.entries<z.ZodType>(shape).flatMap(([name, schema]) => {
		const member: unknown = Reflect.get(value, name);
		if (member === undefined || name === 'cloud') return [];
		const parsed = schema.safeParse(member);
		if (parsed.success) return [[name, parsed.data] as const];
		return parsed.error.issues.every(isHalfTyped) ? [[name, member] as const] : [];
	});
	return {...start, ...Object.fromEntries(kept)};
}
