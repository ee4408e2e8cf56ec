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
