import {cloudName} from '../clouds/registry.ts';
import {filesAheadLine} from '../connection/files-ahead.ts';
import type {Place} from '../connection/place.ts';
import {printable} from '../connection/printable.ts';
import {isLeft, isLeftForSomebody, keptText, nameToType, stepEnd} from '../connection/take-down.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {deleteStepsLeft} from '../session/delete.ts';
import {
	type DeleteRecord,
	filesAheadOf,
	forget,
	howFar,
	isDelete,
	isOpen,
	type Listed,
	leftOver,
	type RunRecord,
	runOf,
	runsOf,
	trafficOffOf,
} from '../session/list-runs.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {isoTime} from './status-text.ts';
import {stepJson, stepText} from './tell-taking-away.ts';

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
		...(!options.all && runs.some(({record}) => isChange(record))
			? ['runs --all lists those that reached their end too: runs undo ID puts back what one has changed']
			: []),
		...(!options.all && runs.some(({record}) => isUndoneInPart(record))
			? ['runs --all lists those too whose undo left something as it stands']
			: []),
		...(shown.some(({record}) => record.state === 'deleting')
			? ['a deletion can be finished; there is no undo of it']
			: []),
	]);
	if (!options.json) for (const run of unreadable) io.err(`${run.runId}: ${printable(run.reason)}`);
	return exitCode.done;
}

/** Whether it reached its end and has changed what can be put back. */
function isChange(record: Listed['record']): boolean {
	if (isDelete(record) || record.state !== 'finished' || record.plan.deed || record.sandbox) return false;
	return record.plan.actions.some(({id, change}) => change?.back && record.results.get(id)?.existed === false);
}

/** Whether its undo left something that somebody has to look at. */
function isUndoneInPart(record: Listed['record']): boolean {
	return !isDelete(record) && record.state === 'undone' && [...record.undone.values()].some(isLeftForSomebody);
}

/** `runs show ID`: what a run made, action by action. */
export async function showRun(runId: string, options: CommandOptions, io: CommandIo): Promise<ExitCode> {
	const run = await runOf(io, runId);
	const {record} = run;
	const {damagedLines: damaged, lastError} = record;
	answer(options, io, anyJson(run), [
		anyText(run),
		`begun ${isoTime(record.startedAt)}, last written ${isoTime(record.updatedAt)}`,
		...(isDelete(record) ? deleteDetails(record) : runDetails(record)),
		...(lastError ? [`last error: ${printable(lastError.says ?? lastError.message)}`] : []),
	]);
	if (damaged > 0 && !options.json)
		io.err(`${damaged === 1 ? '1 line' : `${damaged} lines`} of the journal could not be read`);
	return exitCode.done;
}

function runDetails(run: RunRecord): readonly string[] {
	return run.plan.actions.map(action => `  ${actionText(run, action.id)}  ${printable(action.title)}`);
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
	if (result) {
		const isChange = run.plan.actions.some(({id, change}) => id === action && change);
		const id = result.id ? ` ${printable(result.id)}` : '';
		// a tunnel that it took down may not be back
		const open = isChange && !result.existed && !run.settled.has(action) ? ', not waited for to the end' : '';
		return `${result.existed ? 'was there' : isChange ? 'changed' : 'made'}${id}${open}`;
	}

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
	const off = trafficOffOf(run);
	const stays = [...run.undone].flatMap(([action, how]) =>
		isLeft(how) ? [{action, why: how.slice('stays: '.length)}] : [],
	);
	const ahead = filesAheadOf(run);
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
		...(stays.length > 0 ? {stays} : {}),
		left: leftOver(run),
		...(off.length > 0 ? {trafficOff: off} : {}),
		...(ahead.length > 0 ? {filesAhead: ahead} : {}),
		results: [...run.results].map(([action, result]) => ({action, ...result})),
	};
}

function runText(run: RunRecord, pid: number | undefined): string {
	const {runId, state, results, plan} = run;
	const told = {
		unfinished: `unfinished ${howFar(run)}`,
		finished: `finished ${howFar(run)}`,
		undoing: 'its undo has not ended',
		undone: undoneText(run),
	}[state];
	const head = `${runId}  ${printable(plan.name)}  ${told}${whereText(plan, run.sandbox, pid)}`;
	const ids = [...results].filter(([action, {id}]) => id !== '' && !run.undone.has(action)).map(([, {id}]) => id);
	const doubts = [...run.sent].map(action => `  ${printable(action)} may or may not have been carried out`);
	const off = trafficOffOf(run).map(what => `  ! traffic is taken off, and not given back: ${printable(what, 400)}`);
	const resume = state === 'unfinished' ? 'a resume' : undefined;
	const ahead = filesAheadOf(run).map(each => `  ! ${filesAheadLine(each, resume)}`);
	return [
		head,
		ids.length > 0 ? `  there: ${ids.map(id => printable(id)).join(', ')}` : '',
		...off,
		...ahead,
		...doubts,
	]
		.filter(Boolean)
		.join('\n');
}

/** How an undo ended, as it said so itself. */
function undoneText({plan, undone}: Pick<RunRecord, 'plan' | 'undone'>): string {
	const kept = plan.actions.filter(({id}) => isLeft(undone.get(id) ?? ''));
	return kept.length === 0 ? 'undone' : keptText(kept.map(({detail}) => detail));
}

/** Who is at a run or a deletion, and where it works. */
function whereText({cloud, region}: Place, sandbox: boolean, pid: number | undefined): string {
	const played = sandbox ? ' · SANDBOX, gone with the command' : '';
	return `${pid ? `, running in process ${pid}` : ''}  ${cloudName(cloud)} · ${printable(region)}${played}`;
}

/** What JSON tells of every run and every deletion. */
function recordJson(record: RunRecord | DeleteRecord, pid: number | undefined, kind?: 'delete') {
	const {runId, state, startedAt, updatedAt, sandbox, account = null} = record;
	const times = {startedAt: isoTime(startedAt), updatedAt: isoTime(updatedAt)};
	return {runId, kind, state, ...times, process: pid ?? null, sandbox, account};
}

/** A deletion as `runs` lists it. */
function deleteText(record: DeleteRecord, pid: number | undefined): string {
	const {runId, removal, undone, state, sandbox} = record;
	const far = `${undone.size} of ${removal.steps.length} steps`;
	const told = state === 'deleted' ? 'deleted' : `its deletion has not ended, after ${far}`;
	const names = `${printable(nameToType(removal.connection))}  ${printable(removal.connection.id)}`;
	return `${runId}  ${names}  ${told}${whereText(removal, sandbox, pid)}`;
}

/** Every step with how it ended, and what stays. */
function deleteDetails({removal, undone}: DeleteRecord): readonly string[] {
	return [
		...removal.steps.map(step => `  ${stepEnd(step, undone.get(step.id) ?? 'not yet done')}  ${stepText(step)}`),
		...removal.stays.map(({title, detail, why}) => `  stays  ${stepText({title, detail})} (${printable(why, 400)})`),
	];
}

function deleteJson(record: DeleteRecord, pid: number | undefined) {
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
