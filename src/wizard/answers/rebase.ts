import type {ConnectionDraft, SecurityPreset} from '../../connection/document.ts';
import {byPreset, speltOut} from './spelt-out.ts';
import {isMembers, type Members} from './tunnels-apart.ts';

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

/** What of a connection is other than it was read, path by path. Pure. */
export function movedSince(was: ConnectionDraft, now: ConnectionDraft): readonly Moved[] {
	const place = placeOf(was, now, was);
	return moved({...place, after: place.now}, '');
}

/**
 * The answers on what stands now: what they changed of what stood stays changed, and what somebody else changed since is taken over: tunnel by tunnel, range
 * by range, tag by tag. Where both changed one value, the answer stays. What stands now as the answers have it is not told. Pure.
 */
export function rebased(
	mine: ConnectionDraft,
	was: ConnectionDraft,
	now: ConnectionDraft,
): {readonly draft: ConnectionDraft; readonly moved: readonly Moved[]} {
	const place = placeOf(was, now, mine);
	const whole = merged(place, '');
	const after = isMembers(whole) ? whole : place.mine;
	const draft = byPreset(after, {preset: presetOf(was, now, mine), like: mine}, isSame);
	return {draft, moved: moved({...place, after}, '')};
}

/** The preset that the answers chose, else the one that stands now; what no preset tells any more stays the answers' preset, with what differs. */
function presetOf(was: ConnectionDraft, now: ConnectionDraft, mine: ConnectionDraft): SecurityPreset {
	const [stood, stands, asked] = [was, now, mine].map(({security}) => security?.preset ?? 'strong');
	if (asked !== stood || !stands || stands === 'custom') return asked ?? 'strong';
	return stands;
}

/** One place of the drafts: what stood and stands, what the answers say, and what comes of it. */
interface Place {
	readonly was: unknown;
	readonly now: unknown;
	readonly mine: unknown;
	readonly after: unknown;
}

/** The drafts by the values in force. One that no preset tells is the same as the preset that it was, but for the options that are other. */
function placeOf(
	was: ConnectionDraft,
	now: ConnectionDraft,
	mine: ConnectionDraft,
): {readonly [Draft in keyof Place]: Members} {
	const isNamed = [was, now].every(({security}) => security !== undefined && security.preset !== 'custom');
	const spelt = (draft: ConnectionDraft) => speltOut(draft, isNamed ? undefined : 'custom');
	const asked = spelt(mine);
	return {was: spelt(was), now: spelt(now), mine: asked, after: asked};
}

function within({was, now, mine, after}: Place, name: string): Place {
	return {was: member(was, name), now: member(now, name), mine: member(mine, name), after: member(after, name)};
}

function merged(place: Place, path: string): unknown {
	const {was, now, mine} = place;
	if (isSame(mine, was)) return now;
	if (isSame(now, was)) return mine;
	if (isMembers(mine) && isMembers(now)) {
		const members = namesIn(mine, now).map(name => [name, merged(within(place, name), at(path, name))] as const);
		return Object.fromEntries(members.filter(([, value]) => value !== undefined));
	}

	if (path === 'ranges') return mergedRanges(place);
	if (isRow(mine) && isRow(now) && mine.length === now.length)
		return mine.map((_, index) => merged(within(place, String(index)), `${path}[${index}]`));
	return isList(mine) && isList(now) && !isWhole(path) ? mergedList(listOf(was), now, mine) : mine;
}

/** What stands now, without what the answers took away and with what they added. */
function mergedList(was: readonly unknown[], now: readonly unknown[], mine: readonly unknown[]): readonly unknown[] {
	const has = (list: readonly unknown[], value: unknown) => list.some(other => isSame(other, value));
	return [
		...now.filter(value => has(mine, value) || !has(was, value)),
		...mine.filter(value => !has(was, value) && !has(now, value)),
	];
}

/** Pairs of ranges one by one; a connection that has one pair has it as one value. */
function mergedRanges({was, now, mine}: Place): unknown {
	const [stood, stands, asked] = [was, now, mine].map(pairsOf);
	if (!stood || !stands || !asked) return mine;
	if ([stood, stands, asked].every(pairs => pairs.length === 1)) return mine;
	const pairs = mergedList(stood, stands, asked).map(pair => String(pair).split(between));
	const sides = [...new Set(pairs.map(([cloudSide = '']) => cloudSide))];
	return sides.map(cloudSide => ({
		cloudSide,
		siteSide: pairs.filter(([side]) => side === cloudSide).map(([, siteSide = '']) => siteSide),
	}));
}

const between = ' ⇄ ';

function pairsOf(ranges: unknown): readonly string[] {
	return listOf(ranges).flatMap(range =>
		listOf(member(range, 'siteSide')).map(siteSide => `${String(member(range, 'cloudSide'))}${between}${siteSide}`),
	);
}

function moved(place: Place, path: string): readonly Moved[] {
	const {was, now, mine, after} = place;
	if (isSame(was, now)) return [];
	const isEither = (is: (value: unknown) => boolean) => [was, now].some(is) && [was, now].every(orNothing(is));
	if (isEither(isMembers)) return namesIn(was, now).flatMap(name => moved(within(place, name), at(path, name)));
	if (path === 'ranges') return movedValues(pairsOf(was), pairsOf(now), pairsOf(mine), path);
	if (isRow(was) && isRow(now) && was.length === now.length)
		return was.flatMap((_, index) => moved(within(place, String(index)), `${path}[${index}]`));
	if (isEither(isList) && !isWhole(path)) return movedValues(listOf(was), listOf(now), listOf(mine), path);
	// what was asked for and stands now is what the user wants, whoever made it: often a run of these very answers
	if (isSame(mine, now) && !isSame(mine, was)) return [];
	return [{field: path, was: inWords(was), now: inWords(now), kept: !isSame(after, now)}];
}

/** What came to a list and what went of it, one by one. */
function movedValues(
	was: readonly unknown[],
	now: readonly unknown[],
	mine: readonly unknown[],
	field: string,
): readonly Moved[] {
	const has = (list: readonly unknown[], value: unknown) => list.some(other => isSame(other, value));
	return [
		...now
			.filter(value => !has(was, value) && !has(mine, value))
			.map(value => ({field, was: '', now: inWords(value), kept: false})),
		...was
			.filter(value => !has(now, value) && has(mine, value))
			.map(value => ({field, was: inWords(value), now: '', kept: false})),
	];
}

const at = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
const orNothing = (is: (value: unknown) => boolean) => (value: unknown) => value === undefined || is(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : []);
/** A list whose members are told apart by their place: the tunnels. */
const isRow = (value: unknown): value is readonly Members[] => isList(value) && value.some(isMembers);
/** A list that is one value: what an option allows. Of any other each value stands for itself. */
const isWhole = (path: string) => /\boptions\./.test(path);

function namesIn(...all: readonly unknown[]): readonly string[] {
	return [...new Set(all.flatMap(value => (isMembers(value) ? Object.keys(value) : [])))];
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
	return namesIn(a, b).every(name => isSame(member(a, name), member(b, name)));
}

function inWords(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value) && !value.some(isMembers)) return value.map(String).join(', ');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
