import type {Action, ActionResult, CloudErrorInfo, Plan} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {SecretStore} from '../../../connection/secret.ts';
import type {RunRecord} from '../../../run/run-record.ts';
import type {KeysByField} from '../../../session/keys.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {Trouble} from '../../core/state.ts';
import type {Ready} from '../keys/ready.ts';

/** An action as the run goes. Times are ms since the epoch. */
export interface RunRow {
	readonly action: Action;
	readonly state: 'later' | 'running' | 'waiting' | 'done' | 'failed';
	readonly startedAt: number | undefined;
	readonly endedAt: number | undefined;
	/** The id it made, or found. */
	readonly id: string;
	/** It was there before: nothing was made. */
	readonly existed: boolean;
	/** What the cloud said of it, or why it waits. */
	readonly detail: string;
	/** It was carried out, and how it ends was not waited for, or did not come: it is not done. */
	readonly open?: boolean | undefined;
}

/** Whether its call was carried out, however it ended. */
export function isCarriedOut({state, open}: Pick<RunRow, 'state' | 'open'>): boolean {
	return state === 'done' || open === true;
}

/** Whether it was carried out and has ended as it was to. */
export function isDone({state, open}: Pick<RunRow, 'state' | 'open'>): boolean {
	return state === 'done' && open !== true;
}

/** Said of an action whose call went out and whose end is not known, once nothing is at it any more. */
export const doubtText = 'may have been carried out: it is looked for first';

/** Said of such an action. */
export function openText({change}: Pick<Action, 'change'>): string {
	return `${change ? 'changed' : 'made'}; not waited for to the end`;
}

export const running = modelSlot<RunModel>('run');

/** Keys that were typed for a run that goes on, by document path. */
export const runKeysTyped = modelSlot<KeysByField>('run keys');

/** A run that was begun, as its journal tells. */
export interface OpenedRun {
	readonly runId: string;
	readonly plan: Plan;
	readonly results: readonly (ActionResult & {readonly action: string})[];
	/** The actions that were carried out and not waited for to their end; left out where there are none. */
	readonly open?: readonly string[];
	/** Actions that may have been carried out: looked up before anything else. */
	readonly inDoubt: readonly string[];
	/** Tunnels whose new files were written, as people count, by the action that gives the cloud their key; left out where there are none. */
	readonly filesWritten?: RunModel['filesWritten'];
	readonly state: RunRecord['state'];
	/** Once it is finished. */
	readonly connectionId?: string;
	readonly error?: CloudErrorInfo;
}

export interface RunModel {
	readonly plan: Plan;
	/** The keys that were confirmed with it; none of a run that a journal tells of. */
	readonly secrets: SecretStore;
	/** Where it comes from: this program's own confirmation, or the journal of a run that was begun before. */
	readonly origin: 'confirmed' | 'journal';
	/** An undo has begun: it can only be taken back further. */
	readonly undoing: boolean;
	readonly sandbox: boolean;
	/** Of the account that it works in. */
	readonly account?: AccountOptions;
	/**
	 * stopping: the user has asked; the action in flight is still finished. stopped: nothing runs any more, and not all is done.
	 * undone: another terminal took it back.
	 */
	readonly phase: 'running' | 'stopping' | 'stopped' | 'finished' | 'undone';
	readonly rows: readonly RunRow[];
	readonly runId: string;
	readonly connectionId: string;
	readonly error: CloudErrorInfo | undefined;
	/** The run itself broke, outside any action. */
	readonly trouble: Trouble | undefined;
	readonly made: readonly {readonly action: string; readonly id: string}[];
	/** What may have been made, and nobody knows: its call got no answer that tells. */
	readonly inDoubt: readonly string[];
	/** The connection was there before this run: somebody else has made it meanwhile. */
	readonly existed: boolean;
	/** What is to be known of keys that it renewed: where each comes from, and which files hold it. */
	readonly keys: Ready;
	/** The tunnels whose new files were written before it was opened, as people count, by action. */
	readonly filesWritten?: readonly {readonly action: string; readonly tunnel: number}[];
	/** What of a connection that was changed is not as it was asked for, a line each. */
	readonly unlike?: readonly string[];
	/** Ms since the epoch, as of the latest event. */
	readonly now: number;
	/** The row in sight, actions and then paragraphs; undefined follows the run. */
	readonly row: number | undefined;
}

