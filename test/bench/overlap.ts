import {findOverlaps} from '../../src/connection/overlap.ts';
import {forComparison, milliseconds, type Row} from './row.ts';
import {interleaved, median} from './statistics.ts';

/** A generator of the same numbers in every run (Park and Miller's minimal standard). */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

/** Ranges of /16 to /28 all over 10.0.0.0/8: many apart, many inside each other. */
function ranges(count: number): string[] {
	const next = numbers(count);
	return Array.from({length: count}, () => {
		const prefix = 16 + Math.floor(next() * 13);
		const address = Math.floor(next() * 2 ** (prefix - 8)) * 2 ** (32 - prefix);
		return `10.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}/${prefix}`;
	});
}

/**
 * Milliseconds of processor for one check. Not by the clock: on a busy machine a long check is interrupted more often than a short one.
 * @param times so many checks are one sample, for the samples of both sizes to be about as long
 */
function measure(list: readonly string[], times: number): Promise<number> {
	const started = process.cpuUsage();
	for (let count = 0; count < times; count += 1) findOverlaps(list);
	const {user, system} = process.cpuUsage(started);
	return Promise.resolve((user + system) / 1000 / times);
}

/** n log n means that ten times the ranges take under fifteen times as long. */
export async function overlapRows(): Promise<Row[]> {
	const [small, large] = [ranges(1000), ranges(10_000)];
	const candidates = {small: () => measure(small, 10), large: () => measure(large, 1)};
	await interleaved(candidates, 10); // the first calls are the compiler's
	const times = await interleaved(candidates, 30);
	const [thousand, tenThousand] = [median(times.small), median(times.large)];
	const ratio = tenThousand / thousand;
	return [
		forComparison('overlap check, 1,000 ranges', milliseconds(thousand)),
		forComparison('overlap check, 10,000 ranges', milliseconds(tenThousand)),
		{what: 'ten times the ranges take', measured: ratio.toFixed(1), bound: 'under 15.0', held: ratio < 15},
	];
}
