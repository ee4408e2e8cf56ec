import {printable} from '../../connection/printable.ts';
import {isGone, nameToType} from '../../connection/take-down.ts';
import {begunRun} from '../../session/begun-work.ts';
import {
	type DeleteRecord,
	doubtedActions,
	forget,
	howFar,
	isDelete,
	isOpen,
	type Listed,
	openOf,
	type RunRecord,
	runsOf,
	trafficOffOf,
} from '../../session/list-runs.ts';
import type {Session} from '../../session/open-session.ts';
import {whyNoWayBack} from '../../session/undo.ts';
import type {RunLine} from '../../wizard/screens/runs/open.ts';
import {troubleOf} from '../trouble.ts';
import {whenInWords} from '../when.ts';
import type {Dispatch, EffectOf} from './carriers.ts';

/**
 * The runs that did not reach their end, of this mode: one on the sandbox can't be finished in an account, nor the other way round.
 * @param hidesOwn while one of this program's is worked on. @throws UserError
 */
export async function listRuns(
	session: Session,
	{hidesOwn}: {readonly hidesOwn: boolean},
	dispatch: Dispatch,
): Promise<void> {
	const {runs, unreadable} = await runsOf(session);
	const open = runs
		.filter(({record}) => isOpen(record) && record.sandbox === session.sandbox)
		.filter(({record}) => !hidesOwn || !session.ownRuns.has(record.runId))
		.map(run => lineOf(run, session));
	const bad = unreadable.map(({runId, reason}): RunLine => {
		const why = printable(reason, 120);
		return {
			id: runId,
			detail: why,
			usable: false,
			reason: `${why}; f forgets it`,
		};
	});
	dispatch({type: 'runs', runs: [...open, ...bad], hidesOwn});
}

function lineOf({record, pid}: Listed, {ownRuns}: Session): RunLine {
	const {runId, updatedAt, sandbox} = record;
	const {far, ...about} = isDelete(record) ? aboutDelete(record) : aboutRun(record);
	const line = {id: runId, ...about, detail: `${far} · ${whenInWords(updatedAt, Date.now())}`};
	if (pid !== undefined && pid !== process.pid)
		return {...line, usable: false, busy: true, reason: `another tunnelwright (process ${pid}) is working on it`};
	if (sandbox && !ownRuns.has(runId))
		return {
			...line,
			usable: false,
			reason: 'its sandbox ended with the program, nothing of it is left: f forgets it',
		};
	return {...line, usable: true};
}

function aboutRun(record: RunRecord) {
	const {name, cloud, region} = record.plan;
	const {state} = record;
	const why = whyNoWayBack(record);
	const isOff = trafficOffOf(record).length > 0;
	return {
		...(why === undefined ? {} : {noWayBack: why}),
		about: {name, cloud, region},
		far: `${state === 'undoing' ? 'while being taken back, ' : ''}${howFar(record)}${isOff ? ', traffic is off' : ''}`,
	};
}

function aboutDelete({removal: {cloud, region, connection, steps}, undone}: DeleteRecord) {
	const name = nameToType(connection);
	return {
		about: {name, cloud, region},
		far: `while being deleted, after ${undone.size} of ${steps.length} steps`,
		deletes: true as const,
	};
}

/** How far a run came, as its journal tells. Reads files only. */
export async function openRun(
	session: Session,
	{request, runId}: EffectOf<'open-run'>,
	dispatch: Dispatch,
): Promise<void> {
	try {
		const record = await begunRun(session, runId);
		const {plan, results, undone, lastError, state, connectionId} = record;
		const written = [...record.filesWritten].map(([action, tunnel]) => ({action, tunnel}));
		const opened = {
			runId,
			plan,
			results: [...results]
				.filter(([action]) => !isGone(undone.get(action)))
				.map(([action, result]) => ({action, ...result})),
			...(state === 'unfinished' ? {open: openOf(record).map(({id}) => id)} : {}),
			inDoubt: doubtedActions(record),
			...(written.length > 0 ? {filesWritten: written} : {}),
			state,
			...(connectionId === undefined ? {} : {connectionId}),
			...(lastError ? {error: lastError} : {}),
		};
		dispatch({type: 'run-opened', request, opened});
	} catch (error) {
		dispatch({type: 'run-failed', request, trouble: troubleOf(error)});
	}
}

/** Takes a run off the list, and says what of it still stands. */
export async function forgetRun(session: Session, {runId}: EffectOf<'forget-run'>, dispatch: Dispatch): Promise<void> {
	try {
		const {journal, left, notDeleted, stands} = await forget(session, runId);
		const there = [...left, ...notDeleted.map(({title, detail}) => `${title} ${detail}`)].map(each => printable(each));
		const still = stands && there.length > 0 ? `; still in the account: ${there.join(', ')}` : '';
		dispatch({
			type: 'prompt-done',
			message: `${runId} is forgotten; its journal is kept as ${printable(journal)}${still}`,
		});
		await listRuns(session, {hidesOwn: false}, dispatch);
	} catch (error) {
		const {message, mend} = troubleOf(error);
		dispatch({type: 'prompt-failed', message: [message, mend].filter(Boolean).join(' · ')});
	}
}
