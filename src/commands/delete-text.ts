import {cloudName} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {nameToType, stepEnd} from '../connection/take-down.ts';
import {deleteStepsLeft} from '../session/delete.ts';
import type {DeleteRecord} from '../session/list-runs.ts';
import {isoTime} from './status-text.ts';
import {stepJson, stepText} from './tell-taking-away.ts';

/** A deletion as `runs` lists it. */
export function deleteText(record: DeleteRecord, pid: number | undefined): string {
	const {runId, removal, undone, state, sandbox} = record;
	const far = `${undone.size} of ${removal.steps.length} steps`;
	const told = state === 'deleted' ? 'deleted' : `its deletion has not ended, after ${far}`;
	const place = `${cloudName(removal.cloud)} · ${printable(removal.region)}${sandbox ? ' · SANDBOX, gone with the command' : ''}`;
	return `${runId}  ${printable(nameToType(removal.connection))}  ${printable(removal.connection.id)}  ${told}${pid ? `, running in process ${pid}` : ''}  ${place}`;
}

/** Every step with how it ended, what stays, and the error that it stopped at. */
export function deleteDetails({removal, undone, lastError}: DeleteRecord): readonly string[] {
	return [
		...removal.steps.map(step => `  ${stepEnd(step, undone.get(step.id) ?? 'not yet done')}  ${stepText(step)}`),
		...removal.stays.map(({title, detail, why}) => `  stays  ${stepText({title, detail})} (${printable(why, 400)})`),
		...(lastError ? [`last error: ${printable(lastError.says ?? lastError.message)}`] : []),
	];
}

export function deleteJson(record: DeleteRecord, pid: number | undefined) {
	const {runId, removal, undone} = record;
	return {
		runId,
		kind: 'delete',
		state: record.state,
		startedAt: isoTime(record.startedAt),
		updatedAt: isoTime(record.updatedAt),
		process: pid ?? null,
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
