import {getEventListeners} from 'node:events';
import {expect, test} from 'vitest';
import {linkedTo} from '../../src/clouds/net/linked-signal.ts';

/*
 * A panel makes thousands of calls under one signal: what each leaves behind in it stays until the panel is left.
 */
test('ends with either, with its reason, and by itself alone', () => {
	const [one, two] = [new AbortController(), new AbortController()];
	const linked = linkedTo(one.signal, two.signal);
	const alone = linkedTo(one.signal, two.signal);
	alone.abort();
	expect([alone.signal.aborted, linked.signal.aborted, one.signal.aborted]).toEqual([true, false, false]);
	two.abort('enough');
	expect([linked.signal.aborted, linked.signal.reason, one.signal.aborted]).toEqual([true, 'enough', false]);
	expect(linkedTo(one.signal, two.signal).signal.reason).toBe('enough');
});

test('leaves nothing behind in what outlives it', () => {
	const panel = new AbortController();
	for (let call = 0; call < 1000; call += 1) linkedTo(panel.signal).release();
	expect(getEventListeners(panel.signal, 'abort')).toEqual([]);
	const released = linkedTo(panel.signal);
	released.release();
	panel.abort();
	expect(released.signal.aborted).toBe(false);
});
