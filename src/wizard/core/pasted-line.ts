import {type PairText, splitList} from '../answers/answers.ts';

const rangeLike = /^[\dA-Fa-f]*[.:][\dA-Fa-f.:]*(?:\/\d*)?$/;
/** What was meant as an address or range, if badly written. */
const numbersLike = /\d\.\d+\.|\d\/\d|::/;
const comment = /(?:^|\s)(?:#|\/\/).*$/;
/** The line below the headings of a table, and those around it. */
const ruled = /^[\s|+:=-]*$/;
const mask = /(\d+\.\d+\.\d+\.\d+)(?:\s*[,;\t/]\s*|\s+)((?:128|192|224|240|248|252|254|255)(?:\.\d+){3})(?![\d.])/g;

/** A line of a paste, as its cells. */
export interface PastedLine {
	/** Without its comment, and with prefix lengths in place of netmasks. */
	readonly text: string;
	/** The texts of its cells, with a blank between the ranges of one cell. */
	readonly cells: readonly string[];
	/** `pair`: two cells or more of ranges. `ranges`: one. `words`: anything else. */
	readonly kind: 'pair' | 'ranges' | 'words';
	/** What parts its cells. Tabs and bars part columns and nothing else; commas, semicolons and blanks part the ranges of a list too. */
	readonly separator: '\t' | '|' | ';' | ',' | ' ';
	/** The line itself tells that it is a pair. */
	readonly isSure: boolean;
	/** One range has a list of them beside it, parted by other signs. */
	readonly hasList: boolean;
	/** A separator stands at its end: a list may go on in the next line. */
	readonly isOpen: boolean;
	/** Words beside its ranges, as a name or a note in a third column, were left out. */
	readonly hadWords: boolean;
}

/** Whether a text has the look of an address or range; whether it is one is another matter. */
export function looksLikeRange(text: string): boolean {
	return rangeLike.test(text);
}

/** Whether a text names nothing that was meant as a range. */
export function isWordsAlone(text: string): boolean {
	return !splitList(text).some(part => looksLikeRange(part) || numbersLike.test(part));
}

/** Addresses with a netmask behind them, in a blank, a slash or a cell of its own, as ranges: `10.8.4.0 255.255.255.0` is `10.8.4.0/24`. */
function withPrefixLengths(text: string): string {
	return text.replace(mask, (whole, address: string, netmask: string) => {
		const bits = netmask.split('.').map(octet => Number(octet).toString(2).padStart(8, '0'));
		const ones = bits.join('').indexOf('0');
		const isMask = /^1+0*$/.test(bits.join('')) && bits.every(octet => octet.length === 8);
		return isMask ? `${address}/${ones < 0 ? 32 : ones}` : whole;
	});
}

/** A line as its cells; undefined for one that says nothing: a comment, or the rule of a table. */
export function pastedLine(given: string): PastedLine | undefined {
	const plain = given.replace(comment, '');
	if (ruled.test(plain)) return undefined;
	const folded = withPrefixLengths(plain);
	const text = /^\s*\|.*\|\s*$/.test(folded) ? folded.trim().slice(1, -1) : folded;
	const separator = (['\t', '|', ';', ','] as const).find(sign => cellsOf(text, sign).length > 1) ?? ' ';
	const written = separator === ' ' ? wordsOf(text) : cellsOf(text, separator);
	const all = written.map(cell => rangesIn(cell));
	const ranged = all.filter(cell => isRanges(cell));
	const cells = ranged.length > 1 && all.every(cell => isRanges(cell) || isWordsAlone(cell)) ? ranged : all;
	const isPair = cells.length > 1 && cells.every(cell => isRanges(cell));
	const [first = '', second = ''] = cells;
	const isColumned =
		separator === '\t' ||
		separator === '|' ||
		text.includes('"') ||
		(separator === ' ' && cells.length === 2 && folded !== plain);
	const isListBeside = cells.length === 2 && splitList(first).length === 1 && splitList(second).length > 1;
	return {
		text: text.trim(),
		cells,
		separator,
		kind: isPair ? 'pair' : cells.length === 1 && isRanges(first) ? 'ranges' : 'words',
		hasList: isPair && isListBeside,
		isSure: isPair && isColumned,
		isOpen: /[,;]\s*$/.test(text),
		hadWords: splitList(cells.join(' ')).length < splitList(written.join(' ')).length,
	};
}

/** The rows of a line: one for each range at the cloud side. A line that is no pair is a row as it stands, to be mended. */
export function rowsOf({cells: [first = '', ...sites], kind}: PastedLine): readonly PairText[] {
	const siteSide = sites
		.flatMap(site => (isWordsAlone(site) ? [site] : splitList(site)))
		.filter(Boolean)
		.join(', ');
	const cloudSides = kind === 'words' ? [first] : splitList(first);
	return cloudSides.map(cloudSide => ({cloudSide, siteSide}));
}

/** The ranges of a line that has no columns; one that has none is a cell of its own. */
function wordsOf(text: string): readonly string[] {
	const parts = splitList(text.replaceAll('"', ''));
	return parts.some(looksLikeRange) ? parts : [text.trim()];
}

/** Whether a cell has one range or more, and nothing else. */
export function isRanges(cell: string): boolean {
	const parts = splitList(cell);
	return parts.length > 0 && parts.every(looksLikeRange);
}

/** The ranges of a cell without a note beside them. */
export function rangesIn(cell: string): string {
	const parts = splitList(cell);
	const ranges = parts.filter(looksLikeRange);
	return ranges.length > 0 && parts.every(part => looksLikeRange(part) || !numbersLike.test(part))
		? ranges.join(' ')
		: cell;
}

/** The cells of a line; quotes keep a separator, and a doubled quote is one (RFC 4180). Empty cells at the end are none. */
function cellsOf(line: string, separator: string): readonly string[] {
	const cells = [''];
	let isWithin = false;
	for (const sign of line.replaceAll('""', '')) {
		if (sign === '"') isWithin = !isWithin;
		else if (sign === separator && !isWithin) cells.push('');
		else cells[cells.length - 1] += sign;
	}

	const trimmed = cells.map(cell => cell.trim());
	return trimmed.slice(0, trimmed.findLastIndex(cell => cell !== '') + 1);
}
