import {cloudName} from '../../../clouds/registry.ts';
import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import {differences} from './differences.ts';
import {factsOf} from './row-facts.ts';
import type {FleetView, SortColumn} from './view.ts';

type Rank = number | string;

/** What is put in order, so that what one wants to see comes first: the worst, the first letter, the newest, the fewest routes, the most changes. */
const ranks: Readonly<Record<SortColumn, (connection: FleetConnection) => Rank>> = {
	state: connection => factsOf(connection).rank,
	name: connection => factsOf(connection).name,
	id: ({status}) => status.id,
	cloud: ({place}) => cloudName(place.cloud),
	account: ({place}) => place.account,
	region: ({place}) => place.region,
	since: connection => -factsOf(connection).since,
	routes: connection => factsOf(connection).routes,
	flaps: connection => -factsOf(connection).flaps,
};

/** Columns that say the same of a connection as long as its name and place are the same. */
const lasting: ReadonlySet<SortColumn> = new Set(['name', 'id', 'cloud', 'account', 'region']);

/** Two of one kind. */
export const byRank = (one: Rank, other: Rank) => (one < other ? -1 : one > other ? 1 : 0);

/** Connections put in order, by where each stands in its set: so it holds for the next set too, while the same stand there under the same names. */
interface Orders {
	readonly connections: readonly FleetConnection[];
	/** By name, then by key. */
	readonly byName: readonly number[];
	/** By columns that last. */
	readonly byColumn: Map<SortColumn, readonly number[]>;
}

let orders: Orders = {connections: [], byName: [], byColumn: new Map()};

let last:
	| {
			readonly connections: readonly FleetConnection[];
			readonly sort: SortColumn;
			readonly isReversed: boolean;
			readonly sorted: readonly FleetConnection[];
	  }
	| undefined;

/** All connections in this order; what stands equal is put in order by name, then by key, so that nothing changes places without a cause. */
export function sorted(
	connections: readonly FleetConnection[],
	{sort, isReversed}: Pick<FleetView, 'sort' | 'isReversed'>,
): readonly FleetConnection[] {
	// a filter that is typed needs no new order
	if (last?.connections === connections && last.sort === sort && last.isReversed === isReversed) return last.sorted;
	const {byName, byColumn} = ordersOf(connections);
	const at = placesOf(connections);
	const rankAt = (index: number) => ranks[sort](at(index));
	const usual = byColumn.get(sort) ?? (sort === 'name' ? byName : together(byName, rankAt).flat());
	if (lasting.has(sort)) byColumn.set(sort, usual);
	const order = isReversed ? together(usual, rankAt).reverse().flat() : usual;
	const result = order.map(at);
	last = {connections, sort, isReversed, sorted: result};
	return result;
}

function ordersOf(connections: readonly FleetConnection[]): Orders {
	if (orders.connections === connections) return orders;
	const {changed, isSame} = differences(orders.connections, connections);
	const isLasting =
		isSame &&
		changed.every(
			({before, now}) => before && now && before.place === now.place && before.status.name === now.status.name,
		);
	orders = isLasting
		? {...orders, connections}
		: {connections, byName: namesInOrder(orders, connections), byColumn: new Map()};
	return orders;
}

/** Those that stood there already come as they were: what is nearly in order is put in order in a moment. */
function namesInOrder(before: Orders, connections: readonly FleetConnection[]): readonly number[] {
	const places = new Map(connections.map(({key}, index) => [key, index]));
	const was = placesOf(before.connections);
	const known = before.byName.flatMap(index => {
		const {key} = was(index);
		const place = places.get(key);
		places.delete(key);
		return place ?? [];
	});
	const at = placesOf(connections);
	const named = [...known, ...places.values()].map(index => ({index, name: factsOf(at(index)).name}));
	return named
		.sort((one, other) => byRank(one.name, other.name) || byRank(at(one.index).key, at(other.index).key))
		.map(({index}) => index);
}

/** Those of one rank together, the ranks in order; within one they stay as they stood. */
function together(order: readonly number[], rankAt: (index: number) => Rank): (readonly number[])[] {
	const groups = new Map<Rank, number[]>();
	for (const index of order) {
		const rank = rankAt(index);
		const group = groups.get(rank);
		if (group) group.push(index);
		else groups.set(rank, [index]);
	}

	return [...groups].sort(([one], [other]) => byRank(one, other)).map(([, group]) => group);
}

/** The connections by their places, which are all of this very array. */
function placesOf(connections: readonly FleetConnection[]): (index: number) => FleetConnection {
	return index => {
		const connection = connections[index];
		if (!connection) throw new Error('a place of the array has a connection');
		return connection;
	};
}
