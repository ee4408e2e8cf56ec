import * as z from 'zod';
import {awsConnection} from '../../src/clouds/aws/document.ts';
import {tencentConnection} from '../../src/clouds/tencent/document.ts';

/*
 * Documents made from the schema itself, so that a field that is added there is in the tests at once, or they fail.
 */

interface Node {
	readonly type?: string;
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly minimum?: number;
	readonly maximum?: number;
	readonly properties?: Readonly<Record<string, Node>>;
	readonly items?: Node;
	readonly prefixItems?: readonly Node[];
	readonly oneOf?: readonly Node[];
	readonly anyOf?: readonly Node[];
	readonly additionalProperties?: boolean | Node;
}

export type Path = string;
/** What a sample gives to have its member made from the schema all the same. */
export const fromSchema = Symbol('from the schema');
/** Values for what the schema leaves open: by path as in `leavesOf`, given the document's number. */
export type Samples = Readonly<Record<Path, (number: number) => unknown>>;

function schemaOf(cloud: 'aws' | 'tencent'): Node {
	// Node names the members of a JSON Schema that are read here
	return z.toJSONSchema(cloud === 'aws' ? awsConnection : tencentConnection, {io: 'input'}) as Node;
}

function below(path: Path, name: string): Path {
	return path ? `${path}.${name}` : name;
}

/** Where the schema's tuples and lists stand is `[]`; a record's members are `.*`. */
function walk(node: Node, path: Path, see: (path: Path, values: readonly unknown[]) => void): void {
	for (const variant of [...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.prefixItems ?? [])])
		walk(variant, node.prefixItems ? `${path}[]` : path, see);
	for (const [name, member] of Object.entries(node.properties ?? {})) walk(member, below(path, name), see);
	if (node.items) walk(node.items, `${path}[]`, see);
	if (typeof node.additionalProperties === 'object') walk(node.additionalProperties, `${path}.*`, see);
	if (node.const !== undefined) see(path, [node.const]);
	else if (node.enum) see(path, node.enum);
	else if (node.type === 'boolean') see(path, [true, false]);
	else if (['string', 'number', 'integer'].includes(node.type ?? '')) see(path, []);
}

/** Every place where a document can hold a value, with each value where the schema lists them: `security.preset=strong`. */
export function leavesOf(cloud: 'aws' | 'tencent'): ReadonlySet<string> {
	const leaves = new Set<string>();
	walk(schemaOf(cloud), '', (path, values) => {
		if (values.length === 0) leaves.add(path);
		for (const value of values) leaves.add(`${path}=${String(value)}`);
	});
	return leaves;
}

/** The places that have a listed value in the schema. */
function listedPlaces(cloud: 'aws' | 'tencent'): ReadonlySet<Path> {
	return new Set([...leavesOf(cloud)].filter(leaf => leaf.includes('=')).map(leaf => leaf.split('=')[0] ?? ''));
}

export interface Held {
	/** As in `leavesOf`, without values. */
	readonly place: Path;
	/** With the indexes of tuples and lists. */
	readonly path: Path;
	readonly value: unknown;
}

/** Every value that a document holds, by its place in the schema. */
export function held(value: unknown, place: Path = '', path: Path = ''): readonly Held[] {
	if (Array.isArray(value)) return value.flatMap((item, index) => held(item, `${place}[]`, `${path}[${index}]`));
	if (typeof value !== 'object' || value === null) return value === undefined ? [] : [{place, path, value}];
	return Object.entries(value).flatMap(([name, member]) =>
		held(member, place === 'tags' ? 'tags.*' : below(place, name), below(path, name)),
	);
}

/** Leaves of the schema that none of these documents holds. */
export function missingIn(documents: readonly unknown[], cloud: 'aws' | 'tencent'): readonly string[] {
	const listed = listedPlaces(cloud);
	const seen = new Set(
		documents.flatMap(document =>
			held(document).map(({place, value}) => (listed.has(place) ? `${place}=${String(value)}` : place)),
		),
	);
	return [...leavesOf(cloud)].filter(leaf => !seen.has(leaf));
}

/** A document of the cloud: each number takes other variants, values and slices of lists. What is optional stands in most of them. */
export function schemaDocument(cloud: 'aws' | 'tencent', number: number, samples: Samples): unknown {
	return new Maker(number, samples).make(schemaOf(cloud), '');
}

class Maker {
	readonly #number: number;
	readonly #samples: Samples;
	/** Differs from member to member, so that neighbours do not always take the same turn. */
	#turn = 0;

	constructor(number: number, samples: Samples) {
		this.#number = number;
		this.#samples = samples;
	}

	make(node: Node, path: Path): unknown {
		const sample = this.#samples[path];
		const value = sample ? sample(this.#number + this.#turn) : fromSchema;
		if (value !== fromSchema) return value;
		if (node.const !== undefined) return node.const;
		if (node.enum) return this.#pick(node.enum);
		const variants = node.oneOf ?? node.anyOf;
		if (variants) return this.make(this.#pick(variants), path);
		if (node.prefixItems)
			return node.prefixItems.map((item, index) => {
				this.#turn = index;
				const made = this.make(item, `${path}[]`);
				this.#turn = 0;
				return made;
			});
		if (node.items) return this.#list(node.items, path);
		if (node.type === 'boolean') return (this.#number + this.#turn) % 2 === 0;
		if (node.properties)
			return Object.fromEntries(
				Object.entries(node.properties).flatMap(([name, member]) => {
					const value = this.make(member, below(path, name));
					return value === undefined ? [] : [[name, value]];
				}),
			);
		if (node.minimum !== undefined && node.maximum !== undefined)
			return node.minimum + (((this.#number + this.#turn) * 7919) % (node.maximum - node.minimum + 1));
		throw new Error(`the schema has a new field, ${path}: give it a sample value in the test`);
	}

	/** Of listed values a slice that moves with the number, so that a few documents hold all. */
	#list(item: Node, path: Path): unknown {
		if (!item.enum) return [this.make(item, `${path}[]`)];
		const size = Math.ceil(item.enum.length / 3);
		const start = (this.#number + this.#turn) * size;
		return [...new Set(Array.from({length: size}, (_, index) => item.enum?.[(start + index) % item.enum.length]))];
	}

	#pick<T>(values: readonly T[]): T {
		const value = values[(this.#number + this.#turn) % values.length];
		if (value === undefined) throw new Error('there is nothing to pick from');
		return value;
	}
}
