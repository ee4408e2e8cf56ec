import {difference, type View} from './account-view.ts';
import {deleteArguments, openWorld} from './world.ts';

/** An undisturbed run, its undo and a deletion: what the others are measured against. */
export interface Reference {
	readonly file: string;
	readonly before: View;
	readonly after: View;
	/** Requests that `apply` sends. */
	readonly requests: number;
	/** The calls among them that change something. */
	readonly changes: readonly string[];
	/** Lines that it writes into its journal. */
	readonly lines: number;
	/** Requests that `runs undo` of the whole run sends. */
	readonly undoRequests: number;
	/** Lines that it writes. */
	readonly undoLines: number;
	/** What is left when the connection is deleted by name, in place of the undo; and what `delete` sends and writes. */
	readonly afterDelete: View;
	readonly deleteRequests: number;
	readonly deleteLines: number;
}

/** @throws Error when the example can't be applied and undone without any disturbance */
export async function referenceOf(file: string): Promise<Reference> {
	const world = await openWorld(file);
	try {
		const before = await world.view();
		world.gate.set({});
		const applied = await world.run('apply', file, '--yes');
		const [requests, changes] = [world.gate.count(), [...world.gate.changes()]];
		const after = await world.view();
		const [run] = await world.runs();
		if (applied.code !== 0 || run?.state !== 'finished') throw new Error(`${file} can't be applied: ${applied.text}`);
		const lines = await world.journalLines();
		world.gate.set({});
		const undone = await world.run('runs', 'undo', run.runId, '--yes');
		const undoRequests = world.gate.count();
		const left = difference(before, await world.view());
		if (undone.code !== 0 || left.length > 0)
			throw new Error(`${file} can't be undone: ${undone.text} ${left.join('; ')}`);
		const undoLines = (await world.journalLines()) - lines;
		return {file, before, after, requests, changes, lines, undoRequests, undoLines, ...(await deletionOf(file))};
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
