import {cloudName} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {nameToType, stepEnd} from '../connection/take-down.ts';
import {deleteStepsLeft} from '../run/delete.ts';
import {workingOn} from '../run/journal.ts';
import type {DeleteRecord} from '../run/run-record.ts';
import {isoTime} from './status-text.ts';
import {stepJson, stepText} from './tell-taking-away.ts';

/** A deletion as `runs` lists it. */
export function deleteText(record: DeleteRecord, stateFolder: string): string {
	const {runId, removal, undone, state, sandbox} = record;
	const process = workingOn(stateFolder, runId)?.pid;
	const far = `${undone.size} of ${removal.steps.length} steps`;
	const told = state === 'deleted' ? 'deleted' : `its deletion has not ended, after ${far}`;
	const place = `${cloudName(removal.cloud)} · ${printable(removal.region)}${sandbox ? ' · SANDBOX, gone with the command' : ''}`;
	return `${runId}  ${printable(nameToType(removal.connection))}  ${printable(removal.connection.id)}  ${told}${process ? `, running in process ${process}` : ''}  ${place}`;
}

/** Every step with how it ended, what stays, and the error that it stopped at. */
export function deleteDetails({removal, undone, lastError}: DeleteRecord): readonly string[] {
	return [
		...removal.steps.map(step => `  ${stepEnd(step, undone.get(step.id) ?? 'not yet done')}  ${stepText(step)}`),
		...removal.stays.map(({title, detail, why}) => `  stays  ${stepText({title, detail})} (${printable(why, 400)})`),
		...(lastError ? [`last error: ${printable(lastError.says ?? lastError.message)}`] : []),
	];
}

export function deleteJson(record: DeleteRecord, stateFolder: string) {
	const {runId, removal, undone} = record;
	return {
		runId,
		kind: 'delete',
		state: record.state,
		startedAt: isoTime(record.startedAt),
		updatedAt: isoTime(record.updatedAt),
		process: workingOn(stateFolder, runId)?.pid ?? null,
		sandbox: record.sandbox,
		account: record.account ?? null,
		cloud: removal.cloud,
		region: removal.region,
		name: removal.connection.name,
		connectionId: removal.connection.id,
		steps: removal.steps.length,
		undone: [...undone.keys()],
		left: deleteStepsLeft(record).map(stepJson),
		stays: removal.stays,
	};
}
