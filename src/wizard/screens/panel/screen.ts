import type {Screen} from '../../core/screen.ts';
import {turn} from '../../core/state.ts';
import {panelKeys} from './keys.ts';
import {watching, withSnapshot} from './model.ts';
import {panelEnd} from './summary.ts';

/** Tunnels as the cloud reports them, live. */
export const panelScreen: Screen = {
	keys(state) {
		const model = watching.of(state);
		return model ? panelKeys(model) : [];
	},
	hears: {
		snapshot(state, {snapshot}) {
			const model = watching.of(state);
			return turn(model ? watching.put(state, withSnapshot(model, snapshot)) : state);
		},
		clock(state, {now}) {
			const model = state.screen.name === 'panel' ? watching.of(state) : undefined;
			return turn(model ? watching.put(state, {...model, now: Math.max(model.now, now)}) : state);
		},
	},
	scrollEnded(state, top) {
		const model = watching.of(state);
		return model?.open ? watching.put(state, {...model, open: {top}}) : state;
	},
	place: state => watching.of(state),
	summary: panelEnd,
	about: () => [
		'The tunnels as the cloud reports them. When the cloud can’t be asked, the last good answer stays with its age.',
	],
};
