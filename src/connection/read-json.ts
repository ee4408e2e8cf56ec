import {getNodeValue, type ParseError, parseTree} from 'jsonc-parser';

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
