import {describe, expect, test, vi} from 'vitest';
import {Clock} from '../../src/ui/effects/clock.ts';
import {FleetWatching} from '../../src/ui/effects/fleet.ts';
import type {Fleet} from '../../src/watch/fleet/fleet.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {type FakeFleet, fakeFleet, snapshotOf} from '../watch/fake-fleet.ts';

function watching(open: (fake: FakeFleet) => Promise<Fleet> = async ({fleet}) => fleet) {
	/** What followers were given. */
	const followed: string[] = [];
	const fakes: FakeFleet[] = [];
	const heard: WizardEvent[] = [];
	const dispatch = (event: WizardEvent) => void heard.push(event);
	const fleets = new FleetWatching(
		async (_, signal) => {
			const fake = fakeFleet(signal);
			fakes.push(fake);
			return open(fake);
		},
		new Clock(dispatch),
		dispatch,
		{
			begin() {
				followed.push('begin');
				return {see: ({version}) => followed.push(`see ${version}`), end: () => followed.push('end')};
			},
		},
	);
	const snapshots = () => heard.filter(event => event.type === 'fleet');
	return {fleets, fakes, heard, snapshots, followed};
}

describe('watching a fleet', () => {
	test('what it tells is heard under the number of the question', async () => {
		const {fleets, fakes, snapshots} = watching();
		void fleets.start({type: 'watch-fleet', request: 7, choice: {}});
		await vi.waitUntil(() => fakes.length === 1);
		const snapshot = snapshotOf([]);
		fakes[0]!.tell(snapshot);
		await vi.waitUntil(() => snapshots().length === 1);
		expect(snapshots()).toEqual([{type: 'fleet', request: 7, snapshot}]);
		fleets.stop();
	});

	test('another choice ends the one before: nothing of it is heard any more', async () => {
		const {fleets, fakes, snapshots} = watching();
		void fleets.start({type: 'watch-fleet', request: 1, choice: {}});
		await vi.waitUntil(() => fakes.length === 1);
		void fleets.start({type: 'watch-fleet', request: 2, choice: {regions: 'all'}});
		await vi.waitUntil(() => fakes.length === 2);
		expect(fakes[0]!.signal.aborted).toBe(true);
		fakes[0]!.tell(snapshotOf([]));
		fakes[1]!.tell(snapshotOf([]));
		await vi.waitUntil(() => snapshots().length > 0);
		expect(snapshots().map(({request}) => request)).toEqual([2]);
		fleets.stop();
	});

	test('whoever follows it is told each snapshot, and that nobody watches any more', async () => {
		const {fleets, fakes, followed} = watching();
		void fleets.start({type: 'watch-fleet', request: 1, choice: {}});
		await vi.waitUntil(() => fakes.length === 1);
		const [one, other] = [snapshotOf([]), snapshotOf([])];
		fakes[0]!.tell(one);
		fakes[0]!.tell(other);
		await vi.waitUntil(() => followed.length === 3);
		fleets.stop();
		expect(followed).toEqual(['begin', `see ${one.version}`, `see ${other.version}`, 'end']);
	});

	test('while something else is looked at those who follow are told of what was watched before, which then goes on', async () => {
		const {fleets, fakes, snapshots, followed} = watching();
		void fleets.start({type: 'watch-fleet', request: 1, choice: {}});
		await vi.waitUntil(() => fakes.length === 1);
		void fleets.start({type: 'watch-fleet', request: 2, choice: {ids: ['vpn-1']}, meanwhile: true});
		await vi.waitUntil(() => fakes.length === 2);
		const [all, one] = [snapshotOf([]), snapshotOf([])];
		fakes[0]!.tell(all);
		fakes[1]!.tell(one);
		await vi.waitUntil(() => followed.length === 2 && snapshots().length === 1);
		expect(snapshots()).toEqual([{type: 'fleet', request: 2, snapshot: one}]);
		void fleets.start({type: 'watch-fleet', request: 3, choice: {}});
		expect(fakes).toHaveLength(2);
		expect([fakes[0]!.signal.aborted, fakes[1]!.signal.aborted]).toEqual([false, true]);
		// what is known by then is there at once, and it is asked anew
		expect(snapshots().at(-1)).toEqual({type: 'fleet', request: 3, snapshot: all});
		expect(fakes[0]!.calls.at(-1)).toBe('ask all');
		expect(followed).toEqual(['begin', `see ${all.version}`]);
		fleets.stop();
		expect(fakes[0]!.signal.aborted).toBe(true);
		expect(followed.at(-1)).toBe('end');
	});

	test('a fleet that ends by a bug is followed no longer: nothing of it is told as if it were so', async () => {
		const {fleets, heard, followed} = watching(async () => ({
			askNow() {},
			pause() {},
			resume() {},
			keeping: () => ({}),
			async *[Symbol.asyncIterator]() {
				yield snapshotOf([]);
				throw new Error('a bug');
			},
		}));
		await fleets.start({type: 'watch-fleet', request: 1, choice: {}});
		expect(heard.at(-1)?.type).toBe('fleet-failed');
		expect(followed.at(-1)).toBe('end');
		fleets.stop();
	});

	test('a pause that comes before the fleet is open holds, and asking now reaches the place', async () => {
		let opened: (() => void) | undefined;
		const gate = new Promise<void>(resolve => {
			opened = resolve;
		});
		const {fleets, fakes} = watching(async ({fleet}) => {
			await gate;
			return fleet;
		});
		void fleets.start({type: 'watch-fleet', request: 1, choice: {}});
		await vi.waitUntil(() => fakes.length === 1);
		fleets.pause(true);
		opened?.();
		await vi.waitUntil(() => fakes[0]!.calls.length > 0);
		fleets.pause(false);
		fleets.now('aws network eu-central-1');
		expect(fakes[0]!.calls).toEqual(['pause', 'resume', 'ask aws network eu-central-1']);
		fleets.stop();
	});

	test('why nothing can be watched is told, but not of what nobody waits for any more', async () => {
		const {fleets, heard} = watching(async () => {
			throw new Error('which region is meant is not known');
		});
		await fleets.start({type: 'watch-fleet', request: 3, choice: {}});
		expect(heard.at(-1)).toMatchObject({type: 'fleet-failed', request: 3});
		const before = heard.length;
		const late = fleets.start({type: 'watch-fleet', request: 4, choice: {}});
		fleets.stop();
		await late;
		expect(heard.slice(before).filter(({type}) => type === 'fleet-failed')).toEqual([]);
	});
});

describe('the clock', () => {
	test('goes as long as anybody needs it', () => {
		vi.useFakeTimers();
		const heard: WizardEvent[] = [];
		const clock = new Clock(event => void heard.push(event));
		clock.start('fleet');
		clock.start('run');
		clock.stop('fleet');
		vi.advanceTimersByTime(2000);
		expect(heard.length).toBe(4);
		clock.stop('run');
		vi.advanceTimersByTime(2000);
		expect(heard.length).toBe(4);
		vi.useRealTimers();
	});
});
