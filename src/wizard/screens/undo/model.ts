import type {CloudErrorInfo, CloudId, UndoStep} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {ConnectionPlace} from '../../../connection/place.ts';
import {goesOn, goesOnAlone, isLeft, isNameTyped, nameToType, stepEnd} from '../../../connection/take-down.ts';
import type {Removal} from '../../../run/removal.ts';
import type {InDoubt} from '../../../run/run-event.ts';
import type {UndoEvent} from '../../../run/take-away.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {Trouble} from '../../core/state.ts';
import type {TypedWord} from '../../core/text-edit.ts';

/** One call of the undo as it goes. */
export interface UndoRow {
	readonly step: UndoStep;
	readonly state: 'later' | 'running' | 'waiting' | 'done';
	/** Why it waits, or how it ended. */
	readonly detail: string;
	/** How it is left where the undo stopped, if more is to be said than that it is not done. */
	readonly rest?: 'not known' | 'goes on' | undefined;
}

/** What is taken away: what a run made, or a connection that stands, found by its place or by the journal of a deletion that was begun. */
export type UndoSubject =
	| {readonly kind: 'run'; readonly sandbox: boolean}
	| {readonly kind: 'connection'; readonly place?: ConnectionPlace; readonly sandbox: boolean};

/** Taking away: what would be deleted, the question, and the deleting. Enter alone deletes nothing. */
export interface UndoModel extends TypedWord {
	readonly subject: UndoSubject;
	/** '' while a deletion has not begun. */
	readonly runId: string;
	/** The connection's name. */
	readonly name: string;
	/** Undefined for a run that can't be read. */
	readonly cloud: CloudId | undefined;
	readonly region: string;
	readonly account?: AccountOptions;
	/** stopped: nothing is deleted any more, and something is left. undone: nothing of the run is left. */
	readonly phase: 'reading' | 'asking' | 'running' | 'stopping' | 'stopped' | 'undone';
	readonly rows: readonly UndoRow[];
	/** Actions that may have been carried out: looked up, and taken back if so. */
	readonly inDoubt: readonly string[];
	/** Once undone: what is there and may be the run's. It was left. */
	readonly unsure: readonly string[];
	/** Once undone: what the run changed and nobody can put back, in words. */
	readonly asChanged: readonly string[];
	/** Of a deletion, once it is read. */
	readonly told: Removal | undefined;
	/** The first line in sight of what is said before the question. */
	readonly row: number;
	readonly error: CloudErrorInfo | undefined;
	readonly trouble: Trouble | undefined;
}

export const undoing = modelSlot<UndoModel>('undo');

/**
 * By the id of its run, what was begun here to be taken away and has not ended: on leaving it is told from every screen, until it ends or
 * the list has it no more.
 */
export const halfTaken = modelSlot<Readonly<Record<string, UndoModel>>>('half taken');

/** Whether an undo puts old values back: beside that it may delete what the run made. */
export function putsBack({rows}: Pick<UndoModel, 'rows'>): boolean {
	return rows.some(({step}) => step.change);
}

/** What must be typed for an undo. */
function undoWord(model: UndoModel): string {
	return putsBack(model) ? 'put back' : 'delete';
}

/** Once undone: what was left as it stands, for it is not the run's any more, or another connection uses it now. */
export function leftRows({phase, rows}: Pick<UndoModel, 'phase' | 'rows'>): readonly UndoRow[] {
	return phase === 'undone' ? rows.filter(({state, detail}) => state === 'done' && isLeft(detail)) : [];
}

export function openingUndo({
	runId,
	name,
	cloud,
	region,
	subject = {kind: 'run', sandbox: false},
}: Pick<UndoModel, 'runId' | 'name' | 'region'> & Partial<Pick<UndoModel, 'subject' | 'cloud'>>): UndoModel {
	return {
		subject,
		runId,
		name,
		cloud,
		region,
		phase: 'reading',
		rows: [],
		inDoubt: [],
		unsure: [],
		asChanged: [],
		told: undefined,
		row: 0,
		line: {value: '', cursor: 0},
		refused: undefined,
		error: undefined,
		trouble: undefined,
	};
}

/** What must be typed: the connection's own name before it is deleted. */
export function wordToType(model: UndoModel): string {
	const {subject, told} = model;
	if (subject.kind === 'run') return undoWord(model);
	return told ? nameToType(told.connection) : '';
}

export function isUndoTyped(model: UndoModel): boolean {
	const {subject, told, line} = model;
	if (subject.kind === 'run') return line.value.trim().replace(/\s+/g, ' ') === undoWord(model);
	return told !== undefined && isNameTyped(told.connection, line.value);
}

/** A deletion has a run of its own from its first step on. */
export function isUnbegun({subject, runId}: UndoModel): boolean {
	return subject.kind === 'connection' && runId === '';
}

/** Whether it has stopped for another terminal has brought it to its end. */
export function isEndedElsewhere({phase, trouble}: UndoModel): boolean {
	return phase === 'stopped' && trouble?.changedElsewhere === true;
}

export function rowOf(step: UndoStep): UndoRow {
	return {step, state: 'later', detail: ''};
}

/** The undo after something that was told of it. */
export function heard(model: UndoModel, event: UndoEvent): UndoModel {
	const at = (id: string, change: Partial<UndoRow>): UndoModel => ({
		...model,
		rows: model.rows.map(row => (row.step.id === id ? {...row, rest: undefined, ...change} : row)),
	});
	switch (event.type) {
		case 'undo-started':
			return {...model, rows: event.steps.map(rowOf), inDoubt: []};
		case 'step-started':
			// the journal called it gone, and it stands
			if (!model.rows.some(({step}) => step.id === event.step.id))
				return {...model, rows: [...model.rows, {...rowOf(event.step), state: 'running'}]};
			return at(event.step.id, {state: 'running', detail: ''});
		case 'step-waiting':
			return at(event.step, {state: 'waiting', detail: event.why});
		case 'step-done':
			return at(event.step.id, {state: 'done', detail: stepEnd(event.step, event.how)});
		case 'undo-failed':
			return {...atRest(model, event.inDoubt), phase: 'stopped', error: event.error};
		case 'undo-stopped':
			return {...atRest(model, event.inDoubt), phase: 'stopped'};
		case 'undo-finished':
			return {...model, phase: 'undone', unsure: event.unsure ?? [], asChanged: event.asChanged ?? []};
	}
}

/** Nothing is in flight any more. What nobody knows the end of says so, and so does what may have been made. */
function atRest(model: UndoModel, inDoubt: readonly InDoubt[] = []): UndoModel {
	const doubted = new Set(inDoubt.map(({action}) => action));
	return {
		...model,
		rows: model.rows.map(row =>
			row.state === 'done' ? row : {...row, state: 'later', ...restOf(row, doubted.has(row.step.id))},
		),
		inDoubt: inDoubt.filter(({action}) => !model.rows.some(({step}) => step.id === action)).map(({title}) => title),
	};
}

/** A call that the cloud has taken is carried out whether it is waited for or not; what was not sent waits for nothing any more. */
function restOf({state, detail, rest}: UndoRow, isDoubted: boolean): Pick<UndoRow, 'detail' | 'rest'> {
	if (isDoubted) return {detail: 'not known whether it is done', rest: 'not known'};
	return state === 'waiting' && detail.endsWith(goesOn) ? {detail: goesOnAlone, rest: 'goes on'} : {detail, rest};
}