/** The run before its first action. */
export function openingRun(plan: Plan, now: number, sandbox = false): RunModel {
	return {
		plan,
		secrets: new Map(),
		origin: 'confirmed',
		undoing: false,
		sandbox,
		phase: 'running',
		rows: plan.actions.map(rowOf),
		runId: '',
		connectionId: '',
		error: undefined,
		trouble: undefined,
		made: [],
		inDoubt: [],
		existed: false,
		keys: {},
		now,
		row: undefined,
	};
}

/** A run as its journal tells: what is done, and what is left of one that stopped. */
export function reopenedRun(
	{runId, plan, results, open = [], inDoubt, filesWritten = [], state, connectionId = '', error}: OpenedRun,
	now: number,
	sandbox = false,
): RunModel {
	const made = results.filter(({existed, id}) => !existed && id !== '').map(({action, id}) => ({action, id}));
	return {
		...openingRun(plan, now, sandbox),
		origin: 'journal',
		undoing: state === 'undoing',
		phase: state === 'finished' || state === 'undone' ? state : 'stopped',
		runId,
		connectionId,
		error,
		filesWritten,
		made,
		inDoubt: plan.actions.filter(({id}) => inDoubt.includes(id)).map(({title}) => title),
		rows: plan.actions.map((action): RunRow => {
			const result = results.find(each => each.action === action.id);
			if (result) {
				const {id, existed, detail} = result;
				const own = open.includes(action.id) ? {open: true, detail: openText(action)} : {detail};
				return {...rowOf(action), state: 'done', id, existed, ...own};
			}

			if (!inDoubt.includes(action.id)) return rowOf(action);
			return {...rowOf(action), detail: doubtText};
		}),
	};
}

/** The id of the connection, once this run has made or found it. */
export function connectionOf({connectionId, rows}: RunModel): string {
	return connectionId || (rows.find(row => row.action.id === 'connection' && isCarriedOut(row))?.id ?? '');
}

/**
 * Whether something may stand that this run made: what it made, what was in flight when it broke, and calls whose end is not known. Only
 * then is there something to take back.
 */
export function mayStand({undoing, rows, inDoubt, error}: RunModel): boolean {
	const isOpen = (row: RunRow) =>
		(isCarriedOut(row) && !row.existed) || row.state === 'running' || row.state === 'waiting';
	return undoing || inDoubt.length > 0 || error?.ambiguous === true || rows.some(isOpen);
}

/** What traffic it has taken off a tunnel and not given back, in words: of each action that did, or may have. */
export function takenOff({rows, inDoubt}: Pick<RunModel, 'rows' | 'inDoubt'>): readonly string[] {
	const isGiven = (wanted: string) => rows.some(row => row.action.id === wanted && isCarriedOut(row));
	return rows.flatMap(row => {
		const {
			action: {change, detail, title},
			existed,
		} = row;
		const isTaken = isCarriedOut(row) ? !existed : inDoubt.includes(title);
		return change?.relieves && isTaken && !isGiven(change.relieves.until) ? [detail] : [];
	});
}

/** Whether what the traffic was taken off for has been made, or may have been. */
export function isRelievedChanged({rows, inDoubt}: RunModel): boolean {
	const relieved = new Set(rows.flatMap(({action: {change}}) => change?.relieves?.action ?? []));
	return rows.some(row => relieved.has(row.action.id) && (isCarriedOut(row) || inDoubt.includes(row.action.title)));
}

/**
 * Whether it can be taken back: something may stand that it made or changed. New keys, another endpoint and a reset have no way back; only traffic that was
 * taken off for them is given back, while the tunnel is as it was.
 */
export function hasWayBack(model: RunModel): boolean {
	if (model.plan.deed && (takenOff(model).length === 0 || isRelievedChanged(model))) return false;
	return mayStand(model);
}

/** Whether what it changed of a connection that stands, or made beside it, can be put back once it has reached its end. A whole new one is taken down from its panel. */
export function canPutBack({phase, plan, rows, runId}: RunModel): boolean {
	const isBack = ({action: {change}, ...row}: RunRow) =>
		isCarriedOut(row) && !row.existed && (change ? change.back !== undefined : plan.exists !== undefined);
	return phase === 'finished' && runId !== '' && !plan.deed && rows.some(isBack);
}

/** An action before its turn. */
export function rowOf(action: Action): RunRow {
	return {action, state: 'later', startedAt: undefined, endedAt: undefined, id: '', existed: false, detail: ''};
}

/** The row to keep in sight: the one that runs, else the last that is done; once stopped, what it came to. Paragraphs below the actions count on. */
export function currentRow({rows, phase}: RunModel): number {
	if (phase === 'stopped' || phase === 'undone') return rows.length + 1;
	const open = rows.findIndex(row => !isDone(row));
	return open < 0 ? rows.length - 1 : open;
}
