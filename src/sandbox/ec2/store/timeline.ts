const mostPast = 50;
/** One for all: thousands of tunnels have no past. */
const never: readonly never[] = [];

/**
 * A value that changes by itself as the cloud's clock goes on: what is, and what is coming. Nothing runs in the background;
 * asking for a moment tells the value of that moment.
 */
export class Timeline<T> {
	#changes: {readonly at: number; readonly value: T}[];
	/** What was, oldest first: a line that flaps for days must not grow. */
	#past: readonly {readonly at: number; readonly value: T}[] = never;

	constructor(at: number, value: T) {
		this.#changes = [{at, value}];
	}

	/** Announces a change. Times are milliseconds of the cloud's clock. */
	later(at: number, value: T): this {
		this.#changes.push({at, value});
		this.#changes.sort((a, b) => a.at - b.at);
		return this;
	}

	/** Changes now, and drops what was coming. */
	set(at: number, value: T): this {
		this.#past = this.history(at).slice(-mostPast);
		this.#changes = [{at, value}];
		return this;
	}

	/** Drops what was coming; what is now stays. */
	keep(now: number): this {
		const kept = this.#changes.filter(change => change.at <= now);
		this.#changes = kept.length > 0 ? kept : this.#changes.slice(0, 1);
		return this;
	}

	/** The value at a moment and since when it holds. */
	at(now: number): {readonly at: number; readonly value: T} {
		const current = this.#changes.findLast(change => change.at <= now) ?? this.#changes[0];
		// The constructor puts in the first change, and no method takes the last one out.
		return current as {readonly at: number; readonly value: T};
	}

	/** What was and what is, oldest first, as far as it is kept. */
	history(now: number): readonly {readonly at: number; readonly value: T}[] {
		return [...this.#past, ...this.#changes.filter(({at}) => at <= now)];
	}

	/** When the last of the changes that are known comes, or came. */
	get settledAt(): number {
		return this.#changes.at(-1)?.at ?? 0;
	}

	value(now: number): T {
		return this.at(now).value;
	}
}
