import type {FleetChoice, TagWanted} from '../../../session/fleet-choice.ts';

/** What the list can be put in order by, in the order of its columns. */
const sortColumns = ['state', 'name', 'id', 'cloud', 'account', 'region', 'since', 'routes', 'flaps'] as const;
export type SortColumn = (typeof sortColumns)[number];

/** What rows are put together by: `tag:site` by the value of that tag. */
export type Grouping = 'none' | 'cloud' | 'account' | 'region' | 'state' | `tag:${string}`;
const groupings: readonly Grouping[] = ['none', 'cloud', 'account', 'region', 'state'];

/** How the list shows its connections. */
export interface FleetView {
	readonly sort: SortColumn;
	readonly isReversed: boolean;
	readonly grouping: Grouping;
	readonly onlyProblems: boolean;
}

/** Problems first, and nothing put together. */
export const usualView: FleetView = {sort: 'state', isReversed: false, grouping: 'none', onlyProblems: false};

export function nextSort({sort}: FleetView): SortColumn {
	return sortColumns[(sortColumns.indexOf(sort) + 1) % sortColumns.length] ?? 'state';
}

/** @param tags names of tags that the connections carry, the most frequent first */
export function nextGrouping({grouping}: FleetView, tags: readonly string[]): Grouping {
	const all: readonly Grouping[] = [...groupings, ...tags.map((tag): Grouping => `tag:${tag}`)];
	return all[(all.indexOf(grouping) + 1) % all.length] ?? 'none';
}

/** The name of the tag that rows are put together by. */
export function tagOf(grouping: Grouping): string | undefined {
	return grouping.startsWith('tag:') ? grouping.slice(4) : undefined;
}

/** What is kept for the next start: how the list looks, and what is watched. */
interface KeptView {
	readonly view: FleetView;
	readonly filter: string;
	readonly choice: FleetChoice;
}

export function keptText({view, filter, choice}: KeptView): string {
	return JSON.stringify({...view, filter, choice});
}

/** Longer than anybody filters or chooses by hand. */
const longestText = 200;
const mostChosen = 1000;

/** What was kept, member by member: what is no member of a view any more, or was edited, is left out. */
export function keptView(text: string): KeptView {
	const given = parsed(text);
	const of = (name: string) => memberOf(given, name);
	const grouping = wordOf(of('grouping')) ?? 'none';
	const isGrouping = (word: string): word is Grouping =>
		word.startsWith('tag:') || groupings.some(each => each === word);
	return {
		view: {
			sort: sortColumns.find(column => column === of('sort')) ?? usualView.sort,
			isReversed: of('isReversed') === true,
			grouping: isGrouping(grouping) ? grouping : 'none',
			onlyProblems: of('onlyProblems') === true,
		},
		filter: wordOf(of('filter')) ?? '',
		choice: keptChoice(of('choice')),
	};
}

function keptChoice(given: unknown): FleetChoice {
	const profiles = Object.entries(objectOf(memberOf(given, 'profiles'))).flatMap(([cloud, chosen]) => {
		const kept = wordsOrAll(chosen);
		return kept === undefined ? [] : [[cloud, kept] as const];
	});
	const lists = (['clouds', 'accounts', 'ids', 'saved'] as const).flatMap(name => {
		const kept = wordsOf(memberOf(given, name));
		return kept === undefined ? [] : [[name, kept] as const];
	});
	const regions = wordsOrAll(memberOf(given, 'regions'));
	const tags = tagsOf(memberOf(given, 'tags'));
	return {
		...Object.fromEntries(lists),
		...(profiles.length > 0 ? {profiles: Object.fromEntries(profiles)} : {}),
		...(regions === undefined ? {} : {regions}),
		...(tags.length > 0 ? {tags} : {}),
	};
}

function tagsOf(given: unknown): readonly TagWanted[] {
	if (!Array.isArray(given)) return [];
	return given.slice(0, mostChosen).flatMap((each): readonly TagWanted[] => {
		const key = wordOf(memberOf(each, 'key'));
		const value = wordOf(memberOf(each, 'value'));
		return key === undefined ? [] : [{key, ...(value === undefined ? {} : {value})}];
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const objectOf = (value: unknown): object =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

function memberOf(value: unknown, name: string): unknown {
	const object = objectOf(value);
	return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}

function wordOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' && value.length <= longestText ? value : undefined;
}

function wordsOf(value: unknown): readonly string[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const words = value.slice(0, mostChosen).flatMap(each => wordOf(each) ?? []);
	return words.length > 0 ? words : undefined;
}

function wordsOrAll(value: unknown): readonly string[] | 'all' | undefined {
	return value === 'all' ? 'all' : wordsOf(value);
}
