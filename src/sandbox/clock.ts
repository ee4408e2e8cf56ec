import type {World} from './service.ts';

/**
 * The clock that the sandbox's state machines go by: it starts at `base()` and runs `speed` times as fast.
 * Signatures are checked against the machine's own clock, whatever `base` a test steps.
 */
export function createWorld(base: () => number, speed: number): World {
	const start = base();
	return {now: () => start + (base() - start) * speed, realNow: Date.now};
}
