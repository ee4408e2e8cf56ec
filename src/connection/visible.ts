import {printable} from './printable.ts';

/**
 * A value of a cloud as people can tell it from another one: what can't be shown stands as its escape, `Team\u200b Network`. Safe to draw. For showing
 * only: what is compared and sent is the text itself.
 */
export function visible(text: string): string {
	return printable(text) === text ? text : printable([...text].map(escaped).join(''));
}

function escaped(character: string): string {
	if (printable(character) === character) return character;
	const point = character.codePointAt(0) ?? 0;
	return point > 0xff_ff ? `\\u{${point.toString(16)}}` : (short.get(character) ?? `\\u${hex(point)}`);
}

const hex = (point: number) => point.toString(16).padStart(4, '0');
const short = new Map([
	['\t', '\\t'],
	['\n', '\\n'],
	['\r', '\\r'],
]);
