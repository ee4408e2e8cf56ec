import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {turnOf} from '../../../src/clouds/tencent/wire/throttle.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

/** Takes `count` turns at once; gives the (simulated) times at which each began. */
async function turns(action: string, count: number): Promise<readonly number[]> {
	const times: number[] = [];
	const all = Array.from({length: count}, async () => {
		await turnOf(action, new AbortController().signal);
		times.push(Date.now());
	});
	await vi.runAllTimersAsync();
	await Promise.all(all);
	return times;
}

it('at most 20 calls in any second go to one action, so that a large account is not refused for its own size', async () => {
	const times = await turns('DescribeManyThings', 65);
	expect(times).toHaveLength(65);
	for (const [index, time] of times.entries()) {
		const later = times[index + 20];
		if (later !== undefined) expect(later - time).toBeGreaterThanOrEqual(1000);
	}
});

it('an action does not wait for another one’s queue', async () => {
	const began = Date.now();
	const busy = Array.from({length: 25}, () => turnOf('Busy', new AbortController().signal));
	const idle = turnOf('Idle', new AbortController().signal).then(() => Date.now());
	await vi.runAllTimersAsync();
	expect(await idle).toBe(began);
	await Promise.all(busy);
});

it('whoever gives up in the queue leaves it at once', async () => {
	const queue = Array.from({length: 20}, () => turnOf('Full', new AbortController().signal));
	const controller = new AbortController();
	const waiting = turnOf('Full', controller.signal);
	controller.abort(new Error('given up'));
	await expect(waiting).rejects.toThrow('given up');
	await vi.runAllTimersAsync();
	await Promise.all(queue);
});
