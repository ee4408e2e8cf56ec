import {printable} from '../../connection/printable.ts';

/** Pasted text as a field takes it, and what was done to it, in words; '' when nothing was. */
interface CleanPaste {
	readonly text: string;
	readonly notice: string;
}

const longest = 100_000;
const lineBreak = /\r\n|\r|\n|\u2028|\u2029/;
/** Stands for a tab while a line is made safe: nothing that is typed or copied has it. */
const tabSign = '\uE009';

/** A line of a paste, safe to draw but for its tabs; `tab` stands in place of each. */
export function safeCells(line: string, tab = '\t'): string {
	return printable(line.replaceAll('\t', tabSign)).replaceAll(tabSign, tab);
}

/**
 * The lines of a paste, each safe to draw and trimmed; empty ones are left out. `dropped` counts what could not be seen.
 * @param tab what stands for a tab; a tab itself keeps the cells of a sheet apart, and the one before its first cell
 */
export function pastedLines(pasted: string, tab = ' '): {readonly lines: readonly string[]; readonly dropped: number} {
	const raw = pasted.slice(0, longest).split(lineBreak);
	const lines = raw.map(line => safeCells(line, tab));
	const dropped = raw.reduce((sum, line, index) => sum + line.length - (lines[index] ?? '').length, 0);
	return {lines: lines.filter(line => line.trim() !== '').map(line => line.replace(/^ +|\s+$/g, '')), dropped};
}

/** A paste for a field of one line: escape sequences go, line breaks become `separator`, and the notice says so. */
export function pasteIntoLine(pasted: string, separator: string): CleanPaste {
	const {lines, dropped} = pastedLines(pasted);
	const joined = lines.length - 1;
	const said = [
		joined > 0 &&
			(separator === ', ' ? `${lines.length} lines joined with commas` : `${count(joined, 'line break')} removed`),
		dropped > 0 && `${count(dropped, 'control character')} removed`,
		pasted.length > longest && `cut after ${longest} characters`,
	].filter(Boolean);
	return {text: lines.join(separator), notice: said.length > 0 ? `pasted: ${said.join(', ')}` : ''};
}

/** `1 pair`, `3 pairs`. */
export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The full-width forms of ASCII, as an input method types them: U+FF01 to U+FF5E stand in the order of ASCII. */
const fullWidth = /[\uFF01-\uFF5E]/g;
const others: Readonly<Record<string, string>> = {'、': ',', '。': '.', '｡': '.', '､': ',', '\u3000': ' ', '・': '.'};
const otherSigns = new RegExp(`[${Object.keys(others).join('')}]`, 'g');

/** Addresses and ranges as they are meant: an input method for Chinese or Japanese types `１０。０。０。０／１６，` for `10.0.0.0/16,`. */
export function inAscii(text: string): string {
	return text
		.replace(fullWidth, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replace(otherSigns, sign => others[sign] ?? sign);
}
