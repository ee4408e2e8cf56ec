/** How long nothing may have been typed before what was typed is kept, ms: little is lost, and no key waits for the disk. */
const restMs = 1000;

/** Tells once that nothing was typed for a while: whatever is typed meanwhile begins the wait anew. */
export class RestTimer {
	readonly #tell: () => void;
	#timer: NodeJS.Timeout | undefined;

	constructor(tell: () => void) {
		this.#tell = tell;
	}

	begin(): void {
		this.stop();
		this.#timer = setTimeout(this.#tell, restMs);
		this.#timer.unref();
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
