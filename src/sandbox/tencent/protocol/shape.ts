import {QueryBody} from './query-body.ts';
import {TencentError} from './tencent-error.ts';

/** The type of one request parameter, as the API's own gateway checks it before the action runs. */
export type Shape =
	| {readonly kind: 'string'}
	| {readonly kind: 'integer'}
	| {readonly kind: 'boolean'}
	| {readonly kind: 'list'; readonly of: Shape}
	| {readonly kind: 'struct'; readonly fields: Fields};

/** A parameter of an action. */
interface Field<S extends Shape = Shape, R extends boolean = boolean> {
	readonly shape: S;
	readonly required: R;
}

export type Fields = Readonly<Record<string, Field>>;

/** The TypeScript type of a value that passed its shape. */
export type ValueOf<S> = S extends {kind: 'string'}
	? string
	: S extends {kind: 'integer'}
		? number
		: S extends {kind: 'boolean'}
			? boolean
			: S extends {kind: 'list'; of: infer E}
				? readonly ValueOf<E>[]
				: S extends {kind: 'struct'; fields: infer F}
					? InputOf<F>
					: never;

/** The TypeScript type of the parameters of an action. */
export type InputOf<F> = {
	readonly [K in keyof F as F[K] extends Field<Shape, true> ? K : never]: F[K] extends Field<infer S>
		? ValueOf<S>
		: never;
} & {
	readonly [K in keyof F as F[K] extends Field<Shape, true> ? never : K]?: F[K] extends Field<infer S>
		? ValueOf<S>
		: never;
};

export const text = {kind: 'string'} as const;
export const integer = {kind: 'integer'} as const;
export const flag = {kind: 'boolean'} as const;
export const list = <S extends Shape>(of: S) => ({kind: 'list', of}) as const;
export const struct = <F extends Fields>(fields: F) => ({kind: 'struct', fields}) as const;

export const required = <S extends Shape>(shape: S): Field<S, true> => ({shape, required: true});
export const optional = <S extends Shape>(shape: S): Field<S, false> => ({shape, required: false});

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the API calls each kind, and what is of it. */
const kinds: Readonly<Record<Shape['kind'], {readonly name: string; readonly fits: (value: unknown) => boolean}>> = {
	string: {name: 'string', fits: value => typeof value === 'string'},
	integer: {name: 'integer', fits: Number.isInteger},
	boolean: {name: 'bool', fits: value => typeof value === 'boolean'},
	list: {name: 'array', fits: Array.isArray},
	struct: {name: 'object', fits: isRecord},
};

function checkValue(shape: Shape, value: unknown, path: string): void {
	if (!kinds[shape.kind].fits(value)) {
		throw new TencentError(
			'InvalidParameter',
			`The value type of parameter \`${path}\` is not valid, it should be \`${kinds[shape.kind].name}\`.`,
		);
	}
	if (shape.kind === 'list' && Array.isArray(value)) {
		value.forEach((element, index) => {
			checkValue(shape.of, element, `${path}.${index}`);
		});
	}
	if (shape.kind === 'struct' && isRecord(value)) checkFields(shape.fields, value, `${path}.`);
}

function checkFields(fields: Fields, body: Record<string, unknown>, prefix: string): void {
	for (const [name, value] of Object.entries(body)) {
		if (!Object.hasOwn(fields, name)) {
			throw new TencentError('UnknownParameter', `The parameter \`${prefix}${name}\` is not recognized.`);
		}
		const field = fields[name];
		if (field && value !== null && value !== undefined) checkValue(field.shape, value, `${prefix}${name}`);
	}
	for (const [name, field] of Object.entries(fields)) {
		if (field.required && (body[name] === undefined || body[name] === null)) {
			throw new TencentError('MissingParameter', `The request is missing a required parameter \`${prefix}${name}\`.`);
		}
	}
}

/** `null` stands for "not given" on the wire. */
function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, member]) => member !== null)
			.map(([name, member]) => [name, withoutNulls(member)]),
	);
}

/**
 * Checks a request body against an action's parameters.
 * Throws `UnknownParameter`, `MissingParameter` or `InvalidParameter`, naming the parameter as the API does (`A.0.B`).
 */
export function checkParameters<F extends Fields>(fields: F, given: unknown): InputOf<F> {
	const body = given instanceof QueryBody ? given.read(fields) : given;
	if (!isRecord(body)) throw new TencentError('InvalidParameter', 'The request body is not a JSON object.');
	checkFields(fields, body, '');
	// The check above is what makes the type true.
	return withoutNulls(body) as InputOf<F>;
}
