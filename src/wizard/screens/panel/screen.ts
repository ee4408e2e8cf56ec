import {modelScreen} from '../../core/model-slot.ts';
import {aboutLooking} from '../../core/read-only.ts';
import {andThen, turn} from '../../core/state.ts';
import {panelKeys} from './keys.ts';
import {panelPlace, watching, withSnapshot} from './model.ts';
import {readDue, readingsHear} from './readings.ts';
import {panelEnd} from './summary.ts';

/** One connection, live: what its cloud says of it, and what was seen here. */
export const panelScreen = modelScreen(watching, {
	keys: panelKeys,
	hears: {
		fleet: (state, {snapshot}) =>
			andThen(
				watching.change(state, model => withSnapshot(model, snapshot)),
				readDue,
			),
		'fleet-failed': (state, {trouble}) => watching.change(state, {trouble}),
		clock: (state, {now}) =>
			state.screen.name === 'panel'
				? andThen(
						watching.change(state, model => ({now: Math.max(model.now, now)})),
						readDue,
					)
				: turn(state),
		...readingsHear,
	},
	scrollEnded: (_, top) => ({top}),
	place: panelPlace,
	summary: panelEnd,
	about: state => [
		...aboutLooking(state),
		'One connection as its cloud reports it. When the cloud can’t be asked, the last good answer stays with its age.',
		'What takes calls of its own (what was negotiated, traffic, routes, the configuration) is read only while its view is open.',
	],
});
