import {expect, test} from 'vitest';
import {files, sockets, timers} from './samples.ts';
import {soak} from './soaked.ts';

/*
 * A minute of what npm run soak does for long: the list that somebody leaves open all day. Memory takes the long form.
 */
test('a thousand connections of both clouds, through changes and faults: few handles, the right screen', async () => {
	const soaked = await soak({rounds: 2, ticks: 5, isMemoryMeasured: false});
	expect(soaked.wrong).toEqual([]);
	expect(soaked.samples).toHaveLength(2);
	for (const sample of soaked.samples) {
		// a place is asked once at a time, and a gateway with BGP for its routes
		expect(sockets(sample)).toBeLessThanOrEqual(40);
		expect(timers(sample)).toBeLessThanOrEqual(60);
		expect(files(sample)).toBeLessThanOrEqual(90);
	}

	const [first, last] = soaked.samples;
	expect(last?.listeners).toBe(first?.listeners);
	expect(soaked.calls).toBeGreaterThan(32);
	// leaving the list is how watching ends
	expect(soaked.code).toBe(0);
});
