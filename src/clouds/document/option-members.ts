import * as z from 'zod';
import type {Rows, ValueOf} from '../contract/option.ts';
import {ipv4} from './parts.ts';

/** The members that a document has for a table of options. None has to be given. */
export function optionMembers<Of extends Rows>(rows: Of) {
	const members = Object.entries(rows).map(([name, row]) => [name, schemaOf(row).optional()]);
	// entries lose which value belongs to which name
	return Object.fromEntries(members) as {
		-readonly [Name in keyof Of]: z.ZodOptional<z.ZodType<ValueOf<Of[Name]>>>;
	};
}

/** The same, with what holds where they are not given. */
export function optionMembersWithStandards<Of extends Rows & Readonly<Record<string, {readonly standard: unknown}>>>(
	rows: Of,
) {
	const members = Object.entries(rows).map(([name, row]) => [name, schemaOf(row).default(row.standard)]);
	// entries lose which value belongs to which name
	return Object.fromEntries(members) as {
		-readonly [Name in keyof Of]: z.ZodDefault<z.ZodType<ValueOf<Of[Name]>>>;
	};
}

function schemaOf({kind, values, limits, standard}: Rows[string]): z.ZodType {
	if (values) {
		const one = z.literal<readonly (string | number)[]>(values);
		return kind === 'list' ? z.array(one).min(1) : one;
	}
	if (limits) {
		const whole = z.number().int().min(limits.least);
		return limits.most === undefined ? whole : whole.max(limits.most);
	}
	if (typeof standard === 'boolean') return z.boolean();
	return kind === 'address' ? ipv4 : z.string();
}
