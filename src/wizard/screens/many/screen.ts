import {modelScreen} from '../../core/model-slot.ts';
import {andThen, turn} from '../../core/state.ts';
import {pastedInto, typedInto} from '../../core/text-edit.ts';
import {manyEnd} from './end.ts';
import {manyKeys} from './keys.ts';
import {changingMany} from './model.ts';
import {inOrder} from './open.ts';
import {atEnd, heard} from './progress.ts';

/** One option on several connections: each dry run, the one question, and each run. */
export const manyScreen = modelScreen(changingMany, {
	keys: manyKeys,
	calm: () => ({blocked: undefined}),
	typed: (state, key) => changingMany.change(state, model => (model.phase === 'asking' ? typedInto(model, key) : {})),
	pasted: (state, text) =>
		changingMany.change(state, model => (model.phase === 'asking' ? pastedInto(model, text) : {})),
	hears: {
		many: (state, {id, event}) => changingMany.change(state, model => heard(model, id, event)),
		'many-ordered': (state, {ids}) => inOrder(state, ids),
		'many-ended': state => andThen(changingMany.change(state, atEnd), now => turn(now, {type: 'list-runs'})),
		clock: (state, {now}) =>
			state.screen.name === 'many'
				? changingMany.change(state, model => ({
						now: Math.max(model.now, now),
						members: model.members.map(member =>
							member.run && member.state === 'running' ? {...member, run: {...member.run, now}} : member,
						),
					}))
				: turn(state),
	},
	place: state => changingMany.of(state),
	summary: manyEnd,
	about: () => [
		'One option or tag on several connections, as one plan: one list, one question, then one connection after the other. Each is read again right before, compared once more when it is done, and has a run of its own, which you can put back with u; stopping leaves the rest as it was.',
	],
});
