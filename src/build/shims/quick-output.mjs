/*
 * How Ink's Output puts a frame together in the bundle. Ink lays every character of the screen into a cell of its own,
 * at each frame anew. Where no text covers another, which is every frame here, the rows are their texts side by side;
 * and a text that was taken apart for the last frame is not taken apart again.
 */
import QuickLRU from 'quick-lru';

/** More texts than a few screens have. Twice as many may be held: QuickLRU keeps an older generation beside the newer one. */
export const mostTexts = 1000;
/** A text in signs takes a hundred times its size, and is in use only until its pieces are known. */
const mostInSigns = 32;

/** Remembers what `make` gave for the texts of late. A clock makes new texts every second, for days: what is not drawn any more must go. */
export function remembered(make, most = mostTexts) {
	const known = new QuickLRU({maxSize: most});
	return text => {
		let value = known.get(text);
		if (value === undefined) {
			value = make(text);
			known.set(text, value);
		}

		return value;
	};
}

/** Ink's caches of one frame, for all frames. */
export function sharedBy(OutputCaches) {
	return {
		getStyledChars: remembered(line => new OutputCaches().getStyledChars(line), mostInSigns),
		getStringWidth: remembered(text => new OutputCaches().getStringWidth(text)),
		getWidestLine: remembered(text => new OutputCaches().getWidestLine(text)),
	};
}

/** A text as Ink draws it, by line: the text, how wide it is, and how many cells Ink gives it (one to each sign at least). */
export function piecesWith(caches, styledCharsToString) {
	return remembered(text => {
		const lines = [[]];
		for (const character of caches.getStyledChars(text)) {
			if (character.value === '\n') lines.push([]);
			else lines.at(-1).push(character);
		}

		return lines.map(characters => {
			const line = styledCharsToString(characters);
			const sizes = characters.map(({value}) => Math.max(1, caches.getStringWidth(value)));
			return {text: line, columns: caches.getStringWidth(line), cells: sizes.reduce((sum, size) => sum + size, 0)};
		});
	});
}

/**
 * @param output Ink's Output: its operations, its size and its caches are read
 * @param pieces of `piecesWith`
 * @returns what Output.get() returns, or undefined where texts overlap and it takes the cells to tell what is seen
 */
export function composed(output, pieces) {
	const rows = Array.from({length: output.height}, () => ({text: '', end: 0}));
	const clips = [];
	for (const operation of output.operations) {
		if (operation.type === 'clip') clips.push(intersection(clips.at(-1), operation.clip));
		else if (operation.type === 'unclip') clips.pop();
		else if (!written(rows, output, operation, clips.at(-1), pieces)) return undefined;
	}

	return {output: rows.map(({text}) => text.trimEnd()).join('\n'), height: rows.length};
}

const everything = {
	x1: Number.NEGATIVE_INFINITY,
	x2: Number.POSITIVE_INFINITY,
	y1: Number.NEGATIVE_INFINITY,
	y2: Number.POSITIVE_INFINITY,
};

function intersection(outer = everything, inner = everything) {
	return {
		x1: Math.max(outer.x1, inner.x1 ?? everything.x1),
		x2: Math.min(outer.x2, inner.x2 ?? everything.x2),
		y1: Math.max(outer.y1, inner.y1 ?? everything.y1),
		y2: Math.min(outer.y2, inner.y2 ?? everything.y2),
	};
}

/** Puts one text at the end of its rows. False where something stands there already, and beyond the edge, where there are no cells. */
function written(rows, output, {x, y, text, transformers}, clip = everything, pieces) {
	if (clip.x1 >= clip.x2 || clip.y1 >= clip.y2) return true;
	for (const [index, line] of pieces(text).entries()) {
		const row = rows[y + index];
		if (!row || y + index < clip.y1 || y + index >= clip.y2) continue;
		const from = Math.max(0, clip.x1 - x);
		const to = Math.min(line.columns, clip.x2 - x);
		const isWhole = from === 0 && to === line.columns;
		let shown = isWhole ? line.text : output.sliceLineToColumns(line.text, from, to);
		for (const transform of transformers) shown = transform(shown, index);
		const [drawn] = pieces(shown);
		if (drawn.cells === 0) continue;
		const start = Math.max(x, clip.x1);
		if (start < row.end || start > output.width || pieces(shown).length > 1) return false;
		row.text += ' '.repeat(start - row.end) + drawn.text;
		row.end = start + drawn.cells;
	}

	return true;
}
