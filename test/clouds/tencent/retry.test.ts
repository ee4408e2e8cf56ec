import {expect, it} from 'vitest';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {withRetry} from '../../../src/clouds/tencent/wire/retry.ts';

const ends = [
	['a wish to stop', new DOMException('', 'AbortError')],
	['a time limit', new DOMException('', 'TimeoutError')],
] as const;

it.each(ends)('a reply that comes after %s is given back: what it tells of stands', async (_, reason) => {
	const stop = new AbortController();
	const made = withRetry(
		async () => {
			stop.abort(reason);
			return 'cgw-1';
		},
		{signal: stop.signal, timeoutMs: 100},
	);
	expect(await made).toBe('cgw-1');
});

it.each(ends)('an end in doubt stays in doubt after %s', async (_, reason) => {
	const stop = new AbortController();
	const lost = new CloudError({
		cloud: 'tencent',
		kind: 'network',
		code: '',
		message: 'socket hang up',
		retryable: false,
		ambiguous: true,
	});
	const call = withRetry(
		async () => {
			stop.abort(reason);
			throw lost;
		},
		{signal: stop.signal, timeoutMs: 100},
	);
	await expect(call).rejects.toBe(lost);
});

it.each(ends)('%s ends the pause after a call that was turned away, and it is not sent again', async (_, reason) => {
	const stop = new AbortController();
	let sent = 0;
	const call = withRetry(
		async () => {
			sent += 1;
			throw new CloudError({
				cloud: 'tencent',
				kind: 'api',
				code: 'RequestLimitExceeded',
				message: 'busy',
				retryable: true,
				ambiguous: false,
			});
		},
		// pauses of minutes: the test would not end without the signal
		{signal: stop.signal, timeoutMs: 20_000_000, waiting: () => queueMicrotask(() => stop.abort(reason))},
	);
	const code = reason.name === 'TimeoutError' ? 'RequestLimitExceeded' : '';
	await expect(call).rejects.toMatchObject({info: {code, ambiguous: false, retryable: code !== ''}});
	expect(sent).toBe(1);
});

it('nothing is sent once it was to stop', async () => {
	let sent = 0;
	const call = withRetry(async () => (sent += 1), {signal: AbortSignal.abort(), timeoutMs: 100});
	await expect(call).rejects.toMatchObject({info: {kind: 'aborted', ambiguous: false}});
	expect(sent).toBe(0);
});
