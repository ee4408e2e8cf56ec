import type {Cloud, UndoStep} from '../clouds/contract/cloud.ts';
import type {DeletionCall} from '../clouds/contract/deletion-call.ts';
import type {Dependents} from '../clouds/contract/dependents.ts';
import {moduleOf} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {isGone, nameToType} from '../connection/take-down.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {listRuns} from './journal.ts';
import {type Maker, makerFrom, partsOf, planRemoval, type Removal, type Where, withParts} from './removal.ts';
import type {DeleteRecord} from './run-record.ts';

/** A deletion of a journal, held against what stands. */
export interface HeldDeletion {
	/** Those of the journal that are not there any more or may not go, then those that are made anew from what stands. */
	readonly steps: readonly UndoStep[];
	/** Steps that the journal calls done, by id: they are looked at once more. */
	readonly toldDone: ReadonlySet<string>;
	/** Why the thing of a step stays though the journal names it; undefined where it goes. */
	readonly foreign: (step: UndoStep) => string | undefined;
}

/** Where the journals are, and which of them is the deletion's own. */
export interface JournalPlace extends Pick<Where, 'sandbox' | 'account'> {
	readonly stateFolder: string;
	readonly runId: string;
}

/**
 * Makes the steps of a begun deletion anew from what stands: its journal is a file that anybody can have edited. What it names beside
 * them is only looked for: what stands of it stays, but for gateways of runs of ours where the connection is gone. Reads only.
 * @throws CloudError
 */
export async function holdDeletion(
	cloud: Cloud,
	{removal, undone}: Pick<DeleteRecord, 'removal' | 'undone'>,
	place: JournalPlace,
	signal: AbortSignal,
): Promise<HeldDeletion> {
	const {connection, region} = removal;
	const {runs, deletes} = await listRuns(place.stateFolder);
	// what this very journal calls gone says nothing of who made it
	const others = deletes.filter(({runId}) => runId !== place.runId);
	const maker = makerFrom(cloud, {runs, deletes: others}, {...place, cloud: removal.cloud, region});
	const standing = await dependentsOf(cloud, region, connection.id, signal);
	const anew = standing ? planRemoval(standing, maker) : undefined;
	const steps = anew?.steps ?? [];
	const covered = new Set(steps.flatMap(step => partsOf(removal.cloud, step)));
	const anewIds = new Set(steps.map(({id}) => id));
	const toldDone = new Set<string>();
	const {deletions} = moduleOf(removal.cloud);
	const rest = removal.steps.flatMap(step => {
		const end = undone.get(step.id);
		const gone = isGone(end);
		if (end !== undefined && !(gone && deletions[step.call]?.isThing)) return [];
		const left = withParts(removal.cloud, step, part => !covered.has(part));
		if (!left) return [];
		const id = anewIds.has(step.id) ? `${step.id} as it was` : step.id;
		if (gone) toldDone.add(id);
		return [{...left, ...guardOf(left, deletions[left.call], connection), id}];
	});
	return {
		steps: [...rest, ...steps],
		toldDone,
		foreign: step =>
			anewIds.has(step.id) ? undefined : anew ? whyNotAnew(standing?.unread ?? []) : whyNotAlone(cloud, step, maker),
	};
}

/** Undefined when the connection is gone. */
async function dependentsOf(
	cloud: Cloud,
	region: string,
	id: string,
	signal: AbortSignal,
): Promise<Dependents | undefined> {
	try {
		return await cloud.dependents?.(region, id, signal);
	} catch (error) {
		if (error instanceof UserError) return undefined;
		throw error;
	}
}

/** A gateway goes only while nothing else uses it, whatever the journal says of that. */
function guardOf(
	{parameters}: UndoStep,
	deletion: DeletionCall | undefined,
	{id}: {readonly id: string},
): Pick<UndoStep, 'unlessUsed'> {
	const gateway = deletion?.isGateway && deletion.names ? parameters[deletion.names[0]] : undefined;
	return typeof gateway === 'string' ? {unlessUsed: {gateway, except: [id]}} : {};
}

function whyNotAnew(unread: readonly string[]): string {
	return unread.length > 0
		? `it can't be held against what stands, for this could not be read: ${unread.join(', ')}`
		: 'it is nothing that goes with the connection as it stands';
}

/** The connection is gone: what hangs on it by name may go, and gateways that are known to be ours. */
function whyNotAlone({id}: Pick<Cloud, 'id'>, step: UndoStep, maker: Maker): string | undefined {
	const alone = moduleOf(id).deletions[step.call]?.alone;
	if (alone === undefined) return 'the connection is gone, so whose it is can’t be told';
	return alone === 'goes' || maker(step) !== undefined
		? undefined
		: 'no run of tunnelwright made it, as far as is known here';
}

type Connection = Removal['connection'];

/**
 * Holds a deletion, as its journal tells it, against what stands: the journal is a file that anybody can have edited, and the name was
 * typed for one connection. Reads only.
 * @throws UserError when a step names something else, or the connection is not the one whose name was typed; CloudError
 */
export async function refuseOtherThings(
	cloud: Pick<Cloud, 'connections'>,
	{cloud: id, connection, region}: Removal,
	left: readonly UndoStep[],
	signal: AbortSignal,
): Promise<void> {
	const {deletions} = moduleOf(id);
	for (const {call, parameters, title, detail} of left) {
		const deletion = deletions[call];
		if (!deletion) throw foreign(connection, [`${call} is no call of a deletion`]);
		const [parameter, part] = deletion.names ?? [];
		if (parameter !== undefined && part !== undefined && parameters[parameter] !== connection[part])
			throw foreign(connection, [`${title}: ${detail} is no part of it`]);
	}

	const standing = (await cloud.connections(region, signal)).find(({id}) => id === connection.id);
	if (!standing || /^delet/i.test(standing.state)) return;
	const members = ['name', 'cloudGatewayId', 'siteGatewayId'] as const;
	const other = members.filter(member => (standing[member] ?? '') !== (connection[member] ?? ''));
	if (other.length > 0)
		throw foreign(
			connection,
			other.map(member => `its ${words[member]} is ${standing[member] || 'none'}, not ${connection[member] || 'none'}`),
		);
}

const words = {name: 'name', cloudGatewayId: 'gateway', siteGatewayId: 'customer gateway'} as const;

function foreign(connection: Connection, items: readonly string[]): UserError {
	return new UserError(
		`this deletion is not of ${printable(nameToType(connection))}, ${printable(connection.id)}, as it stands: nothing further was deleted`,
		{
			items: items.map(item => printable(item, 400)),
			mend: 'tunnelwright status shows what stands; tunnelwright delete ID reads it anew',
			exit: exitCode.refused,
		},
	);
}
