import {placeAsked} from '../../answers/asked.ts';
import {backKey, helpKeyInText} from '../../core/keys.ts';
import {modelScreen} from '../../core/model-slot.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {pastedInto, typedInto} from '../../core/text-edit.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {openRun} from '../run/open.ts';
import {askedTo, confirming, isTyped} from './model.ts';

export const confirmScreen = modelScreen(confirming, {
	keys: model => [
		helpKeyInText,
		{
			keys: ['enter'],
			label: isTyped(model) ? askedTo(model.plan) : `${askedTo(model.plan)}, once typed`,
			run: carryOut,
		},
		backKey(now => turn({...now, screen: {name: 'dry-run'}})),
		leaveKey(),
		homeKey(),
	],
	typed: (state, key) => confirming.change(state, model => typedInto(model, key)),
	pasted: (state, text) => confirming.change(state, model => pastedInto(model, text)),
	place: placeAsked,
	about: state => {
		const {plan} = confirming.of(state) ?? {};
		return [
			plan?.exists
				? 'The last question. What is typed here changes a connection that stands.'
				: 'The last question. What is typed here makes things that may cost money.',
		];
	},
});

/** Only Enter after the word was typed creates or changes anything; the run that it opens has another use for Enter. */
function carryOut(state: WizardState): Turn {
	return confirming.on(state, model =>
		isTyped(model)
			? openRun(state, model)
			: confirming.change(state, {
					refused: `type ${model.expected} first: enter alone ${askedTo(model.plan)}s nothing`,
				}),
	);
}
