import {modelScreen} from '../../core/model-slot.ts';
import {andChange} from '../../core/state.ts';
import {panelPlace} from '../panel/model.ts';
import {panelEnd} from '../panel/summary.ts';
import {handoverKeys, pageOf} from './keys.ts';
import {handingOver} from './model.ts';
import {stepped} from './open.ts';
import {heard, paste, typed} from './steps.ts';
import {handedOver} from './text.ts';

/** The site's side of a connection: which device, and the files for it. */
export const handoverScreen = modelScreen(handingOver, {
	keys: handoverKeys,
	calm: ({form}) => ({eager: false, blocked: undefined, form: {...form, blocked: undefined}}),
	typed: (state, key) => handingOver.on(state, model => stepped(state, typed(model, key, pageOf(state)))),
	pasted: (state, text) => handingOver.on(state, model => stepped(state, paste(model, text))),
	scrollEnded: (_, top) => ({top}),
	hears: {
		handover: (state, {event}) =>
			handingOver.on(state, model => {
				const told = stepped(state, heard(model, event));
				if (event.heard !== 'written') return told;
				return andChange(told, now => handedOver.put(now, [...(handedOver.of(now) ?? []), event.written]));
			}),
	},
	place: state => panelPlace(state) ?? handingOver.of(state)?.place,
	summary: panelEnd,
	about: () => [
		'The site’s side of the connection: files for a device, or the same as code. Files hold the keys, so they are for you alone and are never shown here; nothing is overwritten.',
	],
});
