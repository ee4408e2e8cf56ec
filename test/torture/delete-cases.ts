import {difference} from './account-view.ts';
import {checkDeletion, expectCode} from './checks.ts';
import {type FaultKind, withFault} from './fault-cases.ts';
import {
	type AtLine,
	type AtRequest,
	type Example,
	inWorld,
	killedAt,
	killedAtLine,
	type Outcome,
} from './kill-cases.ts';
import type {Reference} from './reference.ts';
import {stateOf} from './same-state.ts';
import {deleteArguments, type World} from './world.ts';

/** `delete` is killed at its nth request, and finished. */
export function killDeleteAtRequest(example: Example, count: number, when: AtRequest): Promise<Outcome> {
	return deleteBrokenOff(`delete killed ${when} request ${count}`, example, async (world, args) => {
		await killedAt(world, args, count, when);
	});
}

/** `delete` is killed at the nth line that it writes, and finished. */
export function killDeleteAtLine(example: Example, count: number, when: AtLine): Promise<Outcome> {
	return deleteBrokenOff(`delete killed ${when} journal line ${count}`, example, (world, args, wrong) =>
		killedAtLine(world, args, `${count}:${when}`, wrong),
	);
}

/** A fault meets the nth request of `delete`, which is finished then. */
export function faultInDelete(example: Example, count: number, kind: FaultKind): Promise<Outcome> {
	const {reference} = example;
	return deleteBrokenOff(`${kind} at request ${count} of delete`, example, async (world, args, wrong) => {
		const ended = await withFault(world, count, kind, ...args);
		expectCode(ended, [0, 4], wrong);
		const [deletion] = await world.deletes();
		const left = difference(reference.afterDelete, await world.view());
		if (ended.code === 0) wrong.push(...left.map(line => `it said that all was deleted, but ${line}`));
		if ((ended.code === 0) !== (deletion?.state === 'deleted'))
			wrong.push(`it ended with ${ended.code}, its journal says ${deletion?.state}`);
	});
}

export async function deleteBrokenOff(
	what: string,
	{reference, ends}: Example,
	breakOff: (world: World, args: readonly string[], wrong: string[]) => Promise<void>,
): Promise<Outcome> {
	const wrong: string[] = [];
	await inWorld(reference, wrong, async world => {
		expectCode(await world.run('apply', reference.file, '--yes'), [0], wrong);
		await breakOff(world, await deleteArguments(world), wrong);
		const view = await world.view();
		const [deletion] = await world.deletes();
		checkDeletion(deletion, view, wrong);
		const state = stateOf(world, reference, view);
		wrong.push(...(await ends.once(state, 'delete', what, found => finishDelete(world, reference, found))));
	});
	return {what, wrong};
}

/** Resumes the deletion where it was begun, begins it where it was not; then nothing of the connection may be left. */
async function finishDelete(world: World, reference: Reference, wrong: string[]): Promise<void> {
	const [begun] = await world.deletes();
	if (begun === undefined) expectCode(await world.run(...(await deleteArguments(world))), [0], wrong);
	else if (begun.state === 'deleting') expectCode(await world.run('runs', 'resume', begun.runId, '--yes'), [0], wrong);
	wrong.push(...difference(reference.afterDelete, await world.view()).map(line => `after deleting, ${line}`));
	const [ended] = await world.deletes();
	if (ended?.state !== 'deleted') wrong.push(`the journal says ${ended?.state} of a deletion that ended`);
}
