import type {Cloud, ConnectionStatus, UndoStep} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {channel} from './channel.ts';
import {type HeldDeletion, holdDeletion, type JournalPlace, refuseOtherThings} from './held-deletion.ts';
import {createJournal, type Journal, listRuns} from './journal.ts';
import {makerFrom, planRemoval, type Removal, type Where} from './removal.ts';
import type {DeleteRecord} from './run-record.ts';
import {takeAway, type UndoEvent, type UndoOptions} from './take-away.ts';

/** Where a deletion is planned. */
interface DeletePlace extends Where {
	readonly id: string;
	readonly stateFolder: string;
}

/** The same, while whose account it is may still be asked for. */
interface PlaceToRead extends Omit<DeletePlace, 'account'> {
	readonly account: () => Promise<string | undefined>;
}

/**
 * Reads what hangs on a connection, and decides what goes with it. Changes nothing.
 * The account's name is waited for beside the reads, not before them.
 * @throws UserError when it is not there, or its deletion was begun already and has not ended; CloudError
 */
export async function readRemoval(cloud: Cloud, place: PlaceToRead, signal: AbortSignal): Promise<Removal> {
	const {id, region, stateFolder} = place;
	if (!cloud.dependents) throw new UserError(`connections of ${cloud.title} can't be deleted from here`);
	const journals = await listRuns(stateFolder);
	const begun = deletionOf(journals.deletes, {...place, cloud: cloud.id});
	if (begun)
		throw new UserError(`the deletion of ${id} was begun already and has not ended`, {
			mend: `tunnelwright runs resume ${begun.runId} --yes finishes it; runs forget ${begun.runId} lets you begin anew`,
			exit: exitCode.refused,
		});
	const [dependents, status, account] = await Promise.all([
		cloud.dependents(region, id, signal),
		cloud.status(region, [id], signal),
		place.account(),
	]);
	const removal = planRemoval(dependents, makerFrom(cloud, journals, {...place, account}));
	const unfinished = journals.runs.find(
		({state, results, sandbox}) =>
			state === 'unfinished' && sandbox === place.sandbox && results.get('connection')?.id === id,
	);
	const notes = [
		...upNote(status),
		...removal.notes,
		...(unfinished
			? [
					`The run ${unfinished.runId} that makes it has not ended: forget it afterwards (tunnelwright runs forget ${unfinished.runId}).`,
				]
			: []),
	];
	return {...removal, notes};
}

/** The deletion of a connection that was begun and has not ended, here or in another terminal. */
function deletionOf(
	deletes: readonly DeleteRecord[],
	{cloud, region, sandbox, id}: Pick<DeletePlace, 'cloud' | 'region' | 'sandbox' | 'id'>,
): DeleteRecord | undefined {
	return deletes.find(
		({removal, state, sandbox: played}) =>
			state === 'deleting' &&
			played === sandbox &&
			removal.connection.id === id &&
			removal.cloud === cloud &&
			removal.region === region,
	);
}

/**
 * What is to be known before a deletion that was begun goes on, as it is now: the tunnels that were UP when it began may be gone.
 * Nothing is said of what can't be read.
 */
export async function removalNow(cloud: Cloud, removal: Removal, signal: AbortSignal): Promise<Removal> {
	const {region, connection} = removal;
	const lasting = removal.notes.filter(note => !saysUp.test(note));
	try {
		const status = await cloud.status(region, [connection.id], signal);
		const isGoing = status.some(({id, state}) => id === connection.id && /^deleting/i.test(state));
		const going = `${connection.id} is being deleted: the cloud goes on with it by itself.`;
		return {...removal, notes: [...(isGoing ? [going] : upNote(status)), ...lasting]};
	} catch (error) {
		if (!(error instanceof CloudError)) throw error;
		return {...removal, notes: lasting};
	}
}

/** The note below, among others. */
const saysUp = /^\d+ of \d+ tunnels? (?:is|are) UP: /;

/** A tunnel that is up carries somebody's traffic. */
function upNote(status: readonly ConnectionStatus[]): readonly string[] {
	const tunnels = status.flatMap(connection => connection.tunnels);
	const up = tunnels.filter(({state}) => state === 'UP').length;
	if (up === 0) return [];
	return [
		`${up} of ${tunnels.length} ${tunnels.length === 1 ? 'tunnel' : 'tunnels'} ${up === 1 ? 'is' : 'are'} UP: what goes through stops.`,
	];
}

/**
 * Asks whether it is allowed, then opens the journal of a deletion and writes down what it will do, before anything is deleted.
 * @throws UserError when a permission is missing, the journal can't be written, or another process works on this connection; CloudError
 */
export async function beginDelete(
	cloud: Pick<Cloud, 'title' | 'forbiddenSteps'>,
	removal: Removal,
	{stateFolder, sandbox, account}: Pick<DeletePlace, 'stateFolder' | 'sandbox' | 'account'>,
	signal: AbortSignal,
): Promise<Journal> {
	const forbidden = (await cloud.forbiddenSteps?.(removal.steps, removal.region, signal)) ?? [];
	if (forbidden.length > 0)
		throw new UserError(`${cloud.title} does not allow all of it to these credentials: nothing was deleted`, {
			items: forbidden.map(({step, error}) => `${step.title} ${step.detail}: ${error.info.code} in ${step.call}`),
			mend: 'ask whoever looks after the account for these permissions, or use other credentials',
			exit: exitCode.refused,
		});
	signal.throwIfAborted();
	const journal = await createJournal(stateFolder);
	try {
		const {runId} = journal;
		await journal.append({type: 'begin-delete', at: Date.now(), runId, sandbox, account, removal});
		return journal;
	} catch (error) {
		await journal.close();
		throw error;
	}
}

/** The steps of a deletion that are not done, in order. */
export function deleteStepsLeft({removal, undone}: Pick<DeleteRecord, 'removal' | 'undone'>): readonly UndoStep[] {
	return removal.steps.filter(({id}) => !undone.has(id));
}

/** A deletion to carry out. */
interface BegunDeletion extends Pick<DeleteRecord, 'removal' | 'undone'> {
	/** Set where a journal tells of it: then it is made anew from what stands. */
	readonly from?: Omit<JournalPlace, 'runId'>;
}

/**
 * Deletes a connection and what goes with it. Can be stopped and begun again at any point; there is no way back.
 * @throws UserError when the journal can't be written, or tells of something else than what stands; anything else thrown is a bug of ours
 */
export function deleteConnection(cloud: Cloud, begun: BegunDeletion, options: UndoOptions): AsyncIterable<UndoEvent> {
	const {removal, undone, from} = begun;
	const {journal, signal} = options;
	let held: HeldDeletion = {steps: deleteStepsLeft(begun), toldDone: new Set(), foreign: () => undefined};
	return channel<UndoEvent>(emit =>
		takeAway(
			cloud,
			{
				region: removal.region,
				deletion: {connectionId: removal.connection.id, foreign: step => held.foreign(step)},
				isToldDone: ({id}) => held.toldDone.has(id),
				async prepare() {
					await refuseOtherThings(cloud, removal, from ? removal.steps : held.steps, signal);
					if (from) held = await holdDeletion(cloud, begun, {...from, runId: journal.runId}, signal);
					if (undone.size > 0) await journal.append({type: 'resume', at: Date.now()});
					return held.steps;
				},
				left: done => held.steps.filter(({id}) => !done.has(id) && !held.toldDone.has(id)),
			},
			options,
			emit,
		),
	);
}
