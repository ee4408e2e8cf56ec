import {printable} from '../../connection/printable.ts';
import {type FleetChange, healthOrder, type Spell, type TunnelHistory} from '../fleet/fleet.ts';
import {boundedSpells, countedAt} from '../fleet/tunnel-history.ts';
import {mergeSpells} from './merge-spells.ts';

/** A change as it is kept: whose place it was is said once, by the file. */
export type KeptChange = Omit<FleetChange, 'number' | 'connection' | 'place'>;

/** What is kept of the connections of one region of one account. Never a key, and nothing of a cloud's answer but ids, names, states and its words. */
export interface KeptPlace {
	/** By the connection's id: its tunnels. The last spell of each ends when it was last seen. */
	readonly connections: ReadonlyMap<string, readonly TunnelHistory[]>;
	/** Newest first. */
	readonly changes: readonly KeptChange[];
}

/** Whose it is, as the file says it. */
export interface HistoryOwner {
	readonly cloud: string;
	readonly account: string;
	readonly region: string;
}

export const nothingKept: KeptPlace = {connections: new Map(), changes: []};

/** The newest format that this program writes and reads. */
const version = 1;
const dayMs = 86_400_000;
/** A connection that nobody has seen for so long is forgotten; its changes after that many days. */
const forgottenMs = 7 * dayMs;
const oldChangeMs = 30 * dayMs;
export const mostKeptChanges = 1000;
/** No file gets larger: of a region with very many restless tunnels the older spells go first. */
export const largestFile = 8_000_000;

/** A newer program wrote the file: it is left alone. */
export class NewerHistory extends Error {
	constructor() {
		super('a newer tunnelwright wrote it');
	}
}

/** As it stands in a file. Pure. */
export function textOf(owner: HistoryOwner, {connections, changes}: KeptPlace, now: number): string {
	const young = [...connections].filter(([, tunnels]) =>
		tunnels.some(({spells}) => lastOf(spells) > now - forgottenMs),
	);
	const told = changes.filter(({at}) => at > now - oldChangeMs).slice(0, mostKeptChanges);
	for (let most = 200; ; most = Math.floor(most / 4)) {
		const text = `${JSON.stringify({
			version,
			...owner,
			connections: Object.fromEntries(
				young.map(([id, tunnels]) => [id, tunnels.map(tunnel => tunnelText(tunnel, most, now))]),
			),
			changes: told,
		})}\n`;
		if (text.length <= largestFile || most === 0) return text;
	}
}

function tunnelText({tunnel, since, sinceFrom, spells}: TunnelHistory, most: number, now: number) {
	const kept = boundedSpells(spells, now).slice(-Math.max(1, most));
	return {tunnel, since, sinceFrom, spells: kept.map(({state, from, to}) => [state, from, to])};
}

const lastOf = (spells: readonly Spell[]) => spells.at(-1)?.to ?? 0;

/**
 * What a file holds, as far as it can be believed: times of the future are cut, and text is made safe to draw.
 * @throws SyntaxError for what is no history; NewerHistory
 */
export function placeIn(value: unknown, now: number): KeptPlace {
	const found = member(value, 'version');
	if (typeof found === 'number' && found > version) throw new NewerHistory();
	const [connections, changes] = [member(value, 'connections'), member(value, 'changes')];
	if (found !== version || !isObject(connections) || !Array.isArray(changes) || !changes.every(isObject))
		throw new SyntaxError('this is no history');
	const known = new Map<string, Spell>();
	// a time in which nobody looked is the same one for all tunnels: one object, as while it was seen
	const shared: Shared = spell => {
		const key = `${spell.state} ${spell.from} ${spell.to}`;
		if (!known.has(key)) known.set(key, spell);
		return known.get(key) ?? spell;
	};
	return {
		connections: new Map(
			Object.entries(connections).map(([id, tunnels]) => [printable(id, 100), tunnelsIn(tunnels, now, shared)]),
		),
		changes: changes.flatMap(change => changeIn(change, now)).slice(0, mostKeptChanges),
	};
}

type Shared = (spell: Spell) => Spell;

/** What has not even the shape of tunnels was damaged: nothing is written over it. */
function tunnelsIn(value: unknown, now: number, shared: Shared): readonly TunnelHistory[] {
	if (!Array.isArray(value) || !value.every(isObject)) throw new SyntaxError('this is no history');
	return value.flatMap(tunnel => tunnelIn(tunnel, now, shared));
}

function tunnelIn(value: unknown, now: number, shared: Shared): readonly TunnelHistory[] {
	const [tunnel, since, sinceFrom, given] = ['tunnel', 'since', 'sinceFrom', 'spells'].map(name => member(value, name));
	if (typeof tunnel !== 'string' || !Array.isArray(given)) return [];
	const spells = given.flatMap(spell => spellIn(spell, now));
	const history: TunnelHistory = {
		tunnel: printable(tunnel, 100),
		since: isTime(since) ? Math.min(since, now) : undefined,
		sinceFrom: sinceFroms.find(each => each === sinceFrom) ?? 'found',
		changesLastHour: 0,
		spells: boundedSpells(mergeSpells(spells, []), now).map(shared),
	};
	return spells.length === 0 ? [] : [countedAt(history, now)];
}

const sinceFroms = ['cloud', 'seen', 'found'] as const;
const states = ['UP', 'DOWN', 'UNKNOWN', 'unseen'] as const;

function spellIn(value: unknown, now: number): readonly Spell[] {
	if (!Array.isArray(value)) return [];
	const [given, from, to]: readonly unknown[] = value;
	const state = states.find(each => each === given);
	if (state === undefined || !isTime(from) || !isTime(to)) return [];
	// the clock may have been set back since: what was seen last is still that
	return [{state, from: Math.min(from, now), to: Math.min(Math.max(from, to), now)}];
}

function changeIn(value: unknown, now: number): readonly KeptChange[] {
	const [at, id, name, what] = ['at', 'id', 'name', 'what'].map(each => member(value, each));
	if (!isTime(at) || at > now || typeof id !== 'string') return [];
	const known = whatIn(what);
	return known ? [{at, id: printable(id, 100), name: textIn(name), what: known}] : [];
}

function whatIn(value: unknown): FleetChange['what'] | undefined {
	const kind = member(value, 'kind');
	if (kind === 'appeared' || kind === 'gone') return {kind};
	const [from, to] = [member(value, 'from'), member(value, 'to')];
	if (kind === 'health') {
		const [before, after] = [healthIn(from), healthIn(to)];
		return after ? {kind, from: before, to: after} : undefined;
	}

	const [number, tunnel, message] = ['number', 'tunnel', 'message'].map(name => member(value, name));
	const after = stateIn(to);
	if (kind !== 'tunnel' || typeof number !== 'number' || typeof tunnel !== 'string' || !after) return undefined;
	return {
		kind,
		number,
		tunnel: printable(tunnel, 100),
		from: stateIn(from),
		to: after,
		message: textIn(message),
		...(member(value, 'unseen') === true ? {unseen: true as const} : {}),
	};
}

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const healthIn = (value: unknown) => healthOrder.find(each => each === value);
const stateIn = (value: unknown) => (['UP', 'DOWN', 'UNKNOWN'] as const).find(each => each === value);
const textIn = (value: unknown) => (typeof value === 'string' ? printable(value, 256) : '');
const isTime = (value: unknown): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? Reflect.get(value, name)
		: undefined;
}
