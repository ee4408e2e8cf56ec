import type {KeySource} from '../../connection/document.ts';

/*
 * What a cloud says in HCL, as data: `handover/formats/terraform` writes it.
 */

/** A reference or another expression, written as it is. */
export class Expression {
	constructor(readonly text: string) {}
}

export type HclValue =
	| string
	| number
	| boolean
	| Expression
	| readonly (string | number)[]
	| {readonly [key: string]: string};

/** Attributes that stand together; those without a value are left out. */
export type Paragraph = Readonly<Record<string, HclValue | undefined>>;

export interface Block {
	readonly type: string;
	readonly labels?: readonly string[];
	/** Lines of comment above it. */
	readonly comment?: readonly string[] | undefined;
	readonly body: readonly (Paragraph | Block)[];
}

export const expression = (text: string) => new Expression(text);

/** What is to be made, and how the code calls it. @param comment lines above it */
export function resource(type: string, label: string, body: Block['body'], comment?: readonly string[]): Block {
	return {type: 'resource', labels: [type, label], body, comment};
}

/** The provider that makes it. @param version the oldest that does what the code says */
export function requiredProvider(
	name: string,
	{source, version}: {readonly source: string; readonly version: string},
	comment: readonly string[],
): Block {
	const required = {type: 'required_providers', body: [{[name]: {source, version: `>= ${version}`}}]};
	return {type: 'terraform', body: [required], comment};
}

/** A variable of text. */
export function variable(name: string, description: string): Block {
	return {type: 'variable', labels: [name], body: [{description, type: expression('string')}]};
}

/** The same for a key, which is shown in no plan. */
export function keyVariable(name: string, description: string, source: KeySource): Block {
	return {
		type: 'variable',
		labels: [name],
		comment: source.from === 'env' ? [`TF_VAR_${name}="$${source.name}"`] : undefined,
		body: [{description, type: expression('string'), sensitive: true}],
	};
}

/** Takes over what stands in place of making it again. Source: Terraform documentation, "Import", 1.5 and later. */
export function importBlock(to: string, id: string): Block {
	return {type: 'import', body: [{to: expression(to), id}]};
}

/** Values of a document under the names of Terraform's arguments, which are the API's in its spelling where a row does not name another. */
export function asArguments<
	Of extends Readonly<Record<string, {readonly member: string; readonly terraform?: string}>>,
	Values extends object,
>(rows: Of, values: Values): Readonly<Record<string, Values[keyof Of & keyof Values] | undefined>> {
	return Object.fromEntries(
		Object.entries(rows).map(([name, {member, terraform = argumentOf(member)}]) => [
			terraform,
			Reflect.get(values, name),
		]),
	);
}

/** A name of an API in Terraform's spelling: `DPDTimeoutSeconds` is `dpd_timeout_seconds`. */
function argumentOf(member: string): string {
	return member.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
}
