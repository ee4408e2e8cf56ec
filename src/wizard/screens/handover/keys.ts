import {backKey, helpKey, helpKeyInText, type Key, moveKeys, scrolledTo} from '../../core/keys.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {backToConnection} from '../panel/back.ts';
import {panelClosed, panelEnd} from '../panel/summary.ts';
import {isChoice, takeChoice} from './form.ts';
import {type HandoverModel, handingOver, handoverFields, isFailed} from './model.ts';
import {stepped, stopped} from './open.ts';
import {again, beside, choose, clearFilter, next, type Step, stepBack, typed} from './steps.ts';
import {handoverSummary} from './text.ts';

type Run = NonNullable<KeyBinding['run']>;

const does =
	(step: (model: HandoverModel, key: Key) => Step): Run =>
	(state, key) =>
		handingOver.on(state, model => stepped(state, step(model, key)));

const changes =
	(change: (model: HandoverModel) => Partial<HandoverModel>): Run =>
	state =>
		handingOver.change(state, change);

export const pageOf = ({size}: WizardState) => Math.max(3, size.rows - 8);

const back = backKey((state, key): Turn => {
	const model = handingOver.of(state);
	const within = model && stepBack(model, key);
	if (within) return stepped(state, within);
	return andThen(stopped(state), now => backToConnection(handingOver.put(now, undefined)));
});

export function handoverKeys(model: HandoverModel): readonly KeyBinding[] {
	const leave = leavesWith(model);
	const home = homeKey({
		stays: model.phase === 'writing' ? 'the files are being written' : undefined,
		close: state => andThen(stopped(state), panelClosed),
	});
	switch (model.phase) {
		case 'choosing':
			return [...choosingKeys(model, leave), home];
		case 'answering':
			return [...answeringKeys(model), {...back, keys: ['escape']}, leave, home];
		case 'writing':
			return [helpKey, leave, home];
		case 'written':
			return [
				helpKey,
				{
					keys: moveKeys,
					label: 'scroll',
					shown: 'up/down',
					run: (state, key) => changes(({top}) => ({top: scrolledTo(key, top, pageOf(state))}))(state, key),
				},
				{keys: ['n', 'h'], label: 'another device', run: changes(() => ({phase: 'choosing'}))},
				{...back, keys: ['escape', 'enter', 'shift-tab'], label: 'to the tunnels'},
				{...leave, keys: ['q', 'ctrl-c']},
				home,
			];
	}
}

function leavesWith(model: HandoverModel): KeyBinding {
	const leave = leaveKey({code: 0, summary: state => [...panelEnd(state), ...handoverSummary(model)]});
	return {...leave, run: (state, key) => andThen(stopped(state), now => leave.run?.(now, key) ?? turn(now))};
}

function choosingKeys(model: HandoverModel, leave: KeyBinding): readonly KeyBinding[] {
	return [
		helpKey,
		{keys: [], label: 'to filter', shown: 'type'},
		{keys: ['enter'], label: 'choose', run: does(choose)},
		{
			keys: ['tab'],
			label: model.kind === 'device' ? 'as code' : 'for a device',
			run: changes(({kind}) => ({kind: kind === 'device' ? 'code' : 'device'})),
		},
		{keys: ['ctrl-r'], label: isFailed(model) ? 'try again' : 'reload', run: does(again)},
		model.lists[model.kind].filter === '' ? back : {...back, label: 'clear filter'},
		leave,
		{keys: ['ctrl-u'], label: 'clear filter', shown: '', run: does(clearFilter)},
		{
			keys: moveKeys,
			label: 'move',
			shown: '',
			run: (state, key) => does(now => typed(now, key, pageOf(state)))(state, key),
		},
	];
}

function answeringKeys(model: HandoverModel): readonly KeyBinding[] {
	const fields = handoverFields(model);
	const {field} = model.form;
	const isLast = field === fields.at(-1);
	const take = (now: HandoverModel) => ({...now, form: takeChoice(now.form)});
	const forward: readonly KeyBinding[] = isChoice(field)
		? [
				{keys: ['enter'], label: 'choose', run: does(now => next(take(now)))},
				{keys: [' '], label: 'choose and stay', shown: '', run: changes(take)},
				{keys: ['tab'], label: 'next', shown: '', run: does(next)},
			]
		: [
				{
					keys: isLast ? ['enter'] : ['enter', 'tab'],
					label: isLast ? 'write the files' : 'next',
					run: does(next),
				},
			];
	return [
		isChoice(field) ? helpKey : helpKeyInText,
		...forward,
		{
			keys: ['up'],
			label: 'move',
			shown: fields.length > 1 ? 'up/down' : '',
			run: does(now => beside(now, 'up')),
		},
		{keys: ['down'], label: 'down', shown: '', run: does(now => beside(now, 'down'))},
		{keys: ['shift-tab'], label: 'field before', shown: '', run: does(now => beside(now, 'previous'))},
	];
}
