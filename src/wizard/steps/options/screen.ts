import type {Option} from '../../../clouds/contract/option.ts';
import {placeAsked} from '../../answers/asked.ts';
import {helpKey, helpKeyInText, moveKeys} from '../../core/keys.ts';
import type {KeyBinding, Screen} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {takeBackKey, withWayBack} from '../../core/take-back.ts';
import {aboutStep, elsewhereKeys, findingWords, stepWaysOut} from '../go-on.ts';
import type {Step} from '../steps.ts';

import * as edit from './option-edit.ts';
import * as find from './option-find.ts';

const changing =
	(change: (state: WizardState) => WizardState) =>
	(state: WizardState): Turn =>
		turn(change(state));

/** The screen of the options: rows, an option that is being changed, or one that is being looked for. */
export function optionsScreen(step: Step): Screen {
	return {
		keys(state) {
			if (state.option.find) return [helpKeyInText, takeBackKey(state), ...findKeys, ...elsewhereKeys];
			const option = edit.optionHere(state);
			if (!option || !edit.isOpen(state, option)) return [helpKey, ...rowKeys(option), ...stepWaysOut(step)];
			return [...optionKeys(state, option), closeKey('close', edit.close), ...elsewhereKeys];
		},
		typed: (state, key) => turn(state.option.find ? find.findOption(state, key) : edit.editOption(state, key)),
		pasted: (state, text) => turn(withWayBack(state, edit.pasteIntoOption(state, text))),
		place: placeAsked,
		about(state) {
			const option = edit.optionHere(state);
			const words = option ? [`${option.label}: ${option.help}`, ...findingWords(state, step.id, option.path)] : [];
			return [...aboutStep(step, state), ...words];
		},
	};
}

const closeKey = (label: string, close: (state: WizardState) => WizardState): KeyBinding => ({
	keys: ['escape', 'shift-tab'],
	label,
	run: changing(close),
});

const findKeys: readonly KeyBinding[] = [
	{keys: [], label: 'to find', shown: 'type'},
	{keys: ['enter', 'tab'], label: 'go there', run: changing(find.stayAtFound)},
	{
		keys: ['up', 'down', 'page-up', 'page-down'],
		label: 'move',
		shown: 'up/down',
		run: (state, key) => turn(find.moveInFound(state, key)),
	},
	closeKey('clear', find.endFind),
];

function rowKeys(option: Option | undefined): readonly KeyBinding[] {
	return [
		{
			keys: ['enter'],
			label: option ? 'change' : 'go on',
			help: 'change, or go on',
			run: state => (option ? turn(edit.begin(state, option)) : edit.proceed(state)),
		},
		{keys: moveKeys, label: 'move', shown: 'up/down', run: (state, key) => turn(edit.moveRow(state, key))},
		{keys: ['/', 'ctrl-f'], label: 'find', run: changing(find.beginFind)},
		{keys: ['tab'], label: 'next section', run: changing(edit.nextSection)},
		resetKey(option),
		{keys: ['right'], label: 'go on', run: edit.proceed},
	];
}

const resetKey = (option: Option | undefined): KeyBinding => ({
	keys: ['d', 'backspace', 'delete'],
	label: 'default',
	run: changing(state => (option ? edit.reset(state, option) : state)),
});

/** The keys of an option that is being changed. */
function optionKeys(state: WizardState, option: Option): readonly KeyBinding[] {
	const take = changing(now => edit.take(now, option));
	const move: KeyBinding = {
		keys: ['up', 'down', 'home', 'end'],
		label: 'move',
		shown: 'up/down',
		run: (now, key) => turn(edit.moveWithin(now, option, key)),
	};
	switch (option.kind) {
		case 'choice':
			return [helpKey, {keys: ['enter'], label: 'take it', run: take}, move, resetKey(option)];
		case 'choices':
			return [
				helpKey,
				{keys: ['enter', 'tab'], label: 'done', run: take},
				move,
				{keys: [' ', 'x'], label: 'tick', shown: 'space', run: changing(now => edit.toggle(now, option))},
				resetKey(option),
			];
		default:
			return [helpKeyInText, takeBackKey(state), {keys: ['enter', 'tab'], label: 'done', run: take}];
	}
}
