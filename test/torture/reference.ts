import {difference, type View} from './account-view.ts';
import {type Deed, makes} from './deeds.ts';
import {deleteArguments, openWorld} from './world.ts';

/** An undisturbed run, its undo and a deletion: what the others are measured against. */
export interface Reference extends Deed {
	readonly file: string;
	readonly before: View;
	readonly after: View;
	/** What stands after the undo; of what can't be put back that is not what stood before. */
	readonly afterUndo: View;
	/** Requests that the command sends. */
	readonly requests: number;
	/** The calls among them that change something. */
	readonly changes: readonly string[];
	/** Which of its requests those were, counted from 1. */
	readonly changesAt: readonly number[];
	/** Lines that it writes into its journal. */
	readonly lines: number;
	/** Requests that `runs undo` of the whole run sends. */
	readonly undoRequests: number;
	/** Lines that it writes. */
	readonly undoLines: number;
	/** What is left when the connection is deleted by name, in place of the undo; and what `delete` sends and writes. None of a change. */
	readonly afterDelete: View;
	readonly deleteRequests: number;
	readonly deleteLines: number;
}

/** @throws Error when the example can't be carried out and undone without any disturbance */
export async function referenceOf(file: string, deed: Deed = makes(file)): Promise<Reference> {
	const world = await openWorld(file);
	try {
		await deed.prepare(world);
		const before = await world.view();
		const changesAt: number[] = [];
		world.gate.set({
			before(count, change) {
				if (change !== undefined) changesAt.push(count);
				return 'pass';
			},
		});
		const applied = await world.run(...(await deed.args(world)));
		const [requests, changes] = [world.gate.count(), [...world.gate.changes()]];
		const after = await world.view();
		const [run] = await world.runs();
		if (applied.code !== 0 || run?.state !== 'finished')
			throw new Error(`${deed.what} ${file} can't be carried out: ${applied.text}`);
		const wrong: string[] = [];
		await deed.ended?.(world, wrong);
		if (wrong.length > 0) throw new Error(`${deed.what} ${file} does not end well: ${wrong.join('; ')}`);
		if (difference(before, after).length === 0) throw new Error(`${deed.what} ${file} changes nothing`);
		const lines = await world.journalLines();
		world.gate.set({});
		const undone = await world.run('runs', 'undo', run.runId, '--yes');
		const undoRequests = world.gate.count();
		const afterUndo = await world.view();
		const left = deed.canBeUndone ? difference(before, afterUndo) : [];
		if (undone.code !== (deed.canBeUndone ? 0 : 3) || left.length > 0)
			throw new Error(`${deed.what} ${file} can't be undone: ${undone.code} ${undone.text} ${left.join('; ')}`);
		const undoLines = (await world.journalLines()) - lines;
		const known = {
			...deed,
			file,
			before,
			after,
			afterUndo,
			requests,
			changes,
			changesAt,
			lines,
			undoRequests,
			undoLines,
		};
		return deed.what === 'makes'
			? {...known, ...(await deletionOf(file))}
			: {...known, afterDelete: before, deleteRequests: 0, deleteLines: 0};
	} finally {
		await world.close();
	}
}

async function deletionOf(file: string): Promise<Pick<Reference, 'afterDelete' | 'deleteRequests' | 'deleteLines'>> {
	const world = await openWorld(file);
	try {
		await world.run('apply', file, '--yes');
		const lines = await world.journalLines();
		const args = await deleteArguments(world);
		world.gate.set({});
		const {code, text} = await world.run(...args);
		const deleteRequests = world.gate.count();
		const afterDelete = await world.view();
		const name = (await world.runs())[0]?.plan.name ?? '';
		if (code !== 0 || afterDelete.things.some(thing => thing.startsWith(`connection ${name} `)))
			throw new Error(`the connection of ${file} can't be deleted: ${text}`);
		return {afterDelete, deleteRequests, deleteLines: (await world.journalLines()) - lines};
	} finally {
		await world.close();
	}
}
