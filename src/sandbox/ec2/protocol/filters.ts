import type {Tags} from '../store/resources.ts';
import {ApiError, invalidCombination} from './api-error.ts';
import {integer, list, structure, text} from './shape.ts';
import {fitsWildcard} from './wildcard.ts';
import {items, type XmlValue} from './xml.ts';

/** The values that a resource has for a filter. */
type FilterTable<T> = Readonly<Record<string, (resource: T) => string | undefined | readonly string[]>>;

export const filterList = list(structure({Name: text, Value: list(text)}));
type FilterInput = ReturnType<(typeof filterList)['read']>;

/** Documented ceiling of filter values in one request. Source: EC2 API Reference, "FilterLimitExceeded". */
const mostFilterValues = 200;

/**
 * Keeps the resources that every filter matches; a filter matches when one of its values does. `*` and `?` are wildcards.
 * `tag:KEY` and `tag-key` go for every resource that has tags.
 * @throws ApiError InvalidParameterValue for a filter that the call has not, FilterLimitExceeded
 */
export function filtered<T extends {readonly tags: Tags}>(
	resources: readonly T[],
	filters: FilterInput | undefined,
	table: FilterTable<T>,
): readonly T[] {
	const values = (filters ?? []).reduce((sum, filter) => sum + (filter.Value?.length ?? 0), 0);
	if (values > mostFilterValues)
		throw new ApiError('FilterLimitExceeded', `The maximum number of filter values (${mostFilterValues}) is exceeded`);
	return (filters ?? []).reduce<readonly T[]>((left, {Name: name = '', Value: wanted = []}) => {
		const read = reader(name, table);
		const fits = (value: string | undefined) =>
			value !== undefined && wanted.some(pattern => fitsWildcard(pattern, value));
		return left.filter(resource => [read(resource)].flat().some(fits));
	}, resources);
}

function reader<T extends {readonly tags: Tags}>(name: string, table: FilterTable<T>): FilterTable<T>[string] {
	if (name.startsWith('tag:')) return ({tags}) => tags.get(name.slice(4));
	if (name === 'tag-key') return ({tags}) => [...tags.keys()];
	const own = Object.hasOwn(table, name) ? table[name] : undefined;
	if (!own) throw new ApiError('InvalidParameterValue', `The filter '${name}' is invalid`);
	return own;
}

/**
 * The resources of these ids, in the order of the resources; all of them without ids.
 * @throws ApiError as `absent` words it for the first id that is not there
 */
export function chosen<T>(
	resources: ReadonlyMap<string, T>,
	ids: readonly string[] | undefined,
	absent: (id: string) => ApiError,
): readonly T[] {
	if (!ids || ids.length === 0) return [...resources.values()];
	const wanted = new Set(ids);
	for (const id of wanted) if (!resources.has(id)) throw absent(id);
	return [...resources].filter(([id]) => wanted.has(id)).map(([, resource]) => resource);
}

export const pageMembers = {MaxResults: integer, NextToken: text};

/** The answer of a Describe call: what every filter matches, as each is shown; a page of it where the call has pages of `least` or more. */
export function answer<T extends {readonly tags: Tags}>(
	set: string,
	found: readonly T[],
	input: Pages & {readonly Filter?: FilterInput | undefined},
	{
		least,
		ids,
		filters,
		xml,
	}: {
		readonly least?: number;
		readonly ids?: readonly string[] | undefined;
		readonly filters: FilterTable<T>;
		readonly xml: (resource: T) => XmlValue;
	},
): {readonly [name: string]: XmlValue} {
	const shown = filtered(found, input.Filter, filters);
	if (least === undefined) return {[set]: items(shown.map(xml))};
	const {rows, nextToken} = page(shown, input, least, ids);
	return {[set]: items(rows.map(xml)), nextToken};
}

interface Pages {
	readonly MaxResults?: number | undefined;
	readonly NextToken?: string | undefined;
}

/**
 * One page of a list.
 * @throws ApiError InvalidParameterValue, InvalidParameterCombination, InvalidPaginationToken
 */
export function page<T>(
	all: readonly T[],
	{MaxResults: size, NextToken: token}: Pages,
	least: number,
	ids: readonly string[] = [],
): {readonly rows: readonly T[]; readonly nextToken: string | undefined} {
	if (size !== undefined && (size < least || size > 1000))
		throw new ApiError(
			'InvalidParameterValue',
			`Value ( ${size} ) for parameter maxResults is invalid. Expecting a value from ${least} to 1000.`,
		);
	if (size !== undefined && ids.length > 0)
		throw invalidCombination('The parameter maxResults cannot be used with the parameter ids');
	const start = token === undefined || token === '' ? 0 : offsetOf(token);
	const end = start + (size ?? 1000);
	return {rows: all.slice(start, end), nextToken: end < all.length ? tokenOf(end) : undefined};
}

function tokenOf(offset: number): string {
	return Buffer.from(`sandbox:${offset}`, 'utf8').toString('base64url');
}

function offsetOf(token: string): number {
	const match = /^sandbox:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
	if (!match) throw new ApiError('InvalidPaginationToken', 'The pagination token is not valid');
	return Number(match[1]);
}
