import type {Check, ConnectionStatus, Plan} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {KeysByField} from '../../../session/keys.ts';
import type {RotationEvent} from '../../../session/rotation.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {Trouble} from '../../core/state.ts';
import type {TypedWord} from '../../core/text-edit.ts';
import {isCarriedOut, mayStand, type RunModel} from '../run/model.ts';
import {heard as heardOfRun} from '../run/progress.ts';
import type {KeysAbout, KeysForm} from './form.ts';
import {filesAhead, type Ready, type TunnelReady, withReady} from './ready.ts';

/** New keys for a connection that stands: the questions, what would be done, and how far it is. */
export interface KeysModel extends KeysAbout, TypedWord {
	readonly name: string;
	readonly account: AccountOptions;
	/** answering: the form. reading: what would be done. asking: the typed name. The rest as of a run. */
	readonly phase: 'answering' | 'reading' | 'asking' | 'running' | 'stopping' | 'stopped' | 'finished';
	readonly form: KeysForm;
	readonly evenIfDown: boolean;
	/** The connections there, as they were listed last. */
	readonly statuses: readonly ConnectionStatus[];
	readonly plan: Plan | undefined;
	readonly checks: readonly Check[];
	/** Keys that were typed, by what each is for; in memory only. */
	readonly typed: KeysByField;
	readonly run: RunModel | undefined;
	/** A run that has changed nothing and is asked for otherwise: it is forgotten once the new one has begun. '' where there is none. */
	readonly replaces: string;
	readonly ready: Ready;
	readonly trouble: Trouble | undefined;
	/** The first line of the steps in sight. */
	readonly top: number;
}

export const renewingKeys = modelSlot<KeysModel>('keys');

/** What was answered and left, by the connection's id. No key is in it. */
export const keptForms = modelSlot<Readonly<Record<string, KeysForm>>>('keys forms');

/** The renewal after something that was told of it; a key that is wanted is asked for elsewhere. */
export function heard(model: KeysModel, event: RotationEvent): KeysModel {
	switch (event.type) {
		case 'key-wanted':
			return model;
		case 'key-ready':
		case 'files-written':
			return {...model, ready: withReady(model.ready, event), top: 0};
		default: {
			if (!model.run) return model;
			const run = heardOfRun(model.run, event);
			const phase = event.type === 'finished' ? 'finished' : event.type === 'stopped' ? 'stopped' : undefined;
			// how it ended is read from its beginning
			const begun = event.type === 'started' ? {replaces: ''} : {};
			return {...model, ...begun, run, ...(phase ? {phase, top: 0} : {})};
		}
	}
}

/** The renewal after it broke: nothing is in flight any more. */
export function broken(model: KeysModel, trouble: Trouble): KeysModel {
	const {run} = model;
	const rows = run?.rows.map(row =>
		isCarriedOut(row) ? row : {...row, state: 'later' as const, startedAt: undefined, detail: ''},
	);
	return {
		...model,
		...(run && rows ? {run: {...run, rows}} : {}),
		phase: run ? 'stopped' : 'answering',
		trouble,
		// a key that can't be used is asked for again
		typed: {},
	};
}

/** Whether a renewal that stopped has changed nothing, as far as it is known here: then it can be asked for otherwise. */
export function isUntouched({phase, run}: KeysModel): boolean {
	return phase === 'stopped' && run !== undefined && !mayStand(run);
}

/** The run that other answers take the place of. One that has left files on the device's side stays listed, for it names them. */
export function replacedBy({run, replaces, ready}: KeysModel): string {
	if (!run || run.runId === '') return replaces;
	return filesAhead(run, ready).length === 0 ? run.runId : '';
}

/** The tunnel whose turn it is, or was last: its steps are what is to be read. */
export function readyNow({run, ready}: KeysModel): TunnelReady | undefined {
	const rows = run?.rows ?? [];
	const open = rows.find(({state}) => state === 'running' || state === 'waiting' || state === 'failed');
	const last = rows.findLast(({state}) => state === 'done');
	// after a stop nothing is at work: what was made ready last is what the device may wait for
	return ready[open?.action.id ?? ''] ?? ready[last?.action.id ?? ''] ?? Object.values(ready).at(-1);
}
