import type {TunnelState, TunnelStatus} from '../../clouds/contract/cloud.ts';
import type {Spell, TunnelHistory} from './fleet.ts';

/** When a place was looked at, ms since the epoch. */
export interface Look {
	readonly at: number;
	/** The good answer before this one; undefined where there was none. */
	readonly before: number | undefined;
	/** Nobody looked for so long in between that anything may have been. */
	readonly isGap: boolean;
}

/** What a look tells of a tunnel that was another way before. */
export interface TunnelTurn {
	readonly at: number;
	readonly from: TunnelState;
	readonly unseen?: true;
}

const hourMs = 3_600_000;
/** A state that was so before and after a pause of no more than this went on, ms: our own choice. A cell of the strip is five times as long and could not show it. */
const shortPauseMs = 60_000;
const longestMs = 24 * hourMs;
/** Beyond the last hour; within it a tunnel that turns at each tick makes no more than `mostInHour`. */
const mostSpells = 200;
const mostInHour = 1500;
/** By how much a cloud's news of a change may be late, ms: our own choice, none says so (AWS and Tencent Cloud give no figure). */
const lateNewsMs = 300_000;

/**
 * The history of a tunnel after a look; the same object where nothing of it changed. The last spell lasts until the place's newest good answer, wherever its own
 * `to` stands. @param before as it was after the last look, or as it was kept
 */
export function lookAt(
	before: TunnelHistory | undefined,
	{key, state, since}: TunnelStatus,
	look: Look,
): {readonly history: TunnelHistory; readonly turn: TunnelTurn | undefined} {
	const last = before?.spells.at(-1);
	const told = since !== undefined && since <= look.at ? since : undefined;
	if (before === undefined || last === undefined || look.before === undefined)
		return {history: fresh(key, state, told, look), turn: undefined};
	const isSame = last.state === state;
	// what may have been in so short a while is no more than what is missed between two ticks
	if (isSame && look.isGap && told === undefined && isShort(look.at - look.before))
		return {history: before, turn: undefined};
	if (isSame && !look.isGap) {
		if (
			told === undefined ||
			(before.sinceFrom === 'cloud' && before.since === told) ||
			isRefuted(told, state, before.spells)
		)
			return {history: before, turn: undefined};
		return {history: {...before, since: told, sinceFrom: 'cloud'}, turn: undefined};
	}

	const seenTo = Math.min(look.before, look.at);
	const inBetween = told !== undefined && told > seenTo;
	const begins = look.isGap ? look.at : inBetween ? told : look.at;
	const closed = spellOf(look, last.state, last.from, Math.max(look.isGap ? seenTo : begins, last.from));
	const spells = boundedSpells(
		[
			...before.spells.slice(0, -1),
			closed,
			...(look.isGap && look.at > closed.to ? [spellOf(look, 'unseen', closed.to, look.at)] : []),
			spellOf(look, state, Math.max(begins, closed.to), look.at),
		],
		look.at,
	);
	const isTold = told !== undefined && !isRefuted(told, state, spells);
	const history: TunnelHistory = {
		tunnel: key,
		since: isTold ? told : look.at,
		sinceFrom: isTold ? 'cloud' : look.isGap ? 'found' : 'seen',
		changesLastHour: changesSince(spells, look.at - hourMs),
		spells,
	};
	if (isSame && !(look.isGap && inBetween)) return {history, turn: undefined};
	const isToldOfThis = told !== undefined && told > seenTo - (look.isGap ? 0 : lateNewsMs);
	return {
		history,
		turn: {
			at: isToldOfThis ? told : look.at,
			from: last.state === 'unseen' ? 'UNKNOWN' : last.state,
			...(look.isGap ? {unseen: true as const} : {}),
		},
	};
}

const isShort = (ms: number) => ms >= 0 && ms <= shortPauseMs;

/** Spells of one look: a gap is the same for all tunnels of a place, and a thousand of them make hundreds of them in a bad hour. */
const ofLook = new WeakMap<Look, Map<string, Spell>>();

/** The same object for all tunnels that one look finds alike. */
function spellOf(look: Look, state: Spell['state'], from: number, to: number): Spell {
	const known = ofLook.get(look) ?? new Map<string, Spell>();
	ofLook.set(look, known);
	const key = `${state} ${from} ${to}`;
	const spell = known.get(key) ?? {state, from, to};
	known.set(key, spell);
	return spell;
}

/** Whether it was seen in another state after that time, and the cloud's news can't have been that late. */
function isRefuted(told: number, state: TunnelState, spells: readonly Spell[]): boolean {
	const other = spells.findLast(spell => spell.state !== state && (spell.state === 'UP' || spell.state === 'DOWN'));
	return other !== undefined && told < other.to - lateNewsMs;
}

/** The same with the hour's changes counted anew, as time goes on; the same object where they are as many. */
export function countedAt(history: TunnelHistory, at: number): TunnelHistory {
	const changesLastHour = changesSince(history.spells, at - hourMs);
	return changesLastHour === history.changesLastHour ? history : {...history, changesLastHour};
}

/**
 * After this machine's clock was set by so much: every time moved that was read from it. Of those of before this watch nobody knows by which clock they were:
 * they are moved so that nothing looks longer than it is. What the cloud said stays.
 * @param from when this watch began, by the clock as it was
 */
export function shiftedBy(history: TunnelHistory, from: number, ms: number): TunnelHistory {
	const moved = (at: number) => (at >= from || ms > 0 ? at + ms : Math.min(at, from + ms));
	return {
		...history,
		...(history.sinceFrom !== 'cloud' && history.since !== undefined ? {since: moved(history.since)} : {}),
		spells: history.spells.map(spell => ({...spell, from: moved(spell.from), to: moved(spell.to)})),
	};
}

/** Nothing of it later than this: the clock may have been set back since it was kept. */
export function upTo(history: TunnelHistory, at: number): TunnelHistory {
	const cut = (time: number) => Math.min(time, at);
	return {
		...history,
		since: history.since === undefined ? undefined : cut(history.since),
		spells: history.spells.map(spell => ({...spell, from: cut(spell.from), to: cut(spell.to)})),
	};
}

/** How often it went down or came back since then: what was not known in between counts as nothing. */
function changesSince(spells: readonly Spell[], from: number): number {
	let known: TunnelState | undefined;
	let changes = 0;
	for (const spell of spells) {
		if (spell.state !== 'UP' && spell.state !== 'DOWN') continue;
		if (known !== undefined && known !== spell.state && spell.from > from) changes += 1;
		known = spell.state;
	}

	return changes;
}

function fresh(tunnel: string, state: TunnelState, told: number | undefined, look: Look): TunnelHistory {
	const {at} = look;
	return {
		tunnel,
		since: told ?? at,
		sinceFrom: told === undefined ? 'found' : 'cloud',
		changesLastHour: 0,
		spells: [spellOf(look, state, at, at)],
	};
}

/** The last hour whole, and of the day before it as many as there is room for. */
export function boundedSpells(spells: readonly Spell[], at: number): readonly Spell[] {
	const young = spells.filter(({to}, index) => to >= at - longestMs || index === spells.length - 1);
	const inHour = young.filter(({to}, index) => to >= at - hourMs || index === young.length - 1).length;
	const most = Math.min(mostInHour, Math.max(mostSpells, inHour));
	return young.length <= most ? young : young.slice(-most);
}
