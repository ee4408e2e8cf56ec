import type {ConnectionDraft} from '../../connection/document.ts';
import type {CloudId, Rule} from '../../connection/finding.ts';
import type {DocumentPart} from '../contract/document-part.ts';
import {documentPartOf, exampleOf, type SchemaNode, schemaOf} from './documents.ts';
import {problemsOf} from './schema-errors.ts';

const bounding = ['enum', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'] as const;

/** What a field's value is held to, in the words of JSON Schema. */
type Bounds = Pick<SchemaNode, 'type' | (typeof bounding)[number]>;

/** A constraint of the document's schema, told as the rules are. The schema itself enforces it. */
export interface SchemaRule extends Rule<unknown> {
	readonly bounds: Bounds;
	/** The choices under which the field exists: `site.kind` is `new`. */
	readonly within: Readonly<Record<string, string>>;
}

/** Every bound, list of values and form that the schema gives a field of a cloud's document; tags have rules of their own. */
export function schemaRules(cloud: CloudId): readonly SchemaRule[] {
	const part = documentPartOf(cloud);
	const rules = new Map<string, SchemaRule>();
	for (const leaf of leavesOf(schemaOf(cloud), '', {})) {
		if (part.sameAs(leaf.field) !== leaf.field) continue;
		const known = rules.get(leaf.field);
		rules.set(leaf.field, known ? merged(known, leaf.bounds) : ruleOf(cloud, leaf));
	}

	return [...rules.values()];
}

interface Leaf {
	readonly field: string;
	readonly bounds: Bounds;
	readonly within: SchemaRule['within'];
}

function leavesOf(node: SchemaNode, field: string, within: Leaf['within']): readonly Leaf[] {
	if (node.oneOf) return choiceOf(node.oneOf, field, within);
	if (node.properties)
		return Object.entries(node.properties).flatMap(([name, member]) =>
			['$schema', 'tags'].includes(name) || member.const !== undefined
				? []
				: leavesOf(member, field === '' ? name : `${field}.${name}`, within),
		);
	if (node.prefixItems) return leavesOf(node.prefixItems[0] ?? {}, `${field}[]`, within);
	const own = boundsOf(node);
	return [
		...(Object.keys(own).length > 0 ? [{field, bounds: own, within}] : []),
		...(node.items ? leavesOf(node.items, `${field}[]`, within) : []),
	];
}

/** A choice between kinds of an object: the kinds themselves, and what each of them holds. */
function choiceOf(variants: readonly SchemaNode[], field: string, within: Leaf['within']): readonly Leaf[] {
	const kinds = variants.flatMap(variant =>
		Object.entries(variant.properties ?? {}).flatMap(([name, {const: value}]) =>
			typeof value === 'string' ? [{name, value, variant}] : [],
		),
	);
	const path = `${field}.${kinds[0]?.name ?? ''}`;
	return [
		{field: path, bounds: {enum: kinds.map(({value}) => value)}, within},
		...kinds.flatMap(({value, variant}) => leavesOf(variant, field, {...within, [path]: value})),
	];
}

function boundsOf(node: SchemaNode): Bounds {
	const {minimum = 0, maximum = 0} = node;
	// what a whole number of JavaScript is held to bounds nothing
	const isBound = (name: (typeof bounding)[number]) =>
		node[name] !== undefined &&
		!(name === 'minimum' && minimum <= Number.MIN_SAFE_INTEGER) &&
		!(name === 'maximum' && maximum >= Number.MAX_SAFE_INTEGER);
	const bounds: Bounds = Object.fromEntries(bounding.filter(isBound).map(name => [name, node[name]]));
	return Object.keys(bounds).length > 0 && node.type ? {type: node.type, ...bounds} : bounds;
}

function ruleOf(cloud: CloudId, {field, bounds, within}: Leaf): SchemaRule {
	return {
		id: `${cloud}.field.${field}`,
		clouds: [cloud],
		field,
		severity: 'refuse',
		// The schema is at times narrower than the API: a list or a form that only tunnelwright keeps.
		enforcedBy: 'tunnelwright',
		says: saying(cloud, field, bounds),
		mend: mending(cloud, field, bounds),
		source: sourceOf(documentPartOf(cloud), field),
		needs: 'document',
		bounds,
		within,
		check: draft => (draft.cloud === cloud ? problemsAt(draft, field) : []),
	};
}

/** One field in two kinds of a choice, as the id of a gateway: what it says is that of the first, and either form is allowed. */
function merged(rule: SchemaRule, {pattern}: Bounds): SchemaRule {
	if (pattern === undefined || pattern === rule.bounds.pattern) return rule;
	return {...rule, bounds: {...rule.bounds, pattern: `${rule.bounds.pattern ?? ''}|${pattern}`}};
}

function problemsAt(draft: ConnectionDraft, field: string) {
	const {schema, sameAs} = documentPartOf(draft.cloud);
	const parsed = schema.safeParse(draft);
	return (parsed.error?.issues ?? [])
		.flatMap(issue => problemsOf(issue, draft))
		.filter(problem => problem.problem !== 'is missing' && sameAs(problem.field.replaceAll(/\[\d+\]/g, '[]')) === field)
		.map(problem => ({
			field: problem.field,
			message: [problem.value, problem.problem].filter(Boolean).join(' '),
			...(problem.mend ? {mend: problem.mend} : {}),
		}));
}

function saying(cloud: CloudId, field: string, bounds: Bounds): string {
	if (bounds.enum) return `One of ${bounds.enum.join(', ')}.`;
	if (bounds.pattern !== undefined)
		return `${formOf(bounds.pattern)}, as in ${exampleOf(documentPartOf(cloud), field)}.`;
	return `${limits(bounds)}.`;
}

function mending(cloud: CloudId, field: string, bounds: Bounds): string {
	if (bounds.enum) return 'Choose one of them';
	if (bounds.pattern !== undefined) return `Write it as ${exampleOf(documentPartOf(cloud), field)}`;
	return bounds.minimum === undefined && bounds.maximum === undefined
		? 'Shorten it, or add to it'
		: 'Choose a number within';
}

function formOf(pattern: string): string {
	if (pattern.endsWith('/\\d{1,2}$')) return 'An IPv4 range in CIDR notation';
	if (pattern.includes('\\d{1,3}')) return 'An IPv4 address in dotted form';
	return pattern.includes('A-Za-z_') ? 'The name of an environment variable' : 'An id of its kind';
}

function limits({type, minimum, maximum, minLength, maxLength, minItems, maxItems}: Bounds): string {
	if (type === 'integer' || type === 'number') return `A whole number, ${span(minimum, maximum)}`;
	if (type === 'array') return `A list of ${span(minItems, maxItems)} entries`;
	return `Text of ${span(minLength, maxLength)} characters`;
}

function span(least: number | undefined, most: number | undefined): string {
	if (most === undefined) return `${least} or more`;
	return least === undefined ? `at most ${most}` : `${least} to ${most}`;
}

/** Where the bounds of a field of a cloud's document come from. */
function sourceOf({sources}: DocumentPart, field: string): string {
	return sources.find(([fits]) => fits.test(field))?.[1] ?? '';
}
