import {cloudName} from '../clouds/registry.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {deleteStepsLeft} from '../run/delete.ts';
import {foldersOf} from '../run/folders.ts';
import {forgetRun, listRuns, readAnyJournal, workingOn} from '../run/journal.ts';
import {isDelete, type JournalRecord, type RunRecord} from '../run/run-record.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {deleteDetails, deleteJson, deleteText} from './delete-text.ts';
import {isoTime} from './status-text.ts';
import {stepText} from './tell-taking-away.ts';

export interface RunsOptions extends CommandOptions {
	readonly all?: boolean;
}

/** Runs that wait for somebody: to go on, or to be taken back. */
const open: ReadonlySet<JournalRecord['state']> = new Set(['unfinished', 'undoing', 'deleting']);

/** `runs`: the runs and deletions that did not reach their end; with `--all`, the others too. Newest first. */
export async function runsCommand(options: RunsOptions, io: CommandIo): Promise<ExitCode> {
	const {state} = foldersOf(io.env);
	const {runs, deletes, unreadable} = await listRuns(state);
	const shown = [...runs, ...deletes]
		.filter(run => options.all || open.has(run.state))
		.sort((a, b) => (a.runId < b.runId ? 1 : -1));
	if (options.json) {
		io.out(jsonText({runs: shown.map(run => anyJson(run, state)), unreadable}, 2));
		return exitCode.done;
	}

	if (shown.length === 0) io.out(options.all ? 'no run is journalled' : 'no run is unfinished');
	for (const run of shown) io.out(anyText(run, state));
	if (shown.some(run => open.has(run.state)))
		io.out(
			'runs show, resume, undo or forget ID says more, goes on, takes back what was made, or takes it off this list',
		);
	if (shown.some(({state: each}) => each === 'deleting')) io.out('a deletion can be finished; there is no undo of it');
	for (const run of unreadable) io.err(`${run.runId}: ${printable(run.reason)}`);
	return exitCode.done;
}

/** `runs show ID`: what a run made, action by action. */
export async function showRun(runId: string, options: CommandOptions, io: CommandIo): Promise<ExitCode> {
	const {state} = foldersOf(io.env);
	const run = await readAnyJournal(state, runId);
	if (options.json) {
		io.out(jsonText(anyJson(run, state), 2));
		return exitCode.done;
	}

	io.out(anyText(run, state));
	io.out(`begun ${isoTime(run.startedAt)}, last written ${isoTime(run.updatedAt)}`);
	for (const line of isDelete(run) ? deleteDetails(run) : runDetails(run)) io.out(line);
	if (run.damagedLines > 0)
		io.err(
			run.damagedLines === 1
				? '1 line of the journal could not be read'
				: `${run.damagedLines} lines of the journal could not be read`,
		);
	return exitCode.done;
}

function runDetails(run: RunRecord): readonly string[] {
	return [
		...run.plan.actions.map(action => `  ${actionText(run, action.id)}  ${printable(action.title)}`),
		...(run.lastError ? [`last error: ${printable(run.lastError.says ?? run.lastError.message)}`] : []),
	];
}

/** `runs forget ID`: takes it off the list. What it made stays. */
export async function forgetCommand(runId: string, options: CommandOptions, io: CommandIo): Promise<ExitCode> {
	const {state} = foldersOf(io.env);
	const run = await readAnyJournal(state, runId).catch(() => undefined);
	const kept = await forgetRun(state, runId);
	const there = run && !isDelete(run) ? leftOver(run) : [];
	if (options.json) {
		io.out(jsonText({result: 'forgotten', runId, journal: kept, left: there}, 2));
		return exitCode.done;
	}

	io.out(`forgotten: ${runId}; its journal is kept as ${printable(kept, 400)}`);
	if (there.length > 0 && run?.sandbox === false)
		io.out(`still in the account: ${there.map(id => printable(id)).join(', ')}`);
	if (run && isDelete(run) && run.state === 'deleting' && !run.sandbox)
		for (const step of deleteStepsLeft(run)) io.out(`not deleted: ${stepText(step)}`);
	return exitCode.done;
}

/** Ids of what a run made and did not take back. */
export function leftOver(run: RunRecord): readonly string[] {
	return [...run.results]
		.filter(([action, result]) => !result.existed && result.id !== '' && !run.undone.has(action))
		.filter(([action]) => run.plan.actions.some(({id, makes}) => id === action && makes !== ''))
		.map(([, result]) => result.id);
}

function actionText(run: RunRecord, action: string): string {
	const result = run.results.get(action);
	const undone = run.undone.get(action);
	if (undone) return `undone (${undone})`;
	if (result) return `${result.existed ? 'was there' : 'made'}${result.id ? ` ${printable(result.id)}` : ''}`;
	if (run.sent.has(action)) return 'in doubt';
	return run.hasGap ? 'not told by the journal' : 'not begun';
}

function anyJson(run: JournalRecord, stateFolder: string) {
	return isDelete(run) ? deleteJson(run, stateFolder) : runJson(run, stateFolder);
}

function anyText(run: JournalRecord, stateFolder: string): string {
	return isDelete(run) ? deleteText(run, stateFolder) : runText(run, stateFolder);
}

export function runJson(run: RunRecord, stateFolder: string) {
	return {
		runId: run.runId,
		state: run.state,
		startedAt: isoTime(run.startedAt),
		updatedAt: isoTime(run.updatedAt),
		process: workingOn(stateFolder, run.runId)?.pid ?? null,
		sandbox: run.sandbox,
		account: run.account ?? null,
		cloud: run.plan.cloud,
		region: run.plan.region,
		name: run.plan.name,
		connectionId: run.connectionId ?? null,
		actions: run.plan.actions.length,
		done: run.results.size,
		openAction: run.openAction ?? null,
		inDoubt: [...run.sent],
		undone: [...run.undone.keys()],
		left: leftOver(run),
		results: [...run.results].map(([action, result]) => ({action, ...result})),
	};
}

function runText(run: RunRecord, stateFolder: string): string {
	const {runId, state, results, plan} = run;
	const process = workingOn(stateFolder, runId)?.pid;
	const told = {
		unfinished: `unfinished after ${results.size} of ${plan.actions.length} actions`,
		finished: `finished after ${results.size} of ${plan.actions.length} actions`,
		undoing: 'its undo has not ended',
		undone: 'undone',
	}[state];
	const head = `${runId}  ${printable(plan.name)}  ${told}${process ? `, running in process ${process}` : ''}`;
	const place = `${cloudName(plan.cloud)} · ${printable(plan.region)}${run.sandbox ? ' · SANDBOX, gone with the command' : ''}`;
	const ids = [...results].filter(([action, {id}]) => id !== '' && !run.undone.has(action)).map(([, {id}]) => id);
	const doubts = [...run.sent].map(action => `  ${printable(action)} may or may not have been carried out`);
	return [`${head}  ${place}`, ids.length > 0 ? `  there: ${ids.map(id => printable(id)).join(', ')}` : '', ...doubts]
		.filter(Boolean)
		.join('\n');
}
