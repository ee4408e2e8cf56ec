import {countChecks} from '../../../connection/count-checks.ts';
import {backKey, helpKey, helpKeyInText, moveKeys, scrolledTo} from '../../core/keys.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {whyNotBegun} from '../dry-run/even-if-down.ts';
import {panelClosed} from '../panel/summary.ts';
import {hasWayBack} from '../run/model.ts';
import {openUndo} from '../undo/open.ts';
import {resumeKeys} from './again.ts';
import {moved, next, take, toField} from './edit-form.ts';
import {isChoice, type KeysForm, keysFields, noFiles} from './form.ts';
import {isUntouched, type KeysModel, renewingKeys, replacedBy} from './model.ts';
import {isKeysTyped, keysWord, leaveKeys, readKeys, readSide, rotate} from './open.ts';
import {keysEnd} from './text.ts';

export function renewKeys(model: KeysModel): readonly KeyBinding[] {
	const {phase} = model;
	const leave = (code: number, keys: readonly string[] = ['ctrl-c']) => leaveKey({keys, code, summary: keysEnd});
	const goesOn = phase === 'running' || phase === 'stopping';
	const home = homeKey({
		stays: goesOn ? 'keys are being renewed: ctrl-c stops it after the action in flight' : undefined,
		close: state => andThen(leaveKeys(state), panelClosed),
	});
	const scroll: KeyBinding = {
		keys: moveKeys,
		label: 'scroll the steps',
		shown: 'up/down',
		run: (state, key) => renewingKeys.change(state, ({top}) => ({top: scrolledTo(key, top, 5)})),
	};
	switch (phase) {
		case 'answering':
			return [...formKeys(model), {...backKey(leaveKeys), keys: ['escape']}, leave(0), home];
		case 'reading':
			return [helpKey, backKey(toForm), leave(0), home];
		case 'asking':
			return [
				helpKeyInText,
				{keys: ['enter'], label: isKeysTyped(model) ? 'renew' : 'renew, once typed', run: confirmed},
				...interruptKeys(model),
				{...scroll, keys: ['up', 'down', 'page-up', 'page-down'], label: 'scroll'},
				backKey(toForm),
				leave(0),
				home,
			];
		case 'running':
			return [
				helpKey,
				{keys: ['ctrl-c', 'escape'], label: 'stop after this action', shown: 'ctrl-c', run: stop},
				scroll,
				home,
			];
		case 'stopping':
			return [helpKey, {...leave(130), label: 'leave at once'}, scroll, home];
		case 'stopped':
			return [
				helpKey,
				{keys: ['r'], label: 'go on from here', run: resumeKeys},
				...giveBackKeys(model),
				...otherAnswersKeys(model),
				{keys: ['enter', 'escape'], label: 'to the tunnels', run: leaveKeys},
				scroll,
				leave(130, ['q', 'ctrl-c']),
				home,
			];
		case 'finished':
			return [
				helpKey,
				{keys: ['enter', 'escape'], label: 'to the tunnels', run: leaveKeys},
				scroll,
				leave(0, ['q', 'ctrl-c']),
				home,
			];
	}
}

const changed =
	(change: (form: KeysForm, model: KeysModel) => KeysForm) =>
	(state: WizardState): Turn =>
		renewingKeys.on(state, model => turn(renewingKeys.put(state, answered(model, change(model.form, model)))));

/** What was wrong with an answer is not said of another. */
function answered(model: KeysModel, form: KeysForm): KeysModel {
	const {choices} = model.form;
	const isSame = keysFields(form, model).every(field => !isChoice(field) || form.choices[field] === choices[field]);
	return {...model, form, ...(isSame ? {} : {trouble: undefined})};
}

