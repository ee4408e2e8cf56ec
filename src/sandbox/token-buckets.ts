import type {CallPlace, Service} from './service.ts';

/** How many calls may come at once, and how many a second after that. */
export interface RateLimit {
	readonly burst: number;
	readonly perSecond: number;
}

/**
 * What the clouds allow. Sources: Amazon EC2 API Reference, "Request throttling" (calls that only describe: a bucket of 100, 20 a second, for
 * each account, region and API); Tencent Cloud, vpc 2017-03-12 (20 calls a second of an account to an action).
 */
export const realLimits: Readonly<Record<Service['name'], RateLimit>> = {
	ec2: {burst: 100, perSecond: 20},
	tencent: {burst: 20, perSecond: 20},
};

interface Bucket {
	tokens: number;
	/** Unscaled ms since the epoch. */
	at: number;
}

/** Buckets of calls that fill up again by the machine's clock. There is no limit until one is set. */
export class TokenBuckets {
	readonly #limits = new Map<Service['name'], RateLimit>();
	readonly #buckets = new Map<string, Bucket>();

	/** Sets a cloud's limit, or takes it away. Every bucket of that cloud is full then. */
	set(service: Service['name'], limit: RateLimit | undefined): void {
		if (limit) this.#limits.set(service, limit);
		else this.#limits.delete(service);
		for (const key of this.#buckets.keys()) if (key.startsWith(`${service} `)) this.#buckets.delete(key);
	}

	/** Takes a call's token. False when there is none left: the call is one too many. */
	take(service: Service['name'], action: string, place: CallPlace, now: number): boolean {
		const limit = this.#limits.get(service);
		if (!limit) return true;
		// at Tencent Cloud the account's calls to an action count together, wherever they go
		const key = `${service} ${place.account} ${service === 'ec2' ? place.region : ''} ${action}`;
		const bucket = this.#buckets.get(key) ?? {tokens: limit.burst, at: now};
		bucket.tokens = Math.min(limit.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * limit.perSecond);
		bucket.at = now;
		this.#buckets.set(key, bucket);
		if (bucket.tokens < 1) return false;
		bucket.tokens -= 1;
		return true;
	}
}
