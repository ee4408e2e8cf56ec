import type {TunnelHistory} from '../fleet/fleet.ts';
import {type KeptChange, type KeptPlace, mostKeptChanges} from './kept-place.ts';
import {mergeSpells} from './merge-spells.ts';

/** Two that watch at once see the same change at their own ticks: so far apart it is the same one, ms. */
const sameChangeMs = 30_000;

/** What two watches kept of the same place, as one. What both saw stands once; where they differ, the one that looked stands. Pure. */
export function mergePlaces(one: KeptPlace, other: KeptPlace): KeptPlace {
	const connections = new Map(one.connections);
	for (const [id, tunnels] of other.connections) connections.set(id, mergeTunnels(connections.get(id) ?? [], tunnels));
	return {connections, changes: mergeChanges(one.changes, other.changes)};
}

function mergeTunnels(one: readonly TunnelHistory[], other: readonly TunnelHistory[]): readonly TunnelHistory[] {
	const merged = one.map(history => {
		const same = other.find(({tunnel}) => tunnel === history.tunnel);
		return same ? mergeHistories(history, same) : history;
	});
	return [...merged, ...other.filter(({tunnel}) => !one.some(history => history.tunnel === tunnel))];
}

function mergeHistories(one: TunnelHistory, other: TunnelHistory): TunnelHistory {
	const isNewer = (other.spells.at(-1)?.to ?? 0) > (one.spells.at(-1)?.to ?? 0);
	return {...(isNewer ? other : one), spells: mergeSpells(one.spells, other.spells)};
}

function mergeChanges(one: readonly KeptChange[], other: readonly KeptChange[]): readonly KeptChange[] {
	const known = new Map<string, number[]>();
	for (const change of one) known.set(keyOf(change), [...(known.get(keyOf(change)) ?? []), change.at]);
	// each list is whole in itself: what stands twice in one of them happened twice
	const isNew = (change: KeptChange) => !known.get(keyOf(change))?.some(at => Math.abs(at - change.at) <= sameChangeMs);
	return [...one, ...other.filter(isNew)].sort((left, right) => right.at - left.at).slice(0, mostKeptChanges);
}

function keyOf({id, what}: KeptChange): string {
	const of =
		what.kind === 'tunnel' ? [what.tunnel, what.from, what.to] : what.kind === 'health' ? [what.from, what.to] : [];
	return [id, what.kind, ...of].join(' ');
}
