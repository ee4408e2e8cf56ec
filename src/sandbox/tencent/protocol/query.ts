import type {Tag} from '../store/store.ts';
import {list, optional, required, struct, text} from './shape.ts';
import {coexist, malformed, TencentError} from './tencent-error.ts';

/** The shape of `Filters` in every Describe call. */
const filtersShape = list(struct({Name: required(text), Values: required(list(text))}));

interface Filter {
	readonly Name: string;
	readonly Values: readonly string[];
}

/** How a record answers to a filter: what its values are, and whether a part of one is enough. */
interface FilterRule<T> {
	readonly values: (record: T) => readonly string[];
	readonly fuzzy?: boolean;
}

type FilterRules<T> = Readonly<Record<string, FilterRule<T>>>;

const maximumFilters = 10;
const maximumValues = 5;
const maximumIds = 100;
const maximumPage = 100;

/** Filters by tag key and by `tag:KEY`, on calls that know them. */
function tagRule<T>(name: string, tagsOf: ((record: T) => readonly Tag[]) | undefined): FilterRule<T> | undefined {
	if (!tagsOf) return undefined;
	if (name === 'tag-key') return {values: record => tagsOf(record).map(tag => tag.Key)};
	if (!name.startsWith('tag:')) return undefined;
	const key = name.slice('tag:'.length);
	return {values: record => tagsOf(record).flatMap(tag => (tag.Key === key ? [tag.Value] : []))};
}

/**
 * The records that pass every filter; the values of one filter are alternatives.
 * Throws `InvalidParameter.FilterInvalidKey` for a filter the call does not know and
 * `InvalidParameterValue.LimitExceeded` past 10 filters or 5 values.
 */
export function filtered<T>(
	records: readonly T[],
	filters: readonly Filter[],
	rules: FilterRules<T>,
	tagsOf?: (record: T) => readonly Tag[],
): readonly T[] {
	if (filters.length > maximumFilters) {
		throw new TencentError('InvalidParameterValue.LimitExceeded', `At most ${maximumFilters} \`Filters\` are allowed.`);
	}
	return filters.reduce<readonly T[]>((rest, filter) => {
		const rule = Object.hasOwn(rules, filter.Name) ? rules[filter.Name] : tagRule(filter.Name, tagsOf);
		if (!rule) {
			throw new TencentError('InvalidParameter.FilterInvalidKey', `The filter \`${filter.Name}\` does not exist.`);
		}
		if (filter.Values.length > maximumValues) {
			throw new TencentError(
				'InvalidParameterValue.LimitExceeded',
				`At most ${maximumValues} \`Values\` are allowed in the filter \`${filter.Name}\`.`,
			);
		}
		return rest.filter(record =>
			rule
				.values(record)
				.some(value => filter.Values.some(wanted => (rule.fuzzy ? value.includes(wanted) : value === wanted))),
		);
	}, records);
}

/** Which of two ways of choosing a Describe call may use: `ids` or `filters`, never both. */
interface Choice<T> {
	readonly idParameter: string;
	readonly ids: readonly string[] | undefined;
	readonly idOf: (record: T) => string;
	readonly idPrefix: string;
	/** Codes of an unknown and of a malformed id, where the call has its own. */
	readonly unknownId?: string;
	readonly malformedId?: string;
	readonly filters: readonly Filter[] | undefined;
	readonly rules: FilterRules<T>;
	readonly tagsOf?: (record: T) => readonly Tag[];
}

/** Whether the text is an id of this kind, known or not. */
export const isId = (prefix: string, id: string): boolean =>
	id.startsWith(`${prefix}-`) && /^[0-9a-z]{6,20}$/.test(id.slice(prefix.length + 1));

/** The chosen records. Ids are answered all or nothing: an unknown one is an error, as documented. */
export function chosen<T>(records: readonly T[], choice: Choice<T>): readonly T[] {
	const {ids, filters} = choice;
	if (ids && ids.length > 0 && filters && filters.length > 0) throw coexist(choice.idParameter, 'Filters');
	if (!ids || ids.length === 0) return filtered(records, filters ?? [], choice.rules, choice.tagsOf);
	if (ids.length > maximumIds) {
		throw new TencentError(
			'InvalidParameterValue.LimitExceeded',
			`At most ${maximumIds} values are allowed in \`${choice.idParameter}\`.`,
		);
	}
	const byId = new Map(records.map(record => [choice.idOf(record), record]));
	return [...new Set(ids)].map(id => {
		if (!isId(choice.idPrefix, id)) {
			if (choice.malformedId) throw new TencentError(choice.malformedId, `\`${id}\``);
			throw malformed(choice.idParameter, id);
		}
		const record = byId.get(id);
		if (!record)
			throw new TencentError(choice.unknownId ?? 'ResourceNotFound', `The resource \`${id}\` does not exist.`);
		return record;
	});
}

/** One page: `Offset` from 0 (0 by default), `Limit` 1 to 100 (20 by default). */
export function page<T>(records: readonly T[], offset = 0, limit = 20): readonly T[] {
	if (offset < 0) throw new TencentError('InvalidParameterValue.Range', 'The parameter `Offset` must be 0 or more.');
	if (limit < 1 || limit > maximumPage) {
		throw new TencentError(
			limit > maximumPage ? 'InvalidParameterValue.LimitExceeded' : 'InvalidParameterValue.Range',
			`The parameter \`Limit\` must be in the range 1 to ${maximumPage}.`,
		);
	}
	return records.slice(offset, offset + limit);
}

/** A page position that a call takes as text (DescribeVpcs, DescribeRouteTables). */
export function pageNumber(parameter: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (!/^\d{1,9}$/.test(value)) throw malformed(parameter, value);
	return Number(value);
}

/** The parameters that every paged Describe call shares. */
export const filterField = optional(filtersShape);
