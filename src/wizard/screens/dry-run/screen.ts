import {placeAsked} from '../../answers/asked.ts';
import type {Screen} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {dryRunKeys} from './keys.ts';
import {type DryRunModel, dryRunning, generatedKeys, openingDryRun, withCheck} from './model.ts';
import {refusalRow} from './why-not.ts';

/** What would be done, and every check of it, before anything is made. */
export const dryRunScreen: Screen = {
	keys(state) {
		const model = dryRunning.of(state);
		return model ? dryRunKeys(model) : [];
	},
	calm(state) {
		const model = dryRunning.of(state);
		return model?.blocked === undefined ? state : dryRunning.put(state, {...model, blocked: undefined});
	},
	hears: {
		planned: (state, {plan, commandLines, secrets, generated, expected}) =>
			hear(generatedKeys.put(state, {cloud: plan.cloud, keys: generated}), ({account}) => ({
				...openingDryRun,
				account,
				phase: 'checking',
				plan,
				commandLines,
				secrets,
				expected,
			})),
		'check-done': (state, {check}) => hear(state, model => withCheck(model, check)),
		'preflight-done': state =>
			hear(state, model => ({
				...model,
				phase: 'done',
				blocked: undefined,
				// whoever has not moved stands at what is to be mended
				row: model.row < 0 ? (refusalRow(model) ?? model.row) : model.row,
			})),
		'preflight-failed': (state, {trouble, problems}) =>
			hear(state, model => ({
				...model,
				phase: 'failed',
				blocked: undefined,
				trouble,
				problems,
				// Enter on no row leads to what the trouble is about
				row: problems.length === 0 && trouble.field !== undefined ? -1 : 0,
			})),
	},
	scrollEnded(state, top) {
		const model = dryRunning.of(state);
		return model?.open ? dryRunning.put(state, {...model, open: {...model.open, top}}) : state;
	},
	place: placeAsked,
	about: () => [
		'What would be done, in order, with its exact parameters, and every check with what it proves. Nothing has been made.',
	],
};

function hear(state: WizardState, change: (model: DryRunModel) => DryRunModel): Turn {
	const model = dryRunning.of(state);
	return turn(model ? dryRunning.put(state, change(model)) : state);
}
