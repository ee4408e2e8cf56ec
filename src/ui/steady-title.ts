/** How long a title stands before another one takes its place: who looks for it elsewhere reads no more often. */
const standsMs = 10_000;

/**
 * The window's title, written at once when it is another one after a while, and then no more than every ten seconds, with what it should be by then: counts that
 * change each second would cost more on a slow line than the rows that they count.
 */
export class SteadyTitle {
	readonly #write: (text: string) => void;
	#wanted = '';
	#shown = '';
	#writtenAt = Number.NEGATIVE_INFINITY;
	#timer: NodeJS.Timeout | undefined;

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	/** @param text '' for the title that was there before: it is given back at once */
	show(text: string): void {
		this.#wanted = text;
		const left = this.#writtenAt + standsMs - performance.now();
		if (text === '' || this.#shown === '' || left <= 0) this.#now();
		else this.#timer ??= setTimeout(() => this.#now(), left).unref();
	}

	#now(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#wanted === this.#shown) return;
		this.#shown = this.#wanted;
		this.#writtenAt = performance.now();
		this.#write(this.#shown);
	}
}
