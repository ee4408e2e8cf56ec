import {printable} from '../connection/printable.ts';

/** Pasted text as a field takes it, and what was done to it, in words; '' when nothing was. */
export interface CleanPaste {
	readonly text: string;
	readonly notice: string;
}

const longest = 100_000;
const lineBreak = /\r\n|\r|\n|\u2028|\u2029/;

/** The lines of a paste, each safe to draw and trimmed; empty ones are left out. `dropped` counts what could not be seen. */
export function pastedLines(pasted: string): {readonly lines: readonly string[]; readonly dropped: number} {
	const raw = pasted.slice(0, longest).split(lineBreak);
	const lines = raw.map(line => printable(line.replaceAll('\t', ' ')));
	const dropped = raw.reduce((sum, line, index) => sum + line.length - (lines[index] ?? '').length, 0);
	return {lines: lines.map(line => line.trim()).filter(Boolean), dropped};
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

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
