import {ApiError} from './api-error.ts';

/** One step of a flattened parameter name: `Filter.1.Name=state` becomes Filter → 1 → Name, whose value is `state`. */
export interface FormNode {
	readonly value?: string;
	readonly members: ReadonlyMap<string, FormNode>;
}

interface GrowingNode {
	value?: string;
	members: Map<string, GrowingNode>;
}

/** EC2's own ceilings are not documented; these are far above any call's need and keep a hostile request small. */
const mostParameters = 10_000;
const deepestName = 12;

/** What XML 1.0 cannot carry, escaped or not: it could be stored, but never be read back. */
const unspeakable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * Unfolds the parameters of an EC2 Query request (form body or query string).
 * @throws ApiError MalformedQueryString, InvalidCharacter, InvalidParameterValue
 */
export function parseQueryForm(text: string): FormNode {
	const root: GrowingNode = {members: new Map()};
	let count = 0;
	for (const [name, value] of new URLSearchParams(text)) {
		count += 1;
		if (unspeakable.test(name) || unspeakable.test(value))
			throw new ApiError('InvalidCharacter', 'The request holds a character that is not valid in XML');
		const steps = name.split('.');
		if (count > mostParameters || steps.length > deepestName || steps.includes(''))
			throw new ApiError('MalformedQueryString', `The query string contains a syntax error at ${name.slice(0, 60)}`);
		let node = root;
		for (const step of steps) {
			let next = node.members.get(step);
			if (!next) {
				next = {members: new Map()};
				node.members.set(step, next);
			}

			node = next;
		}

		if (node.value !== undefined)
			throw new ApiError('InvalidParameterValue', `The parameter ${name} was given more than once`);
		node.value = value;
	}

	return root;
}
