import {cloudName} from '../clouds/registry.ts';
import type {Place} from '../connection/place.ts';
import {printable} from '../connection/printable.ts';
import {nameToType, stepEnd} from '../connection/take-down.ts';
import {deleteStepsLeft} from '../session/delete.ts';
import type {DeleteRecord, RunRecord} from '../session/list-runs.ts';
import {isoTime} from './status-text.ts';
import {stepJson, stepText} from './tell-taking-away.ts';

/** Who is at a run or a deletion, and where it works. */
export function whereText({cloud, region}: Place, sandbox: boolean, pid: number | undefined): string {
	const played = sandbox ? ' · SANDBOX, gone with the command' : '';
	return `${pid ? `, running in process ${pid}` : ''}  ${cloudName(cloud)} · ${printable(region)}${played}`;
}

/** What JSON tells of every run and every deletion. */
export function recordJson(record: RunRecord | DeleteRecord, pid: number | undefined, kind?: 'delete') {
	const {runId, state, startedAt, updatedAt, sandbox, account = null} = record;
	const times = {startedAt: isoTime(startedAt), updatedAt: isoTime(updatedAt)};
	return {runId, kind, state, ...times, process: pid ?? null, sandbox, account};
}

/** A deletion as `runs` lists it. */
export function deleteText(record: DeleteRecord, pid: number | undefined): string {
	const {runId, removal, undone, state, sandbox} = record;
	const far = `${undone.size} of ${removal.steps.length} steps`;
	const told = state === 'deleted' ? 'deleted' : `its deletion has not ended, after ${far}`;
	const names = `${printable(nameToType(removal.connection))}  ${printable(removal.connection.id)}`;
	return `${runId}  ${names}  ${told}${whereText(removal, sandbox, pid)}`;
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
	const {removal, undone} = record;
	return {
		...recordJson(record, pid, 'delete'),
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
