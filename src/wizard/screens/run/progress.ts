import {isGone} from '../../../connection/take-down.ts';
import type {RunEvent} from '../../../run/run-event.ts';
import type {UndoEvent} from '../../../run/take-away.ts';
import {doubtText, isDone, openText, type RunModel, type RunRow, rowOf} from './model.ts';

/** The run after something that the engine told of it. */
export function heard(model: RunModel, event: RunEvent): RunModel {
	switch (event.type) {
		case 'started':
			return {
				...model,
				phase: 'running',
				row: undefined,
				runId: event.runId,
				error: undefined,
				trouble: undefined,
				inDoubt: [],
				rows: event.actions.map(
					action => model.rows.find(each => each.action.id === action.id && each.state === 'done') ?? rowOf(action),
				),
			};
		case 'action-started':
			return at(model, event.at, event.action, {
				...{state: 'running', startedAt: event.at, endedAt: undefined, detail: '', open: false},
			});
		case 'action-waiting':
			return at(model, model.now, event.action, {state: 'waiting', detail: event.why});
		case 'action-done': {
			const {id, existed, detail} = event.result;
			// what a run that goes on finds done was done before it stopped: the pause is no part of it
			const before = model.rows.find(row => row.action.id === event.action && isDone(row));
			const endedAt = before ? before.endedAt : event.at;
			return at(model, event.at, event.action, {state: 'done', endedAt, id, existed, detail, open: false});
		}

		case 'action-failed': {
			const {error} = event;
			const failed = at(model, event.at, event.action, {
				state: 'failed',
				endedAt: event.at,
				detail: error.says ?? error.message,
			});
			return {...failed, error};
		}

		case 'stopped':
			return {
				...model,
				phase: 'stopped',
				made: event.made,
				inDoubt: (event.inDoubt ?? []).map(({title}) => title),
				rows: model.rows.map(each => atRest(each, event, model.now)),
				row: undefined,
			};
		case 'finished':
			return {
				...model,
				phase: 'finished',
				connectionId: event.connectionId,
				made: event.made,
				existed: event.existed === true,
				...(event.unlike ? {unlike: event.unlike} : {}),
			};
	}
}

/** After a stop nothing is in flight: what was made or changed, and did not come to its end, is carried out and not done. */
function atRest(
	each: RunRow,
	{made, changed = [], inDoubt = []}: Extract<RunEvent, {type: 'stopped'}>,
	now: number,
): RunRow {
	if (each.state === 'later' || each.state === 'done') return each;
	const {action, state} = each;
	const own = made.find(one => one.action === action.id);
	const isOut = own !== undefined || changed.includes(action.id);
	const id = own ? {id: own.id} : {};
	// what failed says why
	if (state === 'failed') return isOut ? {...each, ...id, open: true} : each;
	if (isOut) return {...each, ...id, state: 'done', endedAt: now, open: true, detail: openText(action)};
	// what it waited for is waited for no more
	const detail = inDoubt.some(one => one.action === action.id) ? doubtText : '';
	return {...each, state: 'later', startedAt: undefined, detail};
}

function at(model: RunModel, now: number, action: string, change: Partial<RunRow>): RunModel {
	return {
		...model,
		now: Math.max(model.now, now),
		rows: model.rows.map(each => (each.action.id === action ? {...each, ...change} : each)),
	};
}

/** A run whose undo has begun: it can only be taken back further, and what went is not there any more. */
export function beingTakenBack(model: RunModel, event: UndoEvent): RunModel {
	const begun = {...model, undoing: true, trouble: undefined};
	if (event.type !== 'step-done' || !isGone(event.how)) return begun;
	return {
		...begun,
		rows: model.rows.map(each =>
			each.action.id === event.step.id ? {...rowOf(each.action), detail: 'taken back'} : each,
		),
	};
}
