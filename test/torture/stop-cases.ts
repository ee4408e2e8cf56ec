import {difference} from './account-view.ts';
import {expectCode} from './checks.ts';
import {deleteBrokenOff} from './delete-cases.ts';
import {type AtRequest, brokenOff, type Example, type Outcome, undoBrokenOff} from './kill-cases.ts';
import type {Ended, World} from './world.ts';

/** Ctrl-C while the nth request of `apply` is on its way, which the cloud then answers; then resumed, and undone. */
export function stopAt(example: Example, count: number, when: AtRequest): Promise<Outcome> {
	const {reference} = example;
	return brokenOff(`stopped ${when} request ${count}`, example, async (world, wrong) => {
		const ended = await stoppedAt(world, await reference.args(world), count, when);
		// a request may be the last one
		expectCode(ended, [0, 130], wrong);
		const made = difference(reference.before, await world.view());
		if (/nothing was made/i.test(ended.text))
			wrong.push(...made.map(line => `it said that nothing was made, but ${line}`));
		if (ended.code === 0)
			wrong.push(
				...difference(reference.after, await world.view()).map(line => `it said that all was made, but ${line}`),
			);
	});
}

/** The same with `runs undo`, which is called again. */
export function stopUndoAt(example: Example, count: number, when: AtRequest): Promise<Outcome> {
	return undoBrokenOff(`undo stopped ${when} request ${count}`, example, async (world, args, wrong) => {
		const ended = await stoppedAt(world, args, count, when);
		expectCode(ended, [0, 130], wrong);
		const left = difference(example.reference.before, await world.view());
		if (ended.code === 0) wrong.push(...left.map(line => `it said that all was undone, but ${line}`));
	});
}

/** The same with `delete`, which is finished then. */
export function stopDeleteAt(example: Example, count: number, when: AtRequest): Promise<Outcome> {
	return deleteBrokenOff(`delete stopped ${when} request ${count}`, example, async (world, args, wrong) => {
		const ended = await stoppedAt(world, args, count, when);
		expectCode(ended, [0, 130], wrong);
		const left = difference(example.reference.afterDelete, await world.view());
		if (ended.code === 0) wrong.push(...left.map(line => `it said that all was deleted, but ${line}`));
	});
}

async function stoppedAt(world: World, args: readonly string[], count: number, when: AtRequest): Promise<Ended> {
	world.gate.set({
		[when](number: number) {
			if (number === count) world.interrupt();
			return 'pass';
		},
	});
	const ended = await world.run(...args);
	world.gate.set({});
	return ended;
}
