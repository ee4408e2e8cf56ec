import {type ParseError, parse, parseTree, printParseErrorCode, visit} from 'jsonc-parser';
import {cloudIds} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {readJson} from '../connection/read-json.ts';
import {UserError} from '../connection/user-error.ts';
import {otherLanguage} from './text-of.ts';

/**
 * Parses JSON text, comments and trailing commas allowed as in a skeleton; `source` names it in the message.
 * @throws UserError with the line and column where it breaks, or where a member stands a second time
 */
export function parseJson(text: string, source: string): unknown {
	// editors on Windows put a byte order mark in front
	const plain = text.replace(/^\uFEFF/, '');
	if (nestsTooDeep(plain))
		throw new UserError(`${source} is nested deeper than ${deepest} levels, which no document is`, {
			mend: 'name a file that holds a connection document',
		});
	const errors: ParseError[] = [];
	// the strict parser first: it is the faster, and what it takes needs no second look
	try {
		return whole(readJson(plain), plain, source);
	} catch (error) {
		if (error instanceof UserError) throw error;
		const value: unknown = parse(plain, errors, lenient);
		if (errors.length === 0 && plain.trim() !== '') return whole(value, plain, source);
		const language = otherLanguage(plain);
		if (language !== undefined)
			throw new UserError(`${source} looks like ${language}, and a connection document is JSON`, {
				mend: `tunnelwright skeleton ${cloudIds().join('|')} prints a document to fill in`,
			});
		const {line, column, what} = firstError(plain);
		throw new UserError(`${source} is not JSON: line ${line}, column ${column}: ${what}`, {
			mend: 'mend it there; strings and names stand in double quotes, and nothing follows the last entry of a list',
		});
	}
}

/**
 * A parser keeps the last of two members of one name, so one of them would be lost in silence; what it is for RFC 8259, section 4,
 * leaves open.
 * @throws UserError that names the member and both lines
 */
function whole(value: unknown, text: string, source: string): unknown {
	const open: Map<string, number>[] = [];
	let again: {readonly name: string; readonly line: number; readonly first: number} | undefined;
	visit(
		text,
		{
			onObjectBegin: () => void open.push(new Map()),
			onObjectEnd: () => void open.pop(),
			onObjectProperty(name, _offset, _length, line) {
				const names = open.at(-1);
				const first = names?.get(name);
				if (first !== undefined) again ??= {name, line: line + 1, first: first + 1};
				names?.set(name, line);
			},
		},
		lenient,
	);
	if (again === undefined) return value;
	const {name, line, first} = again;
	throw new UserError(
		`${source} has "${printable(name, 60)}" twice in one object: in line ${first} and in line ${line}`,
		{
			mend: 'take one of them out: which one is meant is not known',
		},
	);
}

/** The parser that finds errors, and much behind it, goes one call deeper with each level. */
const deepest = 200;

/** Whether brackets outside of texts stand deeper than any document's. Those in comments count too: nobody writes so many. */
function nestsTooDeep(text: string): boolean {
	let depth = 0;
	let isText = false;
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at];
		if (character === '"') isText = !isText;
		else if (isText) at += character === '\\' ? 1 : 0;
		else if (character === '[' || character === '{') depth += 1;
		else if (character === ']' || character === '}') depth -= 1;
		if (depth > deepest) return true;
	}

	return false;
}

const lenient = {disallowComments: false, allowTrailingComma: true};

function firstError(text: string): {readonly line: number; readonly column: number; readonly what: string} {
	if (text.trim() === '') return {line: 1, column: 1, what: 'there is nothing in it'};
	const errors: ParseError[] = [];
	parseTree(text, errors, lenient);
	const first = errors.toSorted((a, b) => a.offset - b.offset)[0];
	const before = text.slice(0, first?.offset ?? text.length).split('\n');
	const what = first ? (words[printParseErrorCode(first.error)] ?? 'it breaks off here') : 'it breaks off here';
	return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1, what};
}

const words: Readonly<Record<string, string>> = {
	InvalidSymbol: 'a word that is neither true, false nor null',
	InvalidNumberFormat: 'this is not a number',
	PropertyNameExpected: 'a name in double quotes is expected here',
	ValueExpected: 'a value is expected here',
	ColonExpected: 'a colon is expected here',
	CommaExpected: 'a comma is expected here',
	CloseBraceExpected: 'a closing } is expected here',
	CloseBracketExpected: 'a closing ] is expected here',
	EndOfFileExpected: 'the document ended before this',
	UnexpectedEndOfComment: 'this comment has no end',
	UnexpectedEndOfString: 'a closing double quote is missing',
	UnexpectedEndOfNumber: 'this number breaks off',
	InvalidUnicode: 'this is no \\u escape',
	InvalidEscapeCharacter: 'this is no escape that JSON knows',
	InvalidCharacter: 'this character must be written as an escape',
};
