import {expect, test} from 'vitest';
import {maxChanges} from '../../src/watch/update-snapshot.ts';
import {sockets, timers} from './samples.ts';
import {soak} from './soaked.ts';

/*
 * A few minutes of what npm run soak does for hours: the panel that somebody leaves open all day. Memory takes the long form.
 */
test('the live panel of both clouds, through flapping and faults: few handles, a bounded history, the right screen', async () => {
	const soaked = await soak({hours: 0.05, turns: 2, visits: 1, samples: 1});
	expect(soaked.wrong).toEqual([]);
	expect(soaked.samples).toHaveLength(2);
	for (const sample of soaked.samples) {
		expect(sockets(sample)).toBeLessThanOrEqual(12);
		expect(timers(sample)).toBeLessThanOrEqual(16);
	}

	const [first, last] = soaked.samples;
	expect(last?.listeners).toBe(first?.listeners);
	expect(last?.calls.aws).toBeGreaterThan(5);
	expect(last?.calls.tencent).toBeGreaterThan(5);
	expect(soaked.visits).toBe(6);
	expect(soaked.history).toBeGreaterThan(0);
	expect(soaked.history).toBeLessThanOrEqual(maxChanges);
	// as a shell sees Ctrl-C
	expect(soaked.code).toBe(130);
});
