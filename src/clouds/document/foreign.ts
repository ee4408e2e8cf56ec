import type {ConnectionDocument} from '../../connection/document.ts';
import {printable} from '../../connection/printable.ts';
import {UserError} from '../../connection/user-error.ts';
import {isShowable, whyLeftOut} from '../engine/odd-tags.ts';
import {parseDocument, problemLine, unkeptTag} from './schema-errors.ts';

/** A connection read from another tool's document, or from what stands in a cloud, and what did not come along. */
export interface Imported {
	readonly document: ConnectionDocument;
	/** Members that have no place in a connection document, or must not be kept (keys): path and why. */
	readonly leftOut: readonly {
		readonly field: string;
		readonly why: string;
		/** It stays as it is, whatever is made of the document: a key, a tag of the cloud's own. */
		readonly stays?: true;
	}[];
	/** What the source does not say and was filled in: to look at before applying. */
	readonly assumed: readonly string[];
}

/**
 * Reads members out of foreign JSON one by one and remembers which were never read, so that nothing is dropped in silence.
 * Paths are written as the source writes them: `Options.TunnelOptions[0].PreSharedKey`.
 */
export class ForeignReader {
	readonly #members: Map<string, unknown>;
	readonly #children: ForeignReader[] = [];

	constructor(
		value: unknown,
		readonly path = '',
	) {
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		this.#members = new Map(
			isObject ? Object.entries(value).filter(([, member]) => member !== undefined && member !== null) : [],
		);
	}

	/** Whether a member is there and has not been read. */
	has(name: string): boolean {
		return this.#members.has(name);
	}

	string(name: string): string | undefined {
		return this.#take(name, (value): value is string => typeof value === 'string');
	}

	boolean(name: string): boolean | undefined {
		return this.#take(name, (value): value is boolean => typeof value === 'boolean');
	}

	/** A number, or a number written as a string, as Tencent Cloud did in 2022. */
	number(name: string): number | undefined {
		const value = this.#members.get(name);
		const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
		this.#members.delete(name);
		return number;
	}

	object(name: string): ForeignReader | undefined {
		const value = this.#take(
			name,
			(member): member is object => typeof member === 'object' && member !== null && !Array.isArray(member),
		);
		return value && this.#child(value, this.at(name));
	}

	/** The objects of a list; members that are no objects stay unread and are reported by `unread`. */
	objects(name: string): readonly ForeignReader[] | undefined {
		const value = this.#take(
			name,
			(member): member is object[] =>
				Array.isArray(member) && member.every(item => typeof item === 'object' && item !== null),
		);
		return value?.map((item, index) => this.#child(item, `${this.at(name)}[${index}]`));
	}

	strings(name: string): readonly string[] | undefined {
		return this.#take(
			name,
			(value): value is string[] => Array.isArray(value) && value.every(item => typeof item === 'string'),
		);
	}

	/** A list of `{Value: …}` objects, as EC2 writes its lists. An empty one is as good as none. */
	values(name: string): readonly (string | number)[] | undefined {
		const value = this.#members.get(name);
		if (!Array.isArray(value)) return undefined;
		const values = value.flatMap((item: unknown) => {
			const inner = typeof item === 'object' && item !== null && 'Value' in item ? item.Value : undefined;
			return typeof inner === 'string' || typeof inner === 'number' ? [inner] : [];
		});
		if (values.length !== value.length) return undefined;
		this.#members.delete(name);
		return values.length > 0 ? values : undefined;
	}

	/** Reads a member and gives it up on purpose. */
	skip(...names: readonly string[]): void {
		for (const name of names) this.#members.delete(name);
	}

	/** Where a member stands in the source. */
	at(name: string): string {
		return this.path ? `${this.path}.${name}` : name;
	}

	/** Paths of all members that nobody read, here and below. */
	unread(): readonly string[] {
		return [
			...[...this.#members.keys()].map(name => this.at(name)),
			...this.#children.flatMap(child => child.unread()),
		];
	}

	#take<Value>(name: string, is: (value: unknown) => value is Value): Value | undefined {
		const value = this.#members.get(name);
		if (!is(value)) return undefined;
		this.#members.delete(name);
		return value;
	}

	#child(value: unknown, path: string): ForeignReader {
		const child = new ForeignReader(value, path);
		this.#children.push(child);
		return child;
	}
}

/** Tags of a source by key, as a document holds them: one that it can't hold is left out, and stays as it is. */
export function keptTags(
	tags: readonly {readonly path: string; readonly key: string; readonly value: string}[],
	leftOut: Imported['leftOut'][number][],
): Record<string, string> {
	const kept = tags.filter(({key, value}) => key !== unkeptTag && isShowable(key, value));
	for (const {path, key, value} of tags) {
		if (key === unkeptTag) leftOut.push({field: path, why: `a document can’t hold a tag ${key}`, stays: true});
		else if (!isShowable(key, value)) leftOut.push({field: path, why: whyLeftOut(key), stays: true});
	}

	return Object.fromEntries(kept.map(({key, value}) => [key, value]));
}

/**
 * Makes the result of an import: the draft must be a valid connection.
 * @throws UserError with every problem, where it is not
 */
export function finishImport(
	what: string,
	draft: object,
	reader: ForeignReader,
	leftOut: Imported['leftOut'],
	assumed: Imported['assumed'],
): Imported {
	const {document, problems} = parseDocument(draft);
	if (!document) {
		throw new UserError(`This is not ${what} that makes a whole connection`, {
			field: problems[0]?.field,
			items: problems.map(problemLine),
			mend: 'Mend the members named and import it again',
		});
	}

	const unread = reader.unread().map(field => ({
		field: printable(field, 120),
		why: 'it has no place in a connection document, or is not of the type that the API takes',
	}));
	return {document, leftOut: [...leftOut, ...unread], assumed};
}
