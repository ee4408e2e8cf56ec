import type {Later} from './newest-only.ts';

/** The timer of a watch: it has one at most, and knows by how much that is late. Times are `elapsed` of the fleet's clock, ms. */
export class OneTimer {
	readonly #later: Later;
	#set: {readonly at: number; readonly cancel: () => void; isTold: boolean} | undefined;

	constructor(later: Later = onTimer) {
		this.#later = later;
	}

	/** In place of the one before. */
	set(at: number, now: number, work: () => void): void {
		this.cancel();
		// whole ms, as a machine's timers are: one that goes off a little too soon would be set again and again
		this.#set = {at, isTold: false, cancel: this.#later(Math.max(1, Math.ceil(at - now)), work)};
	}

	/** How long ago it should have gone off, ms; told once where it is more than `toleratedMs`. */
	lateBy(now: number, toleratedMs: number): number | undefined {
		if (!this.#set || this.#set.isTold) return undefined;
		const late = now - this.#set.at;
		if (late <= toleratedMs) return undefined;
		this.#set.isTold = true;
		return late;
	}

	cancel(): void {
		this.#set?.cancel();
		this.#set = undefined;
	}
}

/** Timers of this process. */
export function onTimer(ms: number, work: () => void): () => void {
	const timer = setTimeout(work, ms);
	return () => clearTimeout(timer);
}