function formKeys(model: KeysModel): readonly KeyBinding[] {
	const {field} = model.form;
	const isLast = keysFields(model.form, model).at(-1) === field;
	const inChoice = isChoice(field);
	return [
		inChoice ? helpKey : helpKeyInText,
		{keys: ['enter'], label: isLast ? 'go on' : inChoice ? 'choose' : 'next', run: goOn},
		...(inChoice ? [{keys: [' '], label: 'choose and stay', shown: '', run: changed(take)}] : []),
		{keys: ['up'], label: 'move', shown: 'up/down', run: changed((form, about) => moved(form, about, -1))},
		{keys: ['down'], label: 'down', shown: '', run: changed((form, about) => moved(form, about, 1))},
		{keys: ['tab'], label: 'next field', shown: '', run: changed((form, about) => toField(form, about, 1))},
		{keys: ['shift-tab'], label: 'field before', shown: '', run: changed((form, about) => toField(form, about, -1))},
	];
}

/** What is pointed at is the answer; behind the last one what would be done is read. */
function goOn(state: WizardState): Turn {
	return renewingKeys.on(state, model => {
		const form = take(model.form, model);
		const following = next(form, model) ?? whileReading(form, model);
		const kept = renewingKeys.put(state, answered(model, following ?? form));
		return following ? turn(kept) : readKeys(kept);
	});
}

/** What else the files depend on is asked only once that is read: nobody goes past it unasked. */
function whileReading(form: KeysForm, {side}: KeysModel): KeysForm | undefined {
	if (side !== 'reading' || form.choices.device === noFiles) return undefined;
	return {...form, blocked: 'what the files depend on is still being read: in a moment'};
}

/** Traffic that was taken off for a key that was not renewed is given back by taking the run back. */
function giveBackKeys({run, name, place: {cloud, region}}: KeysModel): readonly KeyBinding[] {
	if (!run || run.runId === '' || !hasWayBack(run)) return [];
	const about = {runId: run.runId, name, cloud, region};
	const close = (state: WizardState) => turn(renewingKeys.put(state, undefined), {type: 'stop-rotation'} as const);
	return [
		{
			keys: ['u'],
			label: 'give the traffic back',
			run: state => andThen(andThen(close(state), panelClosed), now => openUndo(now, about)),
		},
	];
}

/** What has changed nothing can be asked for otherwise: another folder, another source. Its own run is forgotten once that is begun. */
function otherAnswersKeys(model: KeysModel): readonly KeyBinding[] {
	if (!isUntouched(model)) return [];
	const replaces = replacedBy(model);
	const again = {phase: 'answering', run: undefined, replaces, ready: {}, typed: {}, trouble: undefined} as const;
	return [
		{
			keys: ['e'],
			label: 'other answers',
			run: state =>
				andThen(renewingKeys.change(state, again), now =>
					andThen(turn(now, {type: 'stop-rotation'}), stopped => readSide(stopped, model)),
				),
		},
	];
}

function interruptKeys({plan, statuses, checks}: KeysModel): readonly KeyBinding[] {
	if (whyNotBegun(plan, {statuses, checks}) === undefined) return [];
	return [
		{keys: ['ctrl-t'], label: 'interrupt all the same', run: state => turn(ask(state, 'even-if-down', 'keys', ''))},
	];
}

/** Only Enter after the name was typed renews a key. */
function confirmed(state: WizardState): Turn {
	return renewingKeys.on(state, model => {
		const refuses = countChecks(model.checks).refuse > 0 ? 'a check refuses it, as it says above' : undefined;
		const why = whyNotBegun(model.plan, {statuses: model.statuses, checks: model.checks, key: 'ctrl-t'}) ?? refuses;
		if (why !== undefined) return renewingKeys.change(state, {refused: why});
		return isKeysTyped(model)
			? rotate(state)
			: renewingKeys.change(state, {refused: `type ${keysWord(model)} first: enter alone changes no key`});
	});
}

function toForm(state: WizardState): Turn {
	return andThen(renewingKeys.change(state, {phase: 'answering'}), now => turn(now, {type: 'stop-rotation'}));
}

function stop(state: WizardState): Turn {
	return andThen(renewingKeys.change(state, {phase: 'stopping'}), stopping => turn(stopping, {type: 'stop-run'}));
}
