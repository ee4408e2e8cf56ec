/*
 * Takes the place of Intl.Segmenter in the bundle. The real one loads its rules when the first is made, which a dozen modules
 * do before the first frame; here that waits for the first text that needs rules at all.
 */
const {Segmenter} = Intl;

const narrow =
	'\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2030-\\u205E\\u2190-\\u22FF\\u23CE\\u2500-\\u25FC\\u2713-\\u2716\\u276E\\u276F\\u2800-\\u28FF';
const narrowText = new RegExp(`^[${narrow}]*$`);
/** Control characters, those of escape sequences among them, are a grapheme each; only CR and LF together are one. */
const simpleText = new RegExp(`^[${narrow}\\u0000-\\u000C\\u000E-\\u001F\\u007F]*$`);

/** Whether a text takes as many cells as it has UTF-16 units. False may only mean that it has to be looked at. */
export const isNarrow = text => narrowText.test(text);

/** Whether every UTF-16 unit of a text is a grapheme. False may only mean that it has to be looked at. */
export const isSimple = text => simpleText.test(text);

export class QuickSegmenter {
	#arguments;
	#real;
	#byGrapheme;

	constructor(locales, options) {
		this.#arguments = [locales, options];
		this.#byGrapheme = (options?.granularity ?? 'grapheme') === 'grapheme';
	}

	get #segmenter() {
		this.#real ??= new Segmenter(...this.#arguments);
		return this.#real;
	}

	segment(input) {
		if (!this.#byGrapheme || !isSimple(input)) return this.#segmenter.segment(input);
		return new SimpleSegments(input);
	}

	resolvedOptions() {
		return this.#segmenter.resolvedOptions();
	}
}

class SimpleSegments {
	#input;

	constructor(input) {
		this.#input = input;
	}

	containing(index = 0) {
		const input = this.#input;
		return index in Object(input) ? {segment: input[index], index, input} : undefined;
	}

	*[Symbol.iterator]() {
		const input = this.#input;
		for (let index = 0; index < input.length; index += 1) yield {segment: input[index], index, input};
	}
}
