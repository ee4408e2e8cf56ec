import type {ConnectionDraft} from '../../connection/document.ts';

/** A value of a connection that somebody else changed since it was read. */
export interface Moved {
	/** Path into the document: `security.options.dpdTimeoutSeconds`. */
	readonly field: string;
	/** What stood, and what stands now; '' for nothing. */
	readonly was: string;
	readonly now: string;
	/** The answers have another value there, and keep it: it was changed here too. */
	readonly kept: boolean;
}

/** What of a connection is other than it was read, path by path; lists are whole. Pure. */
export function movedSince(was: ConnectionDraft, now: ConnectionDraft): readonly Moved[] {
	return moved({was, now, mine: now}, '');
}

/**
 * The answers on what stands now: what they changed of what stood stays changed, and what somebody else changed since is taken over. Where both did, the
 * answers stay. Pure.
 */
export function rebased(
	mine: ConnectionDraft,
	was: ConnectionDraft,
	now: ConnectionDraft,
): {readonly draft: ConnectionDraft; readonly moved: readonly Moved[]} {
	// cast: each member is one of the three drafts', under its own name
	const draft = merged(mine, was, now) as ConnectionDraft;
	return {draft, moved: moved({was, now, mine: draft}, '')};
}

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merged(mine: unknown, was: unknown, now: unknown): unknown {
	if (isSame(mine, was)) return now;
	if (!isMembers(mine) || !isMembers(now)) return mine;
	const before = isMembers(was) ? was : {};
	const names = [...new Set([...Object.keys(mine), ...Object.keys(now)])];
	const members = names.map(name => [name, merged(mine[name], before[name], now[name])] as const);
	return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** One place of three drafts. */
interface Place {
	readonly was: unknown;
	readonly now: unknown;
	readonly mine: unknown;
}

function moved({was, now, mine}: Place, path: string): readonly Moved[] {
	if (isSame(was, now)) return [];
	const within = (name: string) => ({was: member(was, name), now: member(now, name), mine: member(mine, name)});
	if (isMembers(was) && isMembers(now)) {
		const names = [...new Set([...Object.keys(was), ...Object.keys(now)])];
		return names.flatMap(name => moved(within(name), path === '' ? name : `${path}.${name}`));
	}

	// tunnels have names of their own in it; any other list is one value
	if (Array.isArray(was) && Array.isArray(now) && was.some(isMembers) && was.length === now.length)
		return was.flatMap((_, index) => moved(within(String(index)), `${path}[${index}]`));
	return [{field: path, was: inWords(was), now: inWords(now), kept: !isSame(mine, now)}];
}

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? Reflect.get(value, name)
		: undefined;
}

/** Whether two values mean the same: the order of a list of words means nothing, nor does a member that is not there. */
function isSame(a: unknown, b: unknown): boolean {
	if (Array.isArray(a) && Array.isArray(b)) {
		if (a.length !== b.length) return false;
		if (a.some(isMembers)) return a.every((each, index) => isSame(each, b[index]));
		const sorted = (list: readonly unknown[]) => list.map(String).sort().join('\n');
		return sorted(a) === sorted(b);
	}

	if (!isMembers(a) || !isMembers(b)) return a === b;
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(name => isSame(a[name], b[name]));
}

function inWords(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value) && !value.some(isMembers)) return value.map(String).join(', ');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
