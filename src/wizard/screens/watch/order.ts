import {cloudName} from '../../../clouds/registry.ts';
import {type FleetConnection, healthOrder} from '../../../watch/fleet/fleet.ts';
import {isMeant, isNarrower, type Words, wordsOf} from './filter.ts';
import {factsOf, haystackOf, isProblem, natural} from './row-facts.ts';
import {byRank, sorted} from './sorting.ts';
import {type FleetView, type Grouping, tagOf} from './view.ts';

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

/** Which connections are shown, in order, put together as the view says. */
export function sectionsOf(
	connections: readonly FleetConnection[],
	view: FleetView,
	filter: string,
): readonly Section[] {
	const shown = shownOf(connections, view, filter);
	if (view.grouping === 'none') return [{id: '', title: '', members: shown.map(({key}) => key)}];
	const groups = new Map<string, {title: string; order: string; rank: number; members: string[]}>();
	for (const connection of shown) {
		const {id, title, order} = sectionFor(connection, view.grouping);
		const {rank} = factsOf(connection);
		const group = groups.get(id);
		if (group) {
			group.members.push(connection.key);
			group.rank = Math.min(group.rank, rank);
		} else groups.set(id, {title, order: order ?? natural(title), rank, members: [connection.key]});
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

let last:
	| {
			readonly all: readonly FleetConnection[];
			readonly onlyProblems: boolean;
			readonly words: Words;
			readonly shown: readonly FleetConnection[];
	  }
	| undefined;

/** The connections that are shown, in order. A word that grows is looked for where it was found when it was shorter. */
function shownOf(connections: readonly FleetConnection[], view: FleetView, filter: string): readonly FleetConnection[] {
	const all = sorted(connections, view);
	const {onlyProblems} = view;
	const words = wordsOf(filter);
	const isWithin = last?.all === all && last.onlyProblems === onlyProblems && isNarrower(words, last.words);
	const shown = (isWithin && last ? last.shown : all).filter(isShown(view, filter));
	last = {all, onlyProblems, words, shown};
	return shown;
}

/** Whether a connection is shown at all. */
export function isShown({onlyProblems}: FleetView, filter: string): (connection: FleetConnection) => boolean {
	const words = wordsOf(filter);
	return connection =>
		(!onlyProblems || isProblem(connection)) && (filter === '' || isMeant(haystackOf(connection), words));
}

/** The section that a connection belongs to. Ids differ where titles may not. Left out: it is put in order by its title. */
export function sectionFor(
	{place, status, health}: FleetConnection,
	grouping: Grouping,
): {readonly id: string; readonly title: string; readonly order?: string} {
	const named = (text: string) => ({id: `section ${text}`, title: text});
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
			return {id: `section ${value}`, title: `${tag} ${value}`};
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
