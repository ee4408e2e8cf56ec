import type {RoutingMode} from '../../connection/document.ts';
import type {CloudId} from '../../connection/finding.ts';
import type {DocumentPart} from '../contract/document-part.ts';
import {cloudModules, cloudName, moduleOf} from '../registry.ts';
import {documentPartOf, exampleOf, type SchemaNode, schemaOf} from './documents.ts';

/**
 * An annotated connection document to fill in: what is required stands ready, what is optional stands in comments with its default.
 * It is made from the one schema, so it names every field, its values and its bounds. `plan` and `apply` read it, comments and all. What only the
 * user can know is empty, with an example above it: a filled blank would be taken for an answer.
 */
export function skeleton(cloud: CloudId, mode: RoutingMode): string {
	const writer = new SkeletonWriter(cloud, mode);
	writer.object(schemaOf(cloud), {path: '', depth: 0, comment: false, given: undefined});
	return `// A tunnelwright connection to ${cloudName(cloud)}, routing mode ${mode}. Fill in what is empty. Lines behind // are optional and show their default, "" where there is none.\n${writer.text()}\n`;
}

/** Where a member stands, and what its default gives it. */
interface Place {
	readonly path: string;
	readonly depth: number;
	readonly comment: boolean;
	readonly given: unknown;
}

class SkeletonWriter {
	readonly #lines: string[] = [];
	readonly #part: DocumentPart;
	/** What the parts that documents share have for other clouds alone. */
	readonly #others: ReadonlySet<string>;

	constructor(
		cloud: CloudId,
		readonly mode: RoutingMode,
	) {
		this.#part = documentPartOf(cloud);
		const own = moduleOf(cloud).alone;
		const all = cloudModules().flatMap(({alone}) => alone);
		this.#others = new Set(all.filter(member => !own.includes(member)));
	}

	text(): string {
		return this.#lines.join('\n');
	}

	object(node: SchemaNode, place: Place, before = '', after = ''): void {
		this.#line(place, `${before}{`);
		for (const [name, member] of Object.entries(node.properties ?? {})) {
			const path = place.path ? `${place.path}.${name}` : name;
			if (name === '$schema' || this.#others.has(path)) continue;
			const given = isRecord(place.given) ? place.given[name] : undefined;
			const stands = (node.required ?? []).includes(name) || this.#wanted(place.path).includes(name);
			this.#member(name, member, {
				path,
				depth: place.depth + 1,
				comment: place.comment || !stands,
				given: given ?? member.default ?? this.#part.defaults[this.#part.sameAs(path)],
			});
		}

		this.#line(place, `}${after}`);
	}

	/** Members that the schema leaves open but this mode cannot do without. */
	#wanted(path: string): readonly string[] {
		return this.#part.wanted(this.mode)[path] ?? [];
	}

	#member(name: string, node: SchemaNode, place: Place): void {
		for (const note of this.#notes(node, place)) this.#lines.push(`${'  '.repeat(place.depth)}/* ${note} */`);
		const before = `${JSON.stringify(name)}: `;
		const variant = this.#variant(node, place);
		if (variant.properties) {
			this.object(variant, place, before, ',');
		} else if (variant.prefixItems) {
			this.#line(place, `${before}[`);
			for (const [index, item] of variant.prefixItems.entries())
				this.object(
					item,
					{...place, path: `${place.path}[${index}]`, depth: place.depth + 1, given: undefined},
					'',
					',',
				);
			this.#line(place, '],');
		} else {
			this.#line(place, `${before}${JSON.stringify(this.#value(variant, place))},`);
		}
	}

	#notes(node: SchemaNode, place: Place): readonly string[] {
		const {path} = place;
		const variants = node.oneOf ?? node.anyOf ?? [];
		const choices = variants.flatMap(variant => {
			const key = Object.entries(variant.properties ?? {}).find(([, member]) => member.const !== undefined);
			return key
				? [
						`${JSON.stringify({[key[0]]: key[1].const}).slice(1, -1)} with ${
							Object.entries(variant.properties ?? {})
								.filter(([name]) => name !== key[0] && !this.#others.has(`${path}.${name}`))
								.map(([name]) => name)
								.join(', ') || 'nothing more'
						}`,
					]
				: [];
		});
		return [
			...(node.description ? [node.description.replace(/^[\w ]+ only: /, '')] : []),
			...(choices.length > 1 && path !== 'routing' ? [`one of: ${choices.join(' · ')}`] : []),
			...(node.enum ? [`one of: ${node.enum.map(value => JSON.stringify(value)).join(', ')}`] : []),
			...(node.items?.enum ? [`any of: ${node.items.enum.map(value => JSON.stringify(value)).join(', ')}`] : []),
			...(node.minimum !== undefined && node.maximum !== undefined && !node.description?.includes(String(node.maximum))
				? [node.maximum < Number.MAX_SAFE_INTEGER ? `${node.minimum} to ${node.maximum}` : `${node.minimum} or more`]
				: []),
			...this.#example(this.#variant(node, place), place),
		];
	}

	/** What stands empty and has to be filled in, filled in. */
	#example(node: SchemaNode, place: Place): readonly string[] {
		if (place.comment || node.properties || node.prefixItems) return [];
		const example = JSON.stringify(
			this.#value(node, place, path => exampleOf(this.#part, path).split(' or ')[0] ?? ''),
		);
		return example === JSON.stringify(this.#value(node, place)) ? [] : [`as in ${example}`];
	}

	/** The variant of a choice that fits the mode or the given value; the first otherwise. */
	#variant(node: SchemaNode, {path, given}: Pick<Place, 'path' | 'given'>): SchemaNode {
		const variants = node.oneOf ?? node.anyOf;
		if (!variants) return node;
		const mode = path === 'routing' ? this.mode : undefined;
		const fits = variants.find(variant =>
			Object.entries(variant.properties ?? {}).some(
				([name, member]) =>
					member.const !== undefined && (member.const === mode || (isRecord(given) && given[name] === member.const)),
			),
		);
		return fits ?? variants[0] ?? node;
	}

	/** @param blank what stands where only the user can answer */
	#value(
		node: SchemaNode,
		{path, given}: Pick<Place, 'path' | 'given'>,
		blank: (path: string) => string = () => '',
	): unknown {
		if (node.const !== undefined) return node.const;
		const empty = Array.isArray(given) && given.length === 0 && this.#wanted('').includes(path);
		if (given !== undefined && !empty) return given;
		const variant = this.#variant(node, {path, given});
		if (variant !== node) return this.#value(variant, {path, given: variant.default}, blank);
		if (node.properties)
			return Object.fromEntries(
				(node.required ?? []).map(name => [
					name,
					this.#value(
						node.properties?.[name] ?? {},
						{path: `${path}.${name}`, given: node.properties?.[name]?.default},
						blank,
					),
				]),
			);
		if (node.type === 'array') return [this.#value(node.items ?? {}, {path: `${path}[]`, given: undefined}, blank)];
		if (node.enum) return node.enum[0];
		if (node.type === 'boolean') return false;
		if (node.type === 'integer' || node.type === 'number') return node.minimum ?? 0;
		return blank(path);
	}

	#line({depth, comment}: Pick<Place, 'depth' | 'comment'>, text: string): void {
		this.#lines.push(`${'  '.repeat(depth)}${comment ? '// ' : ''}${text}`);
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
