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

/** Options of a request as an answer names them: `enableAcceleration`, `dpdTimeoutSeconds`, `ikeVersionSet`. */
export function answered(members: object): {readonly [name: string]: XmlValue} {
	return Object.fromEntries(
		Object.entries(members).map(([name, value]): [string, XmlValue] => {
			// DPDTimeout is written dpdTimeout
			const shown = name.replace(/^(?:[A-Z]+(?=[A-Z])|[A-Z])/, first => first.toLowerCase());
			if (Array.isArray(value)) return [`${shown}Set`, items(value.map(one => ({value: one})))];
			return [shown, typeof value === 'object' ? answered(value) : value];
		}),
	);
}
