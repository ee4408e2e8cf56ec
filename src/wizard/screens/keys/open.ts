import type {ConnectionStatus} from '../../../clouds/contract/cloud.ts';
import type {Place} from '../../../connection/place.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {withLastWords} from '../../core/told-on-leaving.ts';
import {accountHere} from '../accounts/accounts.ts';
import {wordToType} from '../confirm/model.ts';
import {suggestedFolder} from '../handover/kinds.ts';
import {backToConnection} from '../panel/back.ts';
import {openingRun} from '../run/model.ts';
import {statusesAt} from '../watch/fleet.ts';
import {keysFields, openingForm, rotationOf} from './form.ts';
import {type KeysModel, keptForms, renewingKeys} from './model.ts';
import {keysSummary} from './summary.ts';

/** New keys for a connection that stands; the panel goes on watching behind it. */
export function openKeys(state: WizardState, {cloud, region}: Place, connection: ConnectionStatus): Turn {
	const {id, name, tunnels} = connection;
	const about = {place: {cloud, region, id}, tunnels: tunnels.length, side: 'reading'} as const;
	const folder = suggestedFolder(name || id, id, 'keys');
	const form = keptForms.of(state)?.[id] ?? openingForm(folder);
	const [field = 'source'] = keysFields(form, about);
	const model: KeysModel = {
		...about,
		name: name || id,
		account: accountHere(state, cloud),
		phase: 'answering',
		form: {...form, field},
		evenIfDown: false,
		statuses: statusesAt(state, {cloud, region}),
		plan: undefined,
		checks: [],
		typed: {},
		run: undefined,
		replaces: '',
		ready: {},
		trouble: undefined,
		top: 0,
		line: {value: '', cursor: 0},
		refused: undefined,
	};
	return readSide({...renewingKeys.put(state, model), screen: {name: 'keys'}}, model);
}

/** Reads what the files depend on, and which folder is free for them. */
export function readSide(before: WizardState, {place, name}: Pick<KeysModel, 'place' | 'name'>): Turn {
	const {state, request} = asking(before, 'keys-side');
	return turn(state, {type: 'read-side', request, place, folder: suggestedFolder(name, place.id, 'keys')});
}

/** What would be done is read: nothing is made, and no key. */
export function readKeys(before: WizardState, evenIfDown = false): Turn {
	return renewingKeys.on(before, model => {
		const {state, request} = asking(before, 'keys');
		const reading = {...model, phase: 'reading', evenIfDown, plan: undefined, checks: [], trouble: undefined} as const;
		const asked = rotationOf(model.form, model, evenIfDown);
		return turn(renewingKeys.put(state, reading), {type: 'read-rotation', request, asked});
	});
}

/** What was confirmed is carried out, with the keys that were typed for it. */
export function rotate(before: WizardState): Turn {
	return renewingKeys.on(before, model => {
		const {plan, typed, replaces} = model;
		if (!plan) return turn(before);
		const {state, request} = asking(before, 'keys');
		const run = openingRun(plan, state.now, state.options.sandbox);
		const running = renewingKeys.put(state, {...model, phase: 'running', run, ready: {}, trouble: undefined, top: 0});
		return turn(running, {
			...{type: 'rotate-keys', request, keys: typed},
			...(replaces === '' ? {} : {replaces}),
		});
	});
}

/** What was answered stays as long as the program runs, for whoever looks aside; once keys are renewed by it, it has served. */
function withForm(state: WizardState, model: KeysModel | undefined): WizardState {
	if (!model) return state;
	const {[model.place.id]: _, ...others} = keptForms.of(state) ?? {};
	const isOver = model.phase === 'finished';
	return keptForms.put(state, isOver ? others : {...others, [model.place.id]: {...model.form, blocked: undefined}});
}

/** Back to the connection: what was read, keys too, is forgotten. */
export function leaveKeys(state: WizardState): Turn {
	const model = renewingKeys.of(state);
	const told = withLastWords(withForm(state, model), model ? keysSummary(model) : [], model?.run?.runId);
	return andThen(turn(renewingKeys.put(told, undefined), {type: 'stop-rotation'}), backToConnection);
}

/** What must be typed before a key is renewed. */
export function keysWord({name}: Pick<KeysModel, 'name'>): string {
	return wordToType(name, 'renew');
}

export function isKeysTyped(model: KeysModel): boolean {
	return model.line.value.trim() === keysWord(model);
}
