import type {Screen} from '../../core/screen.ts';
import {andChange, turn} from '../../core/state.ts';
import {watching} from '../panel/model.ts';
import {panelEnd} from '../panel/summary.ts';
import {handoverKeys, pageOf} from './keys.ts';
import {handingOver} from './model.ts';
import {stepped} from './open.ts';
import {heard, paste, typed} from './steps.ts';
import {handedOver} from './text.ts';

/** The site's side of a connection: which device, and the files for it. */
export const handoverScreen: Screen = {
	keys(state) {
		const model = handingOver.of(state);
		return model ? handoverKeys(model) : [];
	},
	calm(state) {
		const model = handingOver.of(state);
		if (!model) return state;
		const form = {...model.form, blocked: undefined};
		return handingOver.put(state, {...model, eager: false, blocked: undefined, form});
	},
	typed(state, key) {
		const model = handingOver.of(state);
		return model ? stepped(state, typed(model, key, pageOf(state))) : turn(state);
	},
	pasted(state, text) {
		const model = handingOver.of(state);
		return model ? stepped(state, paste(model, text)) : turn(state);
	},
	scrollEnded(state, top) {
		const model = handingOver.of(state);
		return model ? handingOver.put(state, {...model, top}) : state;
	},
	hears: {
		handover(state, {event}) {
			const model = handingOver.of(state);
			if (!model) return turn(state);
			const told = stepped(state, heard(model, event));
			if (event.heard !== 'written') return told;
			return andChange(told, now => handedOver.put(now, [...(handedOver.of(now) ?? []), event.written]));
		},
	},
	place: state => watching.of(state),
	summary: panelEnd,
	about: () => [
		'The site’s side of the connection: files for a device, or the same as code. Files hold the keys, so they are for you alone and are never shown here; nothing is overwritten.',
	],
};
