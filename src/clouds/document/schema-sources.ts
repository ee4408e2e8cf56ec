import type {DocumentPart} from '../contract/document-part.ts';

/** Where the bounds of a field of a cloud's document come from. */
export function sourceOf({sources}: DocumentPart, field: string): string {
	return sources.find(([fits]) => fits.test(field))?.[1] ?? '';
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
