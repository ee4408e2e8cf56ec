import type {Fault} from '../../src/sandbox/sandbox.ts';
import {difference} from './account-view.ts';
import {type BadReplyKind, badReplies, isBadReply} from './bad-replies.ts';
import {checkJournal, expectCode, finish, sentAgain, takeBack} from './checks.ts';
import {type Example, inWorld, type Outcome} from './kill-cases.ts';
import {stateOf} from './same-state.ts';
import type {Ended, World} from './world.ts';

/** How long a call may take where one hangs, ms; a busy machine's slow answers only add further faults. */
const hangLimitMs = 1500;

/** A fault of the sandbox, or a reply that is none. */
export type FaultKind = Fault['kind'] | BadReplyKind;

/** A fault meets the nth request of `apply`; then it is resumed, and undone. */
export async function faultAt({reference, ends}: Example, count: number, kind: FaultKind): Promise<Outcome> {
	const what = `${kind} at request ${count}`;
	const wrong: string[] = [];
	await inWorld(reference, wrong, async world => {
		const ended = await withFault(world, count, kind, ...(await reference.args(world)));
		const runs = await world.runs();
		expectCode(ended, runs.length === 0 ? [3, 4] : [0, 4], wrong);
		// it was carried out, so that there is nothing to send again
		if (kind === 'lost-reply' || isBadReply(kind)) wrong.push(...sentAgain(world, reference));
		const view = await world.view();
		const there = difference(reference.after, view);
		if (ended.code === 0) wrong.push(...there.map(line => `it said that all was made, but ${line}`));
		if (ended.code === 0 && runs[0]?.state !== 'finished')
			wrong.push('it said that all was made, its journal does not');
		// all was done, and the look at how it stands in the end got no answer: that is said
		const isUnseen = reference.what !== 'makes' && /not known/.test(ended.text);
		if (ended.code === 4 && runs[0]?.state === 'finished' && !isUnseen)
			wrong.push('it said that it failed, its journal does not');
		await checkJournal(world, reference, view, wrong);
		const state = stateOf(world, reference, view);
		wrong.push(
			...(await ends.once(state, 'resume', what, async found => {
				await finish(world, reference, found);
				await takeBack(world, reference, found);
			})),
		);
	});
	return {what, wrong};
}

/** A fault meets the nth request of `runs undo`, which is called again. */
export async function faultInUndo({reference, ends}: Example, count: number, kind: FaultKind): Promise<Outcome> {
	const what = `${kind} at request ${count} of undo`;
	const wrong: string[] = [];
	await inWorld(reference, wrong, async world => {
		expectCode(await world.run(...(await reference.args(world))), [0], wrong);
		const [run] = await world.runs();
		const ended = await withFault(world, count, kind, 'runs', 'undo', run?.runId ?? '', '--yes');
		expectCode(ended, [0, 4], wrong);
		const [after] = await world.runs();
		const view = await world.view();
		const left = difference(reference.before, view);
		if (ended.code === 0) wrong.push(...left.map(line => `it said that all was undone, but ${line}`));
		if (ended.code === 0 && after?.state !== 'undone') wrong.push('it said that all was undone, its journal does not');
		if (ended.code === 4 && after?.state === 'undone') wrong.push('it said that it failed, its journal does not');
		await checkJournal(world, reference, view, wrong);
		const state = stateOf(world, reference, view);
		wrong.push(...(await ends.once(state, 'undo', what, found => takeBack(world, reference, found))));
	});
	return {what, wrong};
}

/** Runs a command in this process, and has a fault meet its nth request. */
export async function withFault(world: World, count: number, kind: FaultKind, ...args: string[]): Promise<Ended> {
	// pauses between two tries follow the limit: where each look of a long wait fails they add up to minutes
	if (kind === 'hang' || kind === 'looks-fail') world.limitCalls(hangLimitMs);
	world.gate.set(
		isBadReply(kind)
			? {
					after: number => (number === count || (kind === 'looks-fail' && number > count) ? badReplies[kind] : 'pass'),
				}
			: {
					before(number) {
						if (number === count) world.sandbox.addFault({kind, times: 1, delayMs: 50});
						return 'pass';
					},
				},
	);
	const ended = await world.run(...args);
	world.gate.set({});
	world.sandbox.clearFaults();
	world.limitCalls();
	return ended;
}
