import {want} from '../../core/loads.ts';
import {modelScreen} from '../../core/model-slot.ts';
import {andThen, turn} from '../../core/state.ts';
import {pastedInto, typedInto} from '../../core/text-edit.ts';
import {ask, askAgain} from '../../overlays/prompt/question.ts';
import {pastedIn, typedIn, withFolder, withMoreAsked} from './edit-form.ts';
import {renewKeys} from './keys.ts';
import {broken, heard, renewingKeys} from './model.ts';
import {withTypedKey} from './question.ts';
import {keysEnd} from './text.ts';

/** New keys, one tunnel after the other: what is asked, what would be done, the device's files and steps, and the waits. */
export const keysScreen = modelScreen(renewingKeys, {
	keys: renewKeys,
	calm: ({form}) => ({form: {...form, blocked: undefined}}),
	typed: (state, key) =>
		renewingKeys.change(state, model => {
			if (model.phase === 'asking') return typedInto(model, key);
			return model.phase === 'answering' ? {form: typedIn(model.form, key), trouble: undefined} : {};
		}),
	pasted: (state, text) =>
		renewingKeys.change(state, model => {
			if (model.phase === 'asking') return pastedInto(model, text);
			return model.phase === 'answering' ? {form: pastedIn(model.form, text), trouble: undefined} : {};
		}),
	scrollEnded: (_, top) => ({top}),
	hears: {
		'side-read': (state, {side, folder}) =>
			renewingKeys.change(state, model => {
				const seen = side ?? 'failed';
				const form = withMoreAsked(model.form, model, {...model, side: seen});
				return {side: seen, form: folder === undefined ? form : withFolder(form, folder)};
			}),
		'key-checked': (state, {key}) =>
			state.prompt?.purpose === 'rotation-key' ? withTypedKey(state, state.prompt.subject, key) : turn(state),
		'rotation-shown': (state, {plan, checks}) =>
			renewingKeys.change(state, {
				phase: 'asking',
				plan,
				checks,
				top: 0,
				line: {value: '', cursor: 0},
				refused: undefined,
			}),
		'rotation-failed': (state, {trouble, keyFor}) =>
			renewingKeys.on(state, model => {
				const {[keyFor ?? '']: wrong, ...typed} = model.typed;
				if (keyFor === undefined || !wrong) return turn(renewingKeys.put(state, broken(model, trouble)));
				// nothing is begun yet: it is asked for again at once
				const stopped = renewingKeys.put(state, {...model, phase: 'stopped', typed});
				return turn(askAgain(ask(stopped, 'rotation-key', keyFor, ''), trouble.message));
			}),
		rotation: (state, {event}) =>
			renewingKeys.on(state, model => {
				if (event.type === 'key-wanted')
					return turn(renewingKeys.put(ask(state, 'rotation-key', event.field, ''), {...model, phase: 'stopped'}));
				const told = turn(renewingKeys.put(state, heard(model, event)));
				if (event.type !== 'finished' && event.type !== 'stopped') return told;
				const {cloud, region} = model.place;
				return andThen(
					andThen(told, now => turn(now, {type: 'list-runs'})),
					now => want(now, {what: 'status', cloud, region}, true),
				);
			}),
		clock: (state, {now}) =>
			state.screen.name === 'keys'
				? renewingKeys.change(state, ({run}) => (run ? {run: {...run, now: Math.max(run.now, now)}} : {}))
				: turn(state),
	},
	place: state => renewingKeys.of(state)?.place,
	summary: keysEnd,
	about: () => [
		'A new pre-shared key for each tunnel, one after the other. The device’s new file is written before the cloud gets its key; then it waits until the tunnel is UP again, and goes on by itself. No key is ever shown here.',
	],
});
