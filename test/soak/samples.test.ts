import {expect, it} from 'vitest';
import {growthPerThousand, type Sample} from './samples.ts';

const sample = (ticks: number, heapUsed: number): Sample => ({
	...{ticks, heapUsed, rss: 0, external: 0, listeners: 0, files: 0, resources: {}},
});
const heap = ({heapUsed}: Sample) => heapUsed;

it('tells a leak, and takes one sample in the middle of work for none', () => {
	const steps = Array.from({length: 40}, (_, index) => 1000 + index * 20);
	const flat = steps.map((ticks, index) => sample(ticks, 46_000 + (index % 3) + (index % 13 === 12 ? 6000 : 0)));
	expect(Math.abs(growthPerThousand(flat, heap))).toBeLessThan(100);
	const leaking = flat.map(each => sample(each.ticks, each.heapUsed + each.ticks * 5));
	expect(growthPerThousand(leaking, heap)).toBeGreaterThan(4900);
	expect(growthPerThousand(leaking, heap)).toBeLessThan(5100);
});
