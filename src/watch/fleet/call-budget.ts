/** Our own ceiling for calls: so many a second, and a burst of as many. */
export interface CallLimit {
	/** Places with the same key share it: those of one account, where the cloud counts so. */
	readonly key: string;
	readonly perSecond: number;
}

/** How many calls are under way at once, of all places. */
const mostUnderWay = 16;

/**
 * Says when a call may go out, so that it can be said when a place is asked: a queue would only make it wait. Token buckets, as the clouds' own limits are
 * (EC2 "Request throttling"; Tencent Cloud's are counted a second).
 */
export class CallBudget {
	readonly #buckets = new Map<string, {tokens: number; at: number}>();
	#underWay = 0;

	/**
	 * How long a call has to wait, ms; 0: it may go out now. Infinity: until another one has ended.
	 * @param ahead how many of the same limit wait already
	 */
	waitOf({key, perSecond}: CallLimit, now: number, ahead = 0): number {
		if (this.#underWay >= mostUnderWay) return Infinity;
		const tokens = this.#tokens(key, perSecond, now) - ahead;
		return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
	}

	/** A call goes out. */
	take({key, perSecond}: CallLimit, now: number): void {
		this.#buckets.set(key, {tokens: this.#tokens(key, perSecond, now) - 1, at: now});
		this.#underWay += 1;
	}

	/** It has ended. */
	ended(): void {
		this.#underWay -= 1;
	}

	#tokens(key: string, perSecond: number, now: number): number {
		const bucket = this.#buckets.get(key);
		if (!bucket) return perSecond;
		return Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
	}
}
