import {placeAsked} from '../../answers/asked.ts';
import {backKey, helpKeyInText} from '../../core/keys.ts';
import type {Screen} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {editLine, insertInto} from '../../core/text-edit.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {openRun} from '../run/open.ts';
import {type ConfirmModel, confirming, isTyped} from './model.ts';

export const confirmScreen: Screen = {
	keys(state) {
		const model = confirming.of(state);
		if (!model) return [];
		return [
			helpKeyInText,
			{keys: ['enter'], label: isTyped(model) ? 'create' : 'create, once typed', run: create},
			backKey(now => turn({...now, screen: {name: 'dry-run'}})),
			leaveKey(),
			homeKey(),
		];
	},
	typed: (state, key) =>
		changed(state, model => {
			const line = editLine(model.line, key);
			return line ? {...model, line, refused: undefined} : model;
		}),
	pasted: (state, text) =>
		changed(state, model => {
			const line = insertInto(model.line, text.replace(/\s+/g, ' ').trim());
			return {...model, line, refused: undefined};
		}),
	place: placeAsked,
	about: () => ['The last question. What is typed here makes things that may cost money.'],
};

/** Only Enter after the word was typed creates anything; the run that it opens has another use for Enter. */
function create(state: WizardState): Turn {
	const model = confirming.of(state);
	if (model && isTyped(model)) return openRun(state, model);
	return changed(state, asked => ({
		...asked,
		refused: `type ${asked.expected} first: enter alone creates nothing`,
	}));
}

function changed(state: WizardState, change: (model: ConfirmModel) => ConfirmModel): Turn {
	const model = confirming.of(state);
	return turn(model ? confirming.put(state, change(model)) : state);
}
