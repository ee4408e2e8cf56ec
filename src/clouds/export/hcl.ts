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
	readonly comment?: readonly string[];
	readonly body: readonly (Paragraph | Block)[];
}

export const expression = (text: string) => new Expression(text);

/** A variable of text; what is sensitive is shown in no plan. */
export function variable(
	name: string,
	description: string,
	more: {readonly sensitive?: boolean; readonly comment?: readonly string[]} = {},
): Block {
	return {
		type: 'variable',
		labels: [name],
		...(more.comment ? {comment: more.comment} : {}),
		body: [{description, type: expression('string'), sensitive: more.sensitive ? true : undefined}],
	};
}

/** Takes over what stands in place of making it again. Source: Terraform documentation, "Import", 1.5 and later. */
export function importBlock(to: string, id: string): Block {
	return {type: 'import', body: [{to: expression(to), id}]};
}
