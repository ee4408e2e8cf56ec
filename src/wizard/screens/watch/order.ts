import {cloudName} from '../../../clouds/registry.ts';
import {type FleetConnection, healthOrder} from '../../../watch/fleet/fleet.ts';
import {isMeant, wordsOf} from './filter.ts';
import {factsOf, isProblem, natural} from './row-facts.ts';
import {type FleetView, type Grouping, type SortColumn, tagOf} from './view.ts';

/** Rows that stand together, by their keys in order. Where nothing is put together there is one, without a name. */
export interface Section {
	readonly id: string;
	readonly title: string;
	readonly members: readonly string[];
}

/** A row of the list. */
export type Entry =
	| {readonly kind: 'connection'; readonly id: string}
	| {readonly kind: 'section'; readonly id: string; readonly section: Section; readonly isFolded: boolean};

/** What is put in order, so that what one wants to see comes first: the worst, the first letter, the newest, the fewest routes, the most changes. */
const ranks: Readonly<Record<SortColumn, (connection: FleetConnection) => number | string>> = {
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

/** Two of one kind. */
const byRank = (one: number | string, other: number | string) => (one < other ? -1 : one > other ? 1 : 0);

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
	const rankOf = ranks[sort];
	const way = isReversed ? -1 : 1;
	// worked out before they are compared: each is compared many times
	const ranked = connections.map(connection => ({
		connection,
		rank: rankOf(connection),
		name: factsOf(connection).name,
		key: connection.key,
	}));
	ranked.sort(
		(one, other) => way * byRank(one.rank, other.rank) || byRank(one.name, other.name) || byRank(one.key, other.key),
	);
	const result = ranked.map(({connection}) => connection);
	last = {connections, sort, isReversed, sorted: result};
	return result;
}

/** Which connections are shown, in order, put together as the view says. */
export function sectionsOf(
	connections: readonly FleetConnection[],
	view: FleetView,
	filter: string,
): readonly Section[] {
	const shown = sorted(connections, view).filter(isShown(view, filter));
	if (view.grouping === 'none') return [{id: '', title: '', members: shown.map(({key}) => key)}];
	const groups = new Map<string, {title: string; order: string; rank: number; members: string[]}>();
	for (const connection of shown) {
		const {id, title, order} = sectionFor(connection, view.grouping);
		const group = groups.get(id) ?? {title, order, rank: Number.POSITIVE_INFINITY, members: []};
		group.members.push(connection.key);
		group.rank = Math.min(group.rank, factsOf(connection).rank);
		groups.set(id, group);
	}

	const way = view.isReversed ? -1 : 1;
	// the worst of its rows says where it stands, where the worst come first
	return [...groups]
		.sort(
			([, one], [, other]) =>
				(view.sort === 'state' ? way * (one.rank - other.rank) : 0) || byRank(one.order, other.order),
		)
		.map(([id, {title, members}]) => ({id, title, members}));
}

/** Whether a connection is shown at all. */
export function isShown({onlyProblems}: FleetView, filter: string): (connection: FleetConnection) => boolean {
	const words = wordsOf(filter);
	return connection =>
		(!onlyProblems || isProblem(connection)) && (filter === '' || isMeant(factsOf(connection).haystack, words));
}

/** The section that a connection belongs to. Ids differ where titles may not. */
export function sectionFor(
	{place, status, health}: FleetConnection,
	grouping: Grouping,
): {readonly id: string; readonly title: string; readonly order: string} {
	const named = (text: string) => ({id: `section ${text}`, title: text, order: natural(text)});
	switch (grouping) {
		case 'none':
			return {id: '', title: '', order: ''};
		case 'cloud':
			return named(cloudName(place.cloud));
		case 'account':
			return named(`${cloudName(place.cloud)} · ${place.account}`);
		case 'region':
			return named(`${cloudName(place.cloud)} · ${place.region}`);
		case 'state':
			return {id: `section ${health}`, title: health, order: String(healthOrder.indexOf(health))};
		default: {
			const tag = tagOf(grouping) ?? '';
			const value = Object.hasOwn(status.tags ?? {}, tag) ? status.tags?.[tag] : undefined;
			// those without it come last
			if (value === undefined) return {id: 'section', title: `without ${tag}`, order: '\u{10FFFF}'};
			return {id: `section ${value}`, title: `${tag} ${value}`, order: natural(value)};
		}
	}
}

/** The rows of the sections: of a folded one its title alone. */
export function entriesOf(sections: readonly Section[], folded: ReadonlySet<string>): readonly Entry[] {
	return sections.flatMap((section): readonly Entry[] => {
		const {id, members} = section;
		const rows = members.map((key): Entry => ({kind: 'connection', id: key}));
		if (id === '') return rows;
		const isFolded = folded.has(id);
		const title = {kind: 'section', id, section, isFolded} as const;
		return isFolded ? [title] : [title, ...rows];
	});
}

/** Names of tags by how many connections carry them; a name that is told already, and what is set by a program, is nothing to put together by. */
export function tagNames(connections: readonly FleetConnection[], most = 3): readonly string[] {
	const counts = new Map<string, number>();
	for (const {status} of connections)
		for (const key of Object.keys(status.tags ?? {}))
			if (key !== 'Name' && !key.includes(':')) counts.set(key, (counts.get(key) ?? 0) + 1);
	return [...counts]
		.sort(([one, many], [other, more]) => more - many || byRank(one, other))
		.slice(0, most)
		.map(([key]) => key);
}
