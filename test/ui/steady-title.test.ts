import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {SteadyTitle} from '../../src/ui/steady-title.ts';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']});
});
afterEach(() => {
	vi.useRealTimers();
});

function titled() {
	const written: string[] = [];
	return {written, title: new SteadyTitle(text => written.push(text))};
}

test('counts that change each second are written once in ten seconds, and the last of them is', () => {
	const {written, title} = titled();
	for (let second = 0; second < 25; second += 1) {
		title.show(`${second} down`);
		vi.advanceTimersByTime(1000);
	}

	expect(written).toEqual(['0 down', '9 down', '19 down']);
	vi.advanceTimersByTime(10_000);
	expect(written.at(-1)).toBe('24 down');
	expect(written).toHaveLength(4);
});

test('a change after a while, and the title of before, are written at once', () => {
	const {written, title} = titled();
	title.show('4 up');
	vi.advanceTimersByTime(60_000);
	title.show('1 down');
	title.show('');
	expect(written).toEqual(['4 up', '1 down', '']);
	// nothing comes later
	title.show('1 down');
	title.show('2 down');
	title.show('');
	vi.advanceTimersByTime(60_000);
	expect(written.slice(3)).toEqual(['1 down', '']);
});

test('what came and went meanwhile is not written', () => {
	const {written, title} = titled();
	title.show('4 up');
	title.show('1 down');
	title.show('4 up');
	vi.advanceTimersByTime(60_000);
	expect(written).toEqual(['4 up']);
});
