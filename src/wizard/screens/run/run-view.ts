import type {RunEvent} from '../../../run/run-event.ts';
import type {Key} from '../../core/key.ts';
import {commandFor, movedTo} from '../../core/late-binding.ts';
import type {Trouble} from '../../core/state.ts';
import {copiedPolicy, lackingOfRun} from '../dry-run/lacking.ts';
import {runKeys} from './run-keys.ts';
import {currentRow, type RunModel, type RunRow, rowOf} from './run-model.ts';
import {endParts, runSummary} from './run-text.ts';

export type RunViewEvent =
	| {readonly type: 'key'; readonly key: Key}
	| {readonly type: 'clock'; readonly now: number}
	| {readonly type: 'run'; readonly event: RunEvent}
	| {readonly type: 'failed'; readonly trouble: Trouble};

export type RunIntent =
	/** Stop after the action in flight. */
	| {readonly type: 'stop'}
	| {readonly type: 'help' | 'panel' | 'save' | 'resume' | 'undo' | 'edit' | 'back'}
	| {readonly type: 'jump'; readonly field: string}
	| {readonly type: 'copy'; readonly text: string; readonly what: string}
	/** The end. `summary` says what exists now. */
	| {readonly type: 'leave'; readonly exit: number; readonly summary: readonly string[]};

/** Pure. The run's screen after an event, and what it wants done. */
export function updateRun(
	model: RunModel,
	event: RunViewEvent,
): {readonly model: RunModel; readonly intents: readonly RunIntent[]} {
	switch (event.type) {
		case 'clock':
			return {model: {...model, now: Math.max(model.now, event.now)}, intents: []};
		case 'failed':
			return {model: {...model, phase: 'stopped', trouble: event.trouble}, intents: []};
		case 'run':
			return {model: hear(model, event.event), intents: []};
		case 'key':
			return key(model, event.key);
	}
}

function hear(model: RunModel, event: RunEvent): RunModel {
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
			return at(model, event.at, event.action, {state: 'running', startedAt: event.at, endedAt: undefined, detail: ''});
		case 'action-waiting':
			return at(model, model.now, event.action, {state: 'waiting', detail: event.why});
		case 'action-done': {
			const {id, existed, detail} = event.result;
			// what a run that goes on finds done was done before it stopped: the pause is no part of it
			const before = model.rows.find(({action, state}) => action.id === event.action && state === 'done');
			const endedAt = before ? before.endedAt : event.at;
			return at(model, event.at, event.action, {state: 'done', endedAt, id, existed, detail});
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
				rows: model.rows.map(each => atRest(each, event.made, model.now)),
				row: undefined,
			};
		case 'finished':
			return {
				...model,
				phase: 'finished',
				connectionId: event.connectionId,
				made: event.made,
				existed: event.existed === true,
			};
	}
}

/** After a stop nothing is in flight: what was made but not waited for to its end is there all the same. */
function atRest(each: RunRow, made: RunModel['made'], now: number): RunRow {
	if (each.state !== 'running' && each.state !== 'waiting') return each;
	const own = made.find(({action}) => action === each.action.id);
	return own
		? {...each, state: 'done', endedAt: now, id: own.id, detail: 'made; not waited for to the end'}
		: {...each, state: 'later', startedAt: undefined};
}

function at(model: RunModel, now: number, action: string, change: Partial<RunRow>): RunModel {
	return {
		...model,
		now: Math.max(model.now, now),
		rows: model.rows.map(each => (each.action.id === action ? {...each, ...change} : each)),
	};
}

function key(model: RunModel, pressed: Key): {readonly model: RunModel; readonly intents: readonly RunIntent[]} {
	const command = commandFor(runKeys(model), pressed);
	switch (command) {
		case undefined:
			return {model, intents: []};
		case 'move':
			return {
				model: {
					...model,
					row: movedTo(pressed, model.row ?? currentRow(model), model.rows.length + endParts(model).length),
				},
				intents: [],
			};
		case 'stop':
			return {model: {...model, phase: 'stopping'}, intents: [{type: 'stop'}]};
		case 'jump':
			return {model, intents: [{type: 'jump', field: model.error?.field ?? ''}]};
		case 'policy': {
			const lacking = lackingOfRun(model);
			return {model, intents: lacking ? [copiedPolicy(lacking)] : []};
		}

		case 'resume':
			return {model: {...model, phase: 'running'}, intents: [{type: 'resume'}]};
		case 'leave':
			return {model, intents: [{type: 'leave', exit: exitOf(model), summary: runSummary(model)}]};
		default:
			return {model, intents: [{type: command}]};
	}
}

/** 0 when it was created, 4 when the cloud refused, 130 when the user stopped it. Source: the program's exit codes. */
function exitOf({phase, error, trouble}: RunModel): number {
	if (phase === 'finished') return 0;
	return error || trouble ? 4 : 130;
}
