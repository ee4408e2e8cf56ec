import {XMLBuilder} from 'fast-xml-parser';

/** What an answer is made of. A member that is undefined leaves no element behind. */
export type XmlValue =
	| string
	| number
	| boolean
	| undefined
	| readonly XmlValue[]
	| {readonly [name: string]: XmlValue};

const builder = new XMLBuilder({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	suppressEmptyNode: true,
	suppressBooleanAttributes: false,
});

/** A document with its declaration. Attributes are written `@name`. */
export function document(root: {readonly [name: string]: XmlValue}): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`;
}

/** EC2's lists: `<set><item/>…</set>`, and `<set/>` when there is nothing in it. */
export function items(values: readonly XmlValue[]): XmlValue {
	return {item: values};
}
