/** Calls a function later; what it returns keeps that from happening. */
export type Later = (ms: number, work: () => void) => () => void;

interface Waiting<T> {
	readonly resolve: (result: IteratorResult<T, void>) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * A stream of states for readers of any speed: who pulls gets the newest one, at most one in `everyMs`, and waits where nothing is new. A state is made when
 * somebody wants it, once for all readers.
 */
export class NewestOnly<T> implements AsyncIterable<T> {
	readonly #make: () => T;
	readonly #everyMs: () => number;
	readonly #now: () => number;
	readonly #later: Later;
	/** Told when the last reader has left. */
	readonly #onLeft: () => void;
	readonly #readers = new Set<Reader<T>>();
	#version = 0;
	#isTouched = false;
	#made: {readonly version: number; readonly value: T} | undefined;
	#end: {readonly error?: unknown} | undefined;

	constructor(
		make: () => T,
		options: {
			readonly everyMs: () => number;
			readonly now: () => number;
			readonly later: Later;
			readonly onLeft: () => void;
		},
	) {
		this.#make = make;
		this.#everyMs = options.everyMs;
		this.#now = options.now;
		this.#later = options.later;
		this.#onLeft = options.onLeft;
	}

	/** There is something new. */
	touch(): void {
		this.#version += 1;
		if (this.#isTouched) return;
		this.#isTouched = true;
		// whoever has something to tell may not be done yet
		queueMicrotask(() => {
			this.#isTouched = false;
			for (const reader of this.#readers) reader.wake();
		});
	}

	/** Nothing more comes; an error is thrown to whoever reads. */
	end(failure: {readonly error?: unknown} = {}): void {
		this.#end ??= failure;
		for (const reader of this.#readers) reader.wake();
	}

	[Symbol.asyncIterator](): AsyncIterator<T, void, undefined> {
		const reader = new Reader<T>({
			version: () => this.#version,
			value: () => this.#newest(),
			ended: () => this.#end,
			everyMs: this.#everyMs,
			now: this.#now,
			later: this.#later,
		});
		this.#readers.add(reader);
		return {
			next: () => reader.next(),
			return: async () => {
				reader.leave();
				if (this.#readers.delete(reader) && this.#readers.size === 0) this.#onLeft();
				return {done: true, value: undefined};
			},
		};
	}

	#newest(): T {
		if (this.#made?.version !== this.#version) this.#made = {version: this.#version, value: this.#make()};
		return this.#made.value;
	}
}

interface Source<T> {
	readonly version: () => number;
	readonly value: () => T;
	readonly ended: () => {readonly error?: unknown} | undefined;
	readonly everyMs: () => number;
	readonly now: () => number;
	readonly later: Later;
}

class Reader<T> {
	readonly #source: Source<T>;
	#given = -1;
	#givenAt = -Infinity;
	#waiting: Waiting<T> | undefined;
	#cancel: (() => void) | undefined;

	constructor(source: Source<T>) {
		this.#source = source;
	}

	next(): Promise<IteratorResult<T, void>> {
		return new Promise((resolve, reject) => {
			this.#waiting = {resolve, reject};
			this.wake();
		});
	}

	wake(): void {
		const waiting = this.#waiting;
		if (!waiting) return;
		const end = this.#source.ended();
		if (end) {
			this.#settle();
			if ('error' in end) waiting.reject(end.error);
			else waiting.resolve({done: true, value: undefined});
			return;
		}

		if (this.#given === this.#source.version() || this.#cancel) return;
		const rest = this.#givenAt + this.#source.everyMs() - this.#source.now();
		if (rest > 0) {
			this.#cancel = this.#source.later(Math.ceil(rest), () => {
				this.#cancel = undefined;
				this.wake();
			});
			return;
		}

		this.#settle();
		this.#givenAt = this.#source.now();
		try {
			const value = this.#source.value();
			this.#given = this.#source.version();
			waiting.resolve({done: false, value});
		} catch (error) {
			waiting.reject(error);
		}
	}

	leave(): void {
		const waiting = this.#waiting;
		this.#settle();
		waiting?.resolve({done: true, value: undefined});
	}

	#settle(): void {
		this.#waiting = undefined;
		this.#cancel?.();
		this.#cancel = undefined;
	}
}
