import {graphemesOf} from '../../connection/graphemes.ts';
import type {Key} from './keys.ts';

/** A line being edited. `cursor` is a code-unit index that stands between two graphemes. */
export interface TextLine {
	readonly value: string;
	readonly cursor: number;
	/** The value is a suggestion that nobody has touched: what is typed or pasted takes its place, every other key edits it. */
	readonly offered?: boolean;
}

/** Stands beside a suggestion while the cursor is in it: dim alone is not seen everywhere. */
export const offeredWords = 'Suggested: what you type replaces it.';

const wordBefore = /[^\s,]*[\s,]*$/;

/** The line after a key, or undefined when the key edits nothing: letters, backspace, delete, arrows, home, end, ctrl-a/e/u/k/w. */
export function editLine(line: TextLine, key: Key): TextLine | undefined {
	const {value} = line;
	const cursor = Math.min(line.cursor, value.length);
	if (key.name === 'char' && !key.ctrl && !key.alt) return insertInto(line, key.text);
	switch (key.name) {
		case 'backspace':
			return cut(value, before(value, cursor), cursor);
		case 'delete':
			return {value: value.slice(0, cursor) + value.slice(after(value, cursor)), cursor};
		case 'left':
			return {value, cursor: before(value, cursor)};
		case 'right':
			return {value, cursor: after(value, cursor)};
		case 'home':
			return {value, cursor: 0};
		case 'end':
			return {value, cursor: value.length};
		case 'char':
			return key.ctrl ? control(value, cursor, key.text) : undefined;
		default:
			return undefined;
	}
}

function control(value: string, cursor: number, letter: string): TextLine | undefined {
	switch (letter) {
		case 'a':
			return {value, cursor: 0};
		case 'e':
			return {value, cursor: value.length};
		case 'u':
			return cut(value, 0, cursor);
		case 'k':
			return {value: value.slice(0, cursor), cursor};
		case 'w':
			return cut(value, wordBefore.exec(value.slice(0, cursor))?.index ?? 0, cursor);
		default:
			return undefined;
	}
}

/** Puts text at the cursor, or in place of a suggestion. No text leaves the line as it is. */
export function insertInto(line: TextLine, text: string): TextLine {
	if (line.offered) return text === '' ? line : {value: text, cursor: text.length};
	const cursor = Math.min(line.cursor, line.value.length);
	const start = line.value.slice(0, cursor) + text;
	return {value: start + line.value.slice(cursor), cursor: start.length};
}

/** Whoever begins with a comma adds to a list that is suggested. */
export function extended(line: TextLine, isList: boolean, text: string): TextLine {
	return line.offered && isList && text.trimStart().startsWith(',') ? {value: line.value, cursor: line.cursor} : line;
}

function cut(value: string, from: number, to: number): TextLine {
	return {value: value.slice(0, from) + value.slice(to), cursor: from};
}

function before(value: string, cursor: number): number {
	let start = 0;
	let end = 0;
	for (const grapheme of graphemesOf(value)) {
		if (end >= cursor) break;
		start = end;
		end += grapheme.length;
	}

	return start;
}

function after(value: string, cursor: number): number {
	let start = 0;
	for (const grapheme of graphemesOf(value)) {
		if (start >= cursor) return start + grapheme.length;
		start += grapheme.length;
	}

	return value.length;
}

/** A word that has to be typed before anything is done. */
export interface TypedWord {
	readonly line: TextLine;
	/** Why Enter did nothing, until the next key. */
	readonly refused: string | undefined;
}

/** The word after a key. */
export function typedInto(word: TypedWord, key: Key): Partial<TypedWord> {
	const line = editLine(word.line, key);
	return line ? {line, refused: undefined} : {};
}

/** The word after a paste; its blanks count as one. */
export function pastedInto({line}: TypedWord, text: string): TypedWord {
	return {line: insertInto(line, text.replace(/\s+/g, ' ').trim()), refused: undefined};
}
