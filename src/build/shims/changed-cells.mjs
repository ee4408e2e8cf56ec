/*
 * What Ink writes of a line that has changed, in the bundle: only the cells that are others now. Ink keeps what stands before the first of them and
 * writes all that is behind, with its colours. On a list that is watched a word changes in the middle of a wide line, and nobody wants to pay for the rest
 * over a slow line.
 */

const csi = '\u001B[';
/** What each code sets, and which code takes it off. Codes that are not here are left to Ink. */
const ends = {
	22: ['bold', 'dim'],
	23: ['italic'],
	24: ['underline'],
	27: ['inverse'],
	29: ['strike'],
	39: ['color'],
	49: ['background'],
};
const begins = {1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline', 7: 'inverse', 9: 'strike'};

/** Signs of one cell each: ASCII, Latin letters, and what the screens draw with. A line with any other is left to Ink. */
const narrow =
	/^(?:[\u0020-\u007E\u00A1-\u00AC\u00AE-\u024F\u2010-\u2027\u2190-\u21FF\u2500-\u25FF\u2713-\u2717\u276E\u276F]|\u001B\[[\d;]*m)*$/;
const parts = /\u001B\[([\d;]*)m|[^\u001B]+/g;

/** More equal cells between two changes than a move of the cursor costs are left as they stand. */
const gap = 8;

/** What is seen of a cell in which nothing stands. Of other styles a blank is as any blank, whatever stands beside it. */
const onBlanks = ['underline', 'inverse', 'strike', 'background'];
const blank = {sign: ' ', style: '', isBare: true};
/** So many blanks are taken off with one code that says how many. */
const manyBlanks = 10;

/** @returns the cells of a line: sign and style of each; undefined where something in it is not known */
function cellsOf(line) {
	if (!narrow.test(line)) return undefined;
	const cells = [];
	let style = {};
	let key = '';
	for (const [part, codes] of line.matchAll(parts)) {
		if (codes === undefined) {
			const isBare = !onBlanks.some(name => name in style);
			for (const sign of part) cells.push(sign === ' ' && isBare ? blank : {sign, style: key, isBare});
			continue;
		}

		style = styled(style, codes);
		if (style === undefined) return undefined;
		key = Object.values(style).sort().join(';');
	}

	return cells;
}

function styled(style, codes) {
	if (codes === '' || codes === '0') return {};
	const background = /^48;/.test(codes);
	if (background || /^38;/.test(codes)) return {...style, [background ? 'background' : 'color']: codes};
	let result = style;
	for (const code of codes.split(';')) {
		const number = Number(code);
		if (ends[code]) result = Object.fromEntries(Object.entries(result).filter(([name]) => !ends[code].includes(name)));
		else if (begins[code]) result = {...result, [begins[code]]: code};
		else if ((number >= 30 && number <= 37) || (number >= 90 && number <= 97)) result = {...result, color: code};
		else if ((number >= 40 && number <= 47) || (number >= 100 && number <= 107)) result = {...result, background: code};
		else return undefined;
	}

	return result;
}

/**
 * The bytes that make the line `previous`, which is on the screen, into `next`; the cursor is on that line before and after. Undefined where that can't be
 * told cell by cell.
 * @param columns of the terminal: a line that reaches beyond is left to Ink
 */
export function changedCells(previous, next, columns) {
	const before = cellsOf(previous);
	const after = cellsOf(next);
	if (!before || !after || Math.max(before.length, after.length) > columns) return undefined;
	const isSame = index => {
		const one = before[index] ?? blank;
		const other = after[index] ?? blank;
		return one.sign === other.sign && one.style === other.style;
	};
	const length = Math.max(before.length, after.length);
	let bytes = '';
	let index = 0;
	while (index < length) {
		if (isSame(index)) {
			index++;
			continue;
		}

		const start = index;
		let end = index + 1;
		for (let equal = 0; index < length && equal < gap; index++) {
			if (isSame(index)) equal++;
			else {
				equal = 0;
				end = index + 1;
			}
		}

		bytes += `${csi}${start + 1}G${written(after, start, end)}`;
		index = end;
	}

	return bytes;
}

/** The cells of a span; what is behind the line's end is taken off. */
function written(cells, start, end) {
	let bytes = '';
	let style = '';
	let isBare = true;
	const last = Math.min(end, cells.length);
	for (let index = start; index < last; index++) {
		const cell = cells[index];
		if (cell === blank && isBare) {
			let blanks = 1;
			while (index + blanks < last && cells[index + blanks] === blank) blanks++;
			const isLast = index + blanks === last;
			bytes += blanks < manyBlanks ? ' '.repeat(blanks) : `${csi}${blanks}X${isLast ? '' : `${csi}${blanks}C`}`;
			index += blanks - 1;
			continue;
		}

		if (cell.style !== style) {
			bytes += cell.style === '' ? `${csi}0m` : `${csi}${style === '' ? '' : '0;'}${cell.style}m`;
			style = cell.style;
			isBare = cell.isBare;
		}

		bytes += cell.sign;
	}

	if (style !== '') bytes += `${csi}0m`;
	return end > cells.length ? `${bytes}${csi}K` : bytes;
}

/** So many lines down, to the first cell. */
export function linesDown(count) {
	return count === 0 ? '' : `${csi}${count === 1 ? '' : count}E`;
}
