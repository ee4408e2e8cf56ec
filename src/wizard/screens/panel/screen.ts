import {modelScreen} from '../../core/model-slot.ts';
import {turn} from '../../core/state.ts';
import {panelKeys} from './keys.ts';
import {watching, withSnapshot} from './model.ts';
import {panelEnd} from './summary.ts';

/** Tunnels as the cloud reports them, live. */
export const panelScreen = modelScreen(watching, {
	keys: panelKeys,
	hears: {
		snapshot: (state, {snapshot}) => watching.change(state, model => withSnapshot(model, snapshot)),
		clock: (state, {now}) =>
			state.screen.name === 'panel' ? watching.change(state, model => ({now: Math.max(model.now, now)})) : turn(state),
	},
	scrollEnded: ({open}, top) => ({open: open && {top}}),
	place: state => watching.of(state),
	summary: panelEnd,
	about: () => [
		'The tunnels as the cloud reports them. When the cloud can’t be asked, the last good answer stays with its age.',
	],
});
