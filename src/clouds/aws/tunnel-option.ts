import type {OptionRow} from '../contract/option.ts';
import {argumentOf} from '../export/hcl.ts';

/* What is known of an option of a tunnel; the options themselves stand in `options.ts`. Light and pure. */

interface Named<Structure, Standing> extends Pick<OptionRow, 'label' | 'help' | 'choices' | 'example'> {
	/** Its name in a request. */
	readonly member: keyof Structure & string;
	/** Its name in what reads back, where that is another. */
	readonly standingMember?: keyof Standing & string;
	/** What AWS does where nobody says anything. */
	readonly standard?: boolean | number | string | readonly string[];
}

export interface Limited {
	readonly kind: 'number';
	readonly limits: {readonly least: number; readonly most?: number; readonly unit: string};
}

/** A row. `list`: each value stands in an object of its own, `[{Value: …}]`. */
export type Option<Structure, Standing> = Named<Structure, Standing> &
	(
		| Limited
		| {readonly kind: 'list'; readonly values: readonly string[] | readonly number[]}
		| {readonly kind: 'word'; readonly values?: readonly string[]}
		| {readonly kind: 'flag'}
	);

export type Row = Option<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>;
export type Rows = Readonly<Record<string, Row>>;

/** What a request holds of an option. */
export type Sent<Of extends Row> = Of extends {readonly kind: 'list'; readonly values: readonly (infer Value)[]}
	? {Value: Value}[]
	: Of extends {readonly kind: 'number'}
		? number
		: Of extends {readonly kind: 'flag'}
			? boolean
			: string;

type Members<Of extends Rows> = {[Name in keyof Of as Of[Name]['member']]?: Sent<Of[Name]> | undefined};

/** Values of a document under their names at the API, as a request has them; what is not given is left out. */
export function asMembers<Of extends Rows>(rows: Of, values: object): Members<Of> {
	const given = Object.entries(rows).flatMap(([name, {member, kind}]) => {
		const value: unknown = Reflect.get(values, name);
		if (value === undefined) return [];
		return [[member, kind === 'list' && Array.isArray(value) ? value.map(Value => ({Value})) : value]];
	});
	return Object.fromEntries(given) as Members<Of>; // entries lose which value belongs to which name
}

type Argument = boolean | number | string | readonly string[] | readonly number[] | undefined;

/** The same values under the names of Terraform's arguments. */
export function asArguments(rows: Rows, values: object): Readonly<Record<string, Argument>> {
	return Object.fromEntries(
		Object.entries(rows).map(([name, {member}]) => [argumentOf(member), Reflect.get(values, name)]),
	);
}
