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

	/** The calls of those that may go out now, in their order; the others are put off until there is room for theirs, or wait for another call to end. */
	allot<Caller extends {readonly asked: {readonly limit: CallLimit}; putOff(until: number): void}>(
		callers: readonly Caller[],
		now: number,
	): readonly Caller[] {
		const waiting = new Map<string, number>();
		return callers.filter(caller => {
			const {key, perSecond} = caller.asked.limit;
			if (this.#underWay >= mostUnderWay) return false;
			const ahead = waiting.get(key) ?? 0;
			const tokens = this.#tokens(key, perSecond, now);
			if (tokens - ahead >= 1) {
				this.#buckets.set(key, {tokens: tokens - 1, at: now});
				this.#underWay += 1;
				return true;
			}

			waiting.set(key, ahead + 1);
			caller.putOff(now + Math.ceil(((1 + ahead - tokens) / perSecond) * 1000));
			return false;
		});
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
