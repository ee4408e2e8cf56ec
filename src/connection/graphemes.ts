const segmenter = new Intl.Segmenter();

/**
 * Characters that are given to the segmenter at once: the time that it takes grows with the square of the length (100,000 Chinese
 * signs take it two seconds), and pasted texts are long.
 */
const pieceLength = 512;

/** Half a character at the end: what it joins is not seen before the other half. */
const cutPair = /[\uD800-\uDBFF]$/;

/** Longer than any emoji or conjunct that is one. Joiners without end would make one grapheme of a whole text. */
const longestGrapheme = 64;

/** The graphemes of a text, one by one: what a person takes for one character. None is longer than 64 code units. */
export function* graphemesOf(text: string): Generator<string, void, void> {
	for (let from = 0; from < text.length; ) {
		const rest = text.length - from;
		const piece = rest <= pieceLength ? text.slice(from) : text.slice(from, from + pieceLength).replace(cutPair, '');
		const isLast = rest <= pieceLength;
		const parts = Array.from(segmenter.segment(piece), ({segment}) => segment);
		// the last one may go on in what follows
		if (!isLast && parts.length > 1) parts.pop();
		for (const part of parts) {
			yield* part.length <= longestGrapheme ? [part] : inPieces(part);
			from += part.length;
		}
	}
}

function* inPieces(grapheme: string): Generator<string, void, void> {
	let piece = '';
	for (const character of grapheme) {
		if (piece.length + character.length > longestGrapheme) {
			yield piece;
			piece = '';
		}

		piece += character;
	}

	yield piece;
}
