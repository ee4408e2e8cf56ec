import {ApiError} from './api-error.ts';
import type {FormNode} from './query-form.ts';

/*
 * Shapes of EC2's inputs as data: the names are those on the wire. Reading a form through a shape gives typed values and
 * refuses what EC2's own front door refuses: unknown names, missing ones, text where a number belongs.
 */

interface Shape<out T> {
	readonly required?: boolean;
	/** @throws ApiError UnknownParameter, MissingParameter, InvalidParameterValue */
	read(node: FormNode, path: string): T;
}

interface RequiredShape<out T> extends Shape<T> {
	readonly required: true;
}

export type Members = Readonly<Record<string, Shape<unknown>>>;

/** What reading a structure gives: members that are not required may be undefined. */
export type Read<M extends Members> = {
	readonly [K in keyof M as M[K] extends RequiredShape<unknown> ? K : never]: Value<M[K]>;
} & {
	readonly [K in keyof M as M[K] extends RequiredShape<unknown> ? never : K]?: Value<M[K]> | undefined;
};

type Value<S> = S extends Shape<infer T> ? T : never;

export const text: Shape<string> = {read: (node, path) => leaf(node, path)};

export const integer: Shape<number> = {
	read(node, path) {
		const value = leaf(node, path);
		if (!/^-?\d{1,15}$/.test(value))
			throw new ApiError('InvalidParameterValue', `Invalid value '${value}' for ${path}. Must be an integer.`);
		return Number(value);
	},
};

export const flag: Shape<boolean> = {
	read(node, path) {
		const value = leaf(node, path).toLowerCase();
		if (value !== 'true' && value !== 'false')
			throw new ApiError('InvalidParameterValue', `Invalid value '${value}' for ${path}. Must be true or false.`);
		return value === 'true';
	},
};

/** The member must be given. */
export function required<T>(shape: Shape<T>): RequiredShape<T> {
	return {...shape, required: true};
}

/** A flattened list, `Name.1`, `Name.2`, …, in the order of its numbers. */
export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
	return {
		read(node, path) {
			if (node.value !== undefined) {
				// An empty list travels as the bare name with an empty value.
				if (node.value === '' && node.members.size === 0) return [];
				throw new ApiError('InvalidParameterValue', `The parameter ${path} is a list: write ${path}.1`);
			}

			return [...node.members]
				.map(([step, member]) => {
					if (!/^[1-9]\d{0,5}$/.test(step)) throw unknown(`${path}.${step}`);
					return {index: Number(step), member};
				})
				.sort((a, b) => a.index - b.index)
				.map(({index, member}) => shape.read(member, `${path}.${index}`));
		},
	};
}

/** A list of structures with a member `Value` alone, as EC2 has them for algorithms: read as the plain values. */
export function values<T>(shape: Shape<T>): Shape<readonly T[]> {
	const rows = list(structure({Value: shape}));
	return {
		read: (node, path) => rows.read(node, path).flatMap(({Value: value}) => (value === undefined ? [] : [value])),
	};
}

/** A structure. Names that it has not are refused, as EC2 does. */
export function structure<M extends Members>(members: M): Shape<Read<M>> {
	return {
		read(node, path) {
			if (node.value !== undefined && (node.value !== '' || node.members.size > 0))
				throw new ApiError('InvalidParameterValue', `The parameter ${path} has members and takes no value itself`);
			for (const name of node.members.keys()) {
				if (!Object.hasOwn(members, name)) throw unknown(joined(path, name));
			}

			const result: Record<string, unknown> = {};
			for (const [name, shape] of Object.entries(members)) {
				const member = node.members.get(name);
				if (member) result[name] = shape.read(member, joined(path, name));
				else if (shape.required) throw missing(joined(path, name));
			}

			// Each member was read by the shape that gives its type.
			return result as Read<M>;
		},
	};
}

export function missing(path: string): ApiError {
	return new ApiError('MissingParameter', `The request must contain the parameter ${path}`);
}

function unknown(path: string): ApiError {
	return new ApiError('UnknownParameter', `The parameter ${path} is not recognized`);
}

function joined(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}

function leaf(node: FormNode, path: string): string {
	if (node.value === undefined || node.members.size > 0)
		throw new ApiError('InvalidParameterValue', `The parameter ${path} takes one value and has no members`);
	return node.value;
}
