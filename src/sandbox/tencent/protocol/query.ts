import type {Tag} from '../store/store.ts';
import {integer, list, optional, required, struct, text} from './shape.ts';
import {coexist, malformed, TencentError} from './tencent-error.ts';

const filterList = optional(list(struct({Name: required(text), Values: required(list(text))})));

/** What every paged Describe call takes. */
export const paged = {Filters: filterList, Offset: optional(integer), Limit: optional(integer)} as const;

/** The same where positions are texts (DescribeVpcs, DescribeRouteTables). */
export const pagedInText = {Filters: filterList, Offset: optional(text), Limit: optional(text)} as const;

interface Filter {
	readonly Name: string;
	readonly Values: readonly string[];
}

/** What a record's values are, by the name of the filter that asks for them. */
type FilterRules<T> = Readonly<Record<string, (record: T) => string | readonly string[]>>;

/** The tags that `tag-key` and `tag:KEY` ask for, on calls that know those. */
type TagsOf<T> = (record: T) => readonly Tag[];

/** For records that can be filtered by their tags. */
export const tagsOf = (record: {readonly TagSet: readonly Tag[]}): readonly Tag[] => record.TagSet;

const maximumFilters = 10;
const maximumValues = 5;
const maximumIds = 100;
const maximumPage = 100;

/** Filters by tag key and by `tag:KEY`, on calls that know them. */
function tagRule<T>(name: string, tags: TagsOf<T> | undefined): FilterRules<T>[string] | undefined {
	if (!tags) return undefined;
	if (name === 'tag-key') return record => tags(record).map(tag => tag.Key);
	if (!name.startsWith('tag:')) return undefined;
	const key = name.slice('tag:'.length);
	return record => tags(record).flatMap(tag => (tag.Key === key ? [tag.Value] : []));
}

/**
 * The records that pass every filter; the values of one filter are alternatives, and a part of a name that is `fuzzy` is enough.
 * Throws `InvalidParameter.FilterInvalidKey` for a filter the call does not know and
 * `InvalidParameterValue.LimitExceeded` past 10 filters or 5 values.
 */
export function filtered<T>(
	records: readonly T[],
	asked: readonly Filter[] = [],
	{filters, fuzzy, tags}: Pick<Kind<T>, 'filters' | 'fuzzy' | 'tags'>,
): readonly T[] {
	if (asked.length > maximumFilters) {
		throw new TencentError('InvalidParameterValue.LimitExceeded', `At most ${maximumFilters} \`Filters\` are allowed.`);
	}
	return asked.reduce<readonly T[]>((rest, {Name: name, Values: wanted}) => {
		const rule = Object.hasOwn(filters, name) ? filters[name] : tagRule(name, tags);
		if (!rule) throw new TencentError('InvalidParameter.FilterInvalidKey', `The filter \`${name}\` does not exist.`);
		if (wanted.length > maximumValues) {
			throw new TencentError(
				'InvalidParameterValue.LimitExceeded',
				`At most ${maximumValues} \`Values\` are allowed in the filter \`${name}\`.`,
			);
		}
		const fits = (value: string) => wanted.some(one => (name === fuzzy ? value.includes(one) : value === one));
		return rest.filter(record => [rule(record)].flat().some(fits));
	}, records);
}

/** How records of a kind are chosen: by ids or by filters, never both. */
interface Kind<T> {
	/** The member that holds the id; the parameter has its name and an s. */
	readonly id: string & keyof T;
	readonly prefix: string;
	/** Codes of an unknown and of a malformed id, where the call has its own. */
	readonly unknownId?: string;
	readonly malformedId?: string;
	readonly filters: FilterRules<T>;
	readonly fuzzy?: string;
	readonly tags?: TagsOf<T>;
}

/** Whether the text is an id of this kind, known or not. */
export const isId = (prefix: string, id: string): boolean =>
	id.startsWith(`${prefix}-`) && /^[0-9a-z]{6,20}$/.test(id.slice(prefix.length + 1));

/** The chosen records. Ids are answered all or nothing: an unknown one is an error, as documented. */
export function chosen<T>(
	all: ReadonlyMap<string, T>,
	ids: readonly string[] = [],
	asked: readonly Filter[] | undefined,
	kind: Kind<T>,
): readonly T[] {
	const parameter = `${kind.id}s`;
	if (ids.length > 0 && asked && asked.length > 0) throw coexist(parameter, 'Filters');
	if (ids.length === 0) return filtered([...all.values()], asked, kind);
	if (ids.length > maximumIds) {
		throw new TencentError(
			'InvalidParameterValue.LimitExceeded',
			`At most ${maximumIds} values are allowed in \`${parameter}\`.`,
		);
	}
	return [...new Set(ids)].map(id => {
		if (!isId(kind.prefix, id)) {
			throw kind.malformedId ? new TencentError(kind.malformedId, `\`${id}\``) : malformed(parameter, id);
		}
		const record = all.get(id);
		if (!record) throw new TencentError(kind.unknownId ?? 'ResourceNotFound', `The resource \`${id}\` does not exist.`);
		return record;
	});
}

/**
 * The answer of a Describe call: how many there are, and one page of them, as each is shown. `Offset` from 0 (0 by default), `Limit` 1 to 100
 * (20 by default).
 */
export function answer<T>(
	set: string,
	records: readonly T[],
	{Offset, Limit}: {readonly Offset?: number | string; readonly Limit?: number | string},
	show: (record: T) => unknown = record => record,
): object {
	const [offset, limit] = [pageNumber('Offset', Offset, 0), pageNumber('Limit', Limit, 20)];
	return {TotalCount: records.length, [set]: page(records, offset, limit).map(show)};
}

function page<T>(records: readonly T[], offset: number, limit: number): readonly T[] {
	if (offset < 0) throw new TencentError('InvalidParameterValue.Range', 'The parameter `Offset` must be 0 or more.');
	if (limit < 1 || limit > maximumPage) {
		throw new TencentError(
			limit > maximumPage ? 'InvalidParameterValue.LimitExceeded' : 'InvalidParameterValue.Range',
			`The parameter \`Limit\` must be in the range 1 to ${maximumPage}.`,
		);
	}
	return records.slice(offset, offset + limit);
}

function pageNumber(parameter: string, value: number | string | undefined, otherwise: number): number {
	if (value === undefined) return otherwise;
	if (typeof value === 'string' && !/^\d{1,9}$/.test(value)) throw malformed(parameter, value);
	return Number(value);
}
