/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** `TORTURE_SEED`, or another one each minute. */
export function seedOfNow(): number {
	const given = Number(process.env.TORTURE_SEED);
	return Number.isInteger(given) && given > 0 ? given : Math.floor(Date.now() / 60_000);
}
