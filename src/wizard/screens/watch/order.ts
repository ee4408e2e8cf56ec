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

type Compare = (one: FleetConnection, other: FleetConnection) => number;

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** The way of each column that one wants to see first: the worst, the first letter, the newest, the fewest routes, the most changes. */
const compares: Readonly<Record<SortColumn, Compare>> = {
	state: (one, other) => factsOf(one).rank - factsOf(other).rank,
	name: (one, other) => byText(factsOf(one).name, factsOf(other).name),
	id: (one, other) => byText(one.status.id, other.status.id),
	cloud: (one, other) => byText(cloudName(one.place.cloud), cloudName(other.place.cloud)),
	account: (one, other) => byText(one.place.account, other.place.account),
	region: (one, other) => byText(one.place.region, other.place.region),
	since: (one, other) => factsOf(other).since - factsOf(one).since,
	routes: (one, other) => factsOf(one).routes - factsOf(other).routes,
	flaps: (one, other) => factsOf(other).flaps - factsOf(one).flaps,
};

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
	const compare = compares[sort];
	const way = isReversed ? -1 : 1;
	const result = connections.toSorted(
		(one, other) =>
			way * compare(one, other) || byText(factsOf(one).name, factsOf(other).name) || byText(one.key, other.key),
	);
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
				(view.sort === 'state' ? way * (one.rank - other.rank) : 0) || byText(one.order, other.order),
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
		.sort(([one, many], [other, more]) => more - many || byText(one, other))
		.slice(0, most)
		.map(([key]) => key);
}
