import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {interruptible} from '../../src/commands/with-session.ts';
import {fakeIo} from './fake-io.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it('one signal ends what only reads, whatever holds it up', () => {
	const io = fakeIo();
	const {signal} = interruptible(io);
	io.interrupt('SIGTERM');
	expect([signal.aborted, io.left]).toEqual([true, []]);
	vi.advanceTimersByTime(60_000);
	expect(io.left).toEqual([130]);
});

it('what ended by itself, or has a change to bring to its end, is not cut off', () => {
	const reads = fakeIo();
	const read = interruptible(reads);
	reads.interrupt('SIGTERM');
	read.dispose();
	const changes = fakeIo();
	interruptible(changes, () => 'stopping after the step that is under way');
	changes.interrupt('SIGTERM');
	vi.advanceTimersByTime(60_000);
	expect([reads.left, changes.left]).toEqual([[], []]);
});
