import stringWidth from 'string-width';
import {graphemesOf} from './graphemes.ts';

const plainAscii = /^[\u0020-\u007E]*$/;

/** Letters, quotes, dashes, arrows and lines of which nothing below matches one: what the screens draw with. */
const plainSigns =
	/^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u22FF\u2500-\u25FF\u2713-\u2717\u276E\u276F]*$/;

/** OSC, DCS, SOS, PM and APC strings up to their terminator, or to the end of the text where it is missing. */
const controlString = /(?:\u001B[\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[\s\S]*?(?:\u0007|\u001B\\|\u009C|$)/g;
/** CSI sequences, then the other escape sequences (ECMA-48, 5.4 and ECMA-35, 13.2). A sequence cut off at the end counts too. */
const controlSequence =
	/(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]?|\u001B[\u0020-\u002F]*[\u0030-\u007E]?/g;
const unpaired = /\p{Surrogate}/gu;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const controls = /\p{Cc}/gu;
/** Bidi overrides, zero-width spaces, tags, fillers: what changes a line without being seen. Joiners and variation selectors make real glyphs and stay. */
const invisible = /(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}/gu;
/** More combining marks than any script stacks: they would climb over the lines above. */
const stackedMarks = /(\p{M}{6})\p{M}+/gu;
/** Two are in an emoji's sequence; more are seen by nobody and would make a text of one cell as long as a book. */
const stackedJoiners = /((?:\u200C|\u200D|\uFE0E|\uFE0F){2})(?:\u200C|\u200D|\uFE0E|\uFE0F)+/g;
/** A cell takes a letter and its marks, or half an emoji: what needs more is measured as nothing and cut. */
const mostInCell = 32;

/** Characters that are looked at where the text is cut: a name of 100 MB is no longer than one of 100 kB. */
const mostLooked = 100_000;

/**
 * Text from a cloud, a file or a paste, safe to draw: one line, no escape sequence, no control character, no bidi override,
 * no unpaired surrogate. Line breaks and tabs become one space. Idempotent.
 * @param maxCells cut to this many terminal cells, with `…` in the last one when something was cut
 */
export function printable(text: string, maxCells?: number): string {
	const looked = maxCells === undefined ? text : text.slice(0, mostLooked);
	const safe = plainAscii.test(looked) || plainSigns.test(looked) ? looked : clean(looked);
	return maxCells === undefined ? safe : cut(safe, maxCells);
}

function clean(text: string): string {
	return text
		.replace(unpaired, '\uFFFD')
		.replace(controlString, '')
		.replace(controlSequence, '')
		.replace(lineBreaks, ' ')
		.replace(controls, '')
		.replace(invisible, '')
		.replace(stackedMarks, '$1')
		.replace(stackedJoiners, '$1');
}

function cut(text: string, maxCells: number): string {
	if (maxCells <= 0) return '';
	if (plainAscii.test(text)) return text.length <= maxCells ? text : `${text.slice(0, maxCells - 1)}…`;
	let cells = 0;
	let index = 0;
	let kept = 0; // characters that fit together with the ellipsis
	for (const grapheme of graphemesOf(text)) {
		cells += stringWidth(grapheme);
		index += grapheme.length;
		if (cells > maxCells || index > maxCells * mostInCell) return `${text.slice(0, kept)}…`;
		if (cells < maxCells) kept = index;
	}

	return text;
}
