import type {DeleteRecord} from '../../src/run/run-record.ts';
import {difference, type View} from './account-view.ts';
import type {Reference} from './reference.ts';
import type {Ended, World} from './world.ts';

/** Whatever state it is in: the run is brought to its end. */
export async function finish(world: World, reference: Reference, wrong: string[]): Promise<void> {
	const [run] = await world.runs();
	if (run === undefined) expectCode(await world.run(...(await reference.args(world))), [0], wrong);
	else if (run.state !== 'finished') expectCode(await world.run('runs', 'resume', run.runId, '--yes'), [0], wrong);
	wrong.push(...difference(reference.after, await world.view()).map(line => `after resuming, ${line}`));
	const [ended] = await world.runs();
	if (ended?.state !== 'finished') wrong.push(`the journal says ${ended?.state} of a run that ended`);
	await reference.ended?.(world, wrong);
}

/** Calls that went to the cloud more often than in a run without any disturbance: they were sent blindly. */
export function sentAgain(world: World, {changes}: Reference): readonly string[] {
	const found = world.gate.changes();
	const times = (calls: readonly string[], name: string) => calls.filter(call => call === name).length;
	// CreateTags makes nothing: the same tags over themselves change nothing either
	return [...new Set(found)]
		.filter(name => name !== 'CreateTags' && times(found, name) > times(changes, name))
		.map(name => `${name} was sent ${times(found, name)} times, not ${times(changes, name)}`);
}

/** Nothing of the run may be left, and its journal must say so. */
export async function takeBack(world: World, reference: Reference, wrong: string[]): Promise<void> {
	const [run] = await world.runs();
	if (run) {
		expectCode(await world.run('runs', 'undo', run.runId, '--yes'), reference.canBeUndone ? [0] : [0, 3], wrong);
		const [undone] = await world.runs();
		if (reference.canBeUndone && undone?.state !== 'undone')
			wrong.push(`the journal says ${undone?.state} of a run that was undone`);
	}

	const view = await world.view();
	if (reference.canBeUndone) wrong.push(...difference(reference.before, view).map(line => `after undoing, ${line}`));
}

/** What the journal says was made is there, and what is there beyond it is in doubt by its own account. */
export async function checkJournal(world: World, {before}: Reference, {ids}: View, wrong: string[]): Promise<void> {
	const [run] = await world.runs();
	const made = [...(run?.results ?? [])].filter(
		([action, {id, existed}]) =>
			!existed && id !== '' && run?.plan.actions.some(one => one.id === action && one.makes !== ''),
	);
	// the end of a delete in flight is not written down yet
	const mayBeGone = run?.state === 'undoing' || run?.state === 'undone';
	for (const [action, {id}] of made) {
		if (!mayBeGone && !ids.has(id)) wrong.push(`the journal names ${id} of ${action}, which is not there`);
		if (run?.undone.has(action) && ids.has(id)) wrong.push(`the journal says that ${id} is deleted, which is there`);
	}

	const known = new Set(made.map(([, {id}]) => id));
	// the sandbox's inventory has the same ids in every world
	const unknown = [...ids].filter(id => !known.has(id) && !before.ids.has(id) && !world.stood().has(id));
	if (unknown.length > (run?.sent.size ?? 0))
		wrong.push(
			`the journal does not know of ${unknown.join(', ')}; in doubt are ${[...(run?.sent ?? [])].join(', ') || 'none'}`,
		);
}

const deletes = new Set(['DeleteVpnConnection', 'DeleteCustomerGateway', 'DeleteVpnGateway']);

/** What the journal of a deletion says is gone is gone, and at most one thing more is: that of the call in flight. */
export function checkDeletion(deletion: DeleteRecord | undefined, {ids}: View, wrong: string[]): void {
	const inDoubt: string[] = [];
	for (const {id, call, parameters} of deletion?.removal.steps ?? []) {
		if (!deletes.has(call)) continue;
		const there = Object.values(parameters)
			.flat()
			.some(value => ids.has(value));
		const told = deletion?.undone.has(id);
		if (told && there) wrong.push(`the journal says that ${call} of ${id} is done, but it is there`);
		if (!told && !there) inDoubt.push(id);
	}

	if (inDoubt.length > 1) wrong.push(`the journal does not say of ${inDoubt.join(', ')} that they are gone`);
}

export function expectCode({code, text}: Ended, wanted: readonly number[], wrong: string[]): void {
	if (code === null || !wanted.includes(code))
		wrong.push(`exit code ${code}, not ${wanted.join(' or ')}: ${text.trim()}`);
}
