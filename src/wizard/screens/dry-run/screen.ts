import {placeAsked} from '../../answers/asked.ts';
import {slotOf} from '../../core/loads.ts';
import {modelScreen} from '../../core/model-slot.ts';
import {dryRunKeys} from './keys.ts';
import {dryRunning, generatedKeys, openingDryRun, withCheck} from './model.ts';
import {refusalRow} from './why-not.ts';

/** What would be done, and every check of it, before anything is made. */
export const dryRunScreen = modelScreen(dryRunning, {
	keys: dryRunKeys,
	calm: () => ({blocked: undefined}),
	hears: {
		planned: (state, {plan, commandLines, secrets, generated, expected}) =>
			dryRunning.change(
				generatedKeys.put(state, {cloud: plan.cloud, keys: generated}),
				({account, evenIfDown, statuses}) => ({
					...openingDryRun,
					account,
					evenIfDown,
					statuses,
					phase: 'checking',
					plan,
					commandLines,
					secrets,
					expected,
				}),
			),
		loaded: (state, {slot, loaded}) =>
			dryRunning.change(state, ({plan}) =>
				loaded.what === 'status' && plan && slot === slotOf({what: 'status', cloud: plan.cloud, region: plan.region})
					? {statuses: loaded.connections}
					: {},
			),
		'check-done': (state, {check}) => dryRunning.change(state, model => withCheck(model, check)),
		'preflight-done': state =>
			dryRunning.change(state, model => ({
				phase: 'done',
				blocked: undefined,
				// whoever has not moved stands at what is to be mended
				row: model.row < 0 ? (refusalRow(model) ?? model.row) : model.row,
			})),
		'preflight-failed': (state, {trouble, problems}) =>
			dryRunning.change(state, {
				phase: 'failed',
				blocked: undefined,
				trouble,
				problems,
				// Enter on no row leads to what the trouble is about
				row: problems.length === 0 && trouble.field !== undefined ? -1 : 0,
			}),
	},
	scrollEnded: ({open}, top) => ({open: open && {...open, top}}),
	place: placeAsked,
	about: () => [
		'What would be done, in order, with its exact parameters, and every check with what it proves. Nothing has been made.',
	],
});
