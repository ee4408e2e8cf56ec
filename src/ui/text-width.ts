import stringWidth from 'string-width';
import {graphemesOf} from '../connection/graphemes.ts';

/*
 * Text measured in terminal cells. Everything here expects text that went through `printable()`: no escape sequences.
 */

const plainAscii = /^[\u0020-\u007E]*$/;

/** The graphemes of a text: what a person takes for one character, and what the cursor moves by. */
export function graphemes(text: string): string[] {
	return plainAscii.test(text) ? [...text] : [...graphemesOf(text)];
}

/** Widths measured before: the same names are drawn again with each key, and measuring what is not ASCII costs most of a frame. */
const known = new Map<string, number>();
const mostKnown = 5000;
const longestKnown = 300;

/** How many terminal cells a text takes; of one that is wider than any terminal, some number that is too. */
export function cells(text: string): number {
	if (plainAscii.test(text)) return text.length;
	const before = known.get(text);
	if (before !== undefined) return before;
	if (text.length > longestKnown) return cellsOfLong(text);
	const width = stringWidth(text);
	if (known.size >= mostKnown) known.clear();
	known.set(text, width);
	return width;
}

/** Wider than any terminal: what a text has beyond this need not be known. */
const widest = 5000;

/**
 * Grapheme by grapheme, as far as it matters: string-width takes a time that grows with the square of the length, and a name of a
 * million signs is measured for every place that it stands in.
 */
function cellsOfLong(text: string): number {
	let sum = 0;
	for (const grapheme of graphemesOf(text)) {
		sum += cells(grapheme);
		if (sum > widest) break;
	}

	return sum;
}

/** The longest start of `text` that fits `width` cells. It may fall one cell short before a wide character. */
export function take(text: string, width: number): string {
	if (width <= 0) return '';
	if (plainAscii.test(text)) return text.slice(0, width);
	let used = 0;
	let kept = '';
	for (const grapheme of graphemesOf(text)) {
		used += cells(grapheme);
		if (used > width) break;
		kept += grapheme;
	}

	return kept;
}

/** `text` cut to `width` cells, with `ellipsis` at the end when something was cut. */
export function cutTo(text: string, width: number, ellipsis = '…'): string {
	if (width <= 0) return '';
	if (cells(text) <= width) return text;
	const room = width - cells(ellipsis);
	return room < 0 ? take(text, width) : take(text, room) + ellipsis;
}

/** `text` cut or filled with spaces to exactly `width` cells. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left', ellipsis = '…'): string {
	const fitted = cutTo(text, width, ellipsis);
	const space = ' '.repeat(Math.max(0, width - cells(fitted)));
	return align === 'left' ? fitted + space : space + fitted;
}

/**
 * Breaks a text into lines of at most `width` cells: at spaces where there are any, inside a word that is too long.
 * `\n` always breaks. Never returns an empty list.
 */
export function wrap(text: string, width: number): string[] {
	if (width <= 0) return [''];
	return text.split('\n').flatMap(paragraph => wrapParagraph(paragraph, width));
}

function wrapParagraph(text: string, width: number): string[] {
	if (cells(text) <= width) return [text];
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/(?<= )/)) {
		if (cells(line) + cells(word.trimEnd()) <= width) {
			line += word;
			continue;
		}

		if (line.trim() !== '') lines.push(line.trimEnd());
		const pieces = cells(word.trimEnd()) > width ? broken(word, width) : [word];
		lines.push(...pieces.slice(0, -1));
		line = pieces.at(-1) ?? '';
	}

	if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
	return lines;
}

/** A word in pieces of at most `width` cells; a wide character in one cell is drawn all the same. Spaces at its end take no room. */
function broken(word: string, width: number): readonly string[] {
	const pieces: string[] = [];
	let piece = '';
	let used = 0;
	for (const grapheme of graphemes(word)) {
		const more = cells(grapheme);
		if (piece !== '' && used + more > width && grapheme !== ' ') {
			pieces.push(piece);
			piece = '';
			used = 0;
		}

		piece += grapheme;
		used += more;
	}

	return [...pieces, piece];
}
