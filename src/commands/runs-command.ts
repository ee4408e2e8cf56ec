import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {forget, isDelete, isOpen, type Listed, leftOver, type RunRecord, runOf, runsOf} from '../session/list-runs.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {deleteDetails, deleteJson, deleteText, recordJson, whereText} from './delete-text.ts';
import {isoTime} from './status-text.ts';
import {stepText} from './tell-taking-away.ts';

interface RunsOptions extends CommandOptions {
	readonly all?: boolean;
}

/** `runs`: the runs and deletions that did not reach their end; with `--all`, the others too. Newest first. */
export async function runsCommand(options: RunsOptions, io: CommandIo): Promise<ExitCode> {
	const {runs, unreadable} = await runsOf(io);
	const shown = runs.filter(({record}) => options.all || isOpen(record));
	answer(options, io, {runs: shown.map(anyJson), unreadable}, [
		...(shown.length === 0 ? [options.all ? 'no run is journalled' : 'no run is unfinished'] : shown.map(anyText)),
		...(shown.some(({record}) => isOpen(record))
			? ['runs show, resume, undo or forget ID says more, goes on, takes back what was made, or takes it off this list']
			: []),
		...(shown.some(({record}) => record.state === 'deleting')
			? ['a deletion can be finished; there is no undo of it']
			: []),
	]);
	if (!options.json) for (const run of unreadable) io.err(`${run.runId}: ${printable(run.reason)}`);
	return exitCode.done;
}

/** `runs show ID`: what a run made, action by action. */
export async function showRun(runId: string, options: CommandOptions, io: CommandIo): Promise<ExitCode> {
	const run = await runOf(io, runId);
	const {record} = run;
	const {damagedLines: damaged} = record;
	answer(options, io, anyJson(run), [
		anyText(run),
		`begun ${isoTime(record.startedAt)}, last written ${isoTime(record.updatedAt)}`,
		...(isDelete(record) ? deleteDetails(record) : runDetails(record)),
	]);
	if (damaged > 0 && !options.json)
		io.err(`${damaged === 1 ? '1 line' : `${damaged} lines`} of the journal could not be read`);
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
	const {journal, left, notDeleted, stands} = await forget(io, runId);
	return answer(options, io, {result: 'forgotten', runId, journal, left}, [
		`forgotten: ${runId}; its journal is kept as ${printable(journal, 400)}`,
		...(stands && left.length > 0 ? [`still in the account: ${left.map(id => printable(id)).join(', ')}`] : []),
		...(stands ? notDeleted.map(step => `not deleted: ${stepText(step)}`) : []),
	]);
}

function actionText(run: RunRecord, action: string): string {
	const result = run.results.get(action);
	const undone = run.undone.get(action);
	if (undone) return `undone (${undone})`;
	if (result) return `${result.existed ? 'was there' : 'made'}${result.id ? ` ${printable(result.id)}` : ''}`;
	if (run.sent.has(action)) return 'in doubt';
	return run.hasGap ? 'not told by the journal' : 'not begun';
}

function anyJson({record, pid}: Listed) {
	return isDelete(record) ? deleteJson(record, pid) : runJson(record, pid);
}

function anyText({record, pid}: Listed): string {
	return isDelete(record) ? deleteText(record, pid) : runText(record, pid);
}

function runJson(run: RunRecord, pid: number | undefined) {
	return {
		...recordJson(run, pid),
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

function runText(run: RunRecord, pid: number | undefined): string {
	const {runId, state, results, plan} = run;
	const told = {
		unfinished: `unfinished after ${results.size} of ${plan.actions.length} actions`,
		finished: `finished after ${results.size} of ${plan.actions.length} actions`,
		undoing: 'its undo has not ended',
		undone: 'undone',
	}[state];
	const head = `${runId}  ${printable(plan.name)}  ${told}${whereText(plan, run.sandbox, pid)}`;
	const ids = [...results].filter(([action, {id}]) => id !== '' && !run.undone.has(action)).map(([, {id}]) => id);
	const doubts = [...run.sent].map(action => `  ${printable(action)} may or may not have been carried out`);
	return [head, ids.length > 0 ? `  there: ${ids.map(id => printable(id)).join(', ')}` : '', ...doubts]
		.filter(Boolean)
		.join('\n');
}
