import {getNodeValue, type ParseError, parseTree} from 'jsonc-parser';

/** Characters that JSON leaves as they are, and that a terminal obeys or that turn a line round: 8-bit controls, line separators, bidi. */
const steering = /[\u007F-\u009F\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** A value as JSON for the terminal and for programs: what would steer the terminal is written as an escape, and reads back the same. */
export function jsonText(value: unknown, indent?: number): string {
	return JSON.stringify(value, undefined, indent).replace(
		steering,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** Every text of JSON, whole, so that none is gone through twice, and the colon that makes a name of it. */
const texts = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

function hasEscapedName(text: string): boolean {
	if (!text.includes('\\')) return false;
	for (const [whole, colon] of text.matchAll(texts)) if (colon !== undefined && whole.includes('\\')) return true;
	return false;
}

/**
 * `JSON.parse`, and right where Node 24's is not: it can give a name with an escape (`"a\""`) the name of another one that it
 * read before (`"a\\"`), so a tag would be lost (https://github.com/nodejs/node/issues/63785). Such texts are read a second
 * time by another parser, which is many times slower; objects in them have no prototype.
 * @throws SyntaxError as `JSON.parse` does
 */
export function readJson(text: string): unknown {
	const value: unknown = JSON.parse(text);
	if (!hasEscapedName(text)) return value;
	const errors: ParseError[] = [];
	const tree = parseTree(text, errors, {disallowComments: true});
	return tree && errors.length === 0 ? getNodeValue(tree) : value;
}
