import * as z from 'zod';
import type {ConnectionDocument} from '../../connection/document.ts';
import type {CloudId} from '../../connection/finding.ts';
import type {DocumentPart} from '../contract/document-part.ts';
import {cloudModules} from '../registry.ts';

/*
 * The documents of all clouds. One schema makes the validation and the JSON Schema (`tunnelwright schema`); it is loaded with this file.
 */

const parts = new Map(await Promise.all(cloudModules().map(async ({id, document}) => [id, await document()] as const)));

/** What a cloud says of its document. */
export function documentPartOf(cloud: CloudId): DocumentPart {
	const part = parts.get(cloud);
	if (!part) throw new Error(`the document of ${cloud} is not known`);
	return part;
}

/** A connection document of any cloud. */
export const connectionDocument: z.ZodType<ConnectionDocument> = z.discriminatedUnion(
	'cloud',
	// each is an object with a literal `cloud`, and there is more than none: which ones is known when the program runs
	[...parts.values()].map(({schema}) => schema) as unknown as readonly [z.ZodObject<{cloud: z.ZodLiteral<string>}>],
) as unknown as z.ZodType<ConnectionDocument>; // as the type of each part says

/** A node of a document's JSON Schema, as far as it is read here. */
export interface SchemaNode {
	readonly type?: string;
	readonly const?: unknown;
	readonly enum?: readonly (string | number)[];
	readonly default?: unknown;
	readonly description?: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly pattern?: string;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly properties?: Readonly<Record<string, SchemaNode>>;
	readonly required?: readonly string[];
	readonly items?: SchemaNode;
	readonly prefixItems?: readonly SchemaNode[];
	readonly oneOf?: readonly SchemaNode[];
	readonly anyOf?: readonly SchemaNode[];
}

/** The JSON Schema of a cloud's document as it is typed: what has a default may be left out. */
export function schemaOf(cloud: CloudId): SchemaNode {
	// SchemaNode names the members of a JSON Schema that are read here
	return z.toJSONSchema(documentPartOf(cloud).schema, {io: 'input'}) as SchemaNode;
}

const examples: Readonly<Record<string, string>> = {
	name: 'berlin-office',
	'site.name': 'berlin-device',
	'ranges[].cloudSide': '10.0.0.0/16',
	'ranges[].siteSide[]': '192.168.0.0/16',
	'routing.prefixes[]': '192.168.0.0/16',
	'site.address': '203.0.113.10',
	'routing.tunnelCidr': '169.254.128.0/30',
	'routing.cloudAddress': '169.254.128.1',
	'routing.siteAddress': '169.254.128.2',
};

/** A value of the form that a field wants. @param field indexes may stand in it: `ranges[0].cloudSide` */
export function exampleOf(part: DocumentPart, field: string): string {
	return knownExampleOf(part, field) ?? '10.0.0.0/16';
}

/** The same; undefined where none is written down. */
export function knownExampleOf(part: DocumentPart, field: string): string | undefined {
	const path = field.replaceAll(/\[\d+\]/g, '[]');
	return part.examples[path] ?? examples[path];
}
