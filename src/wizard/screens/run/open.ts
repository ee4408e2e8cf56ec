import type {Confirmed} from '../../../session/run.ts';
import {askedOf} from '../../answers/asked.ts';
import {typedKeysOf} from '../../answers/typed-keys.ts';
import {withLate} from '../../core/late-state.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import type {ConfirmModel} from '../confirm/model.ts';
import {openingRun, type RunModel} from './run-model.ts';

/** What was confirmed is carried out. */
export function openRun(
	state: WizardState,
	{plan, secrets, account}: Pick<ConfirmModel, 'plan' | 'secrets' | 'account'>,
): Turn {
	const request = state.lastRequest + 1;
	const begun = withLate(
		{...state, lastRequest: request, screen: {name: 'run'}},
		{
			run: {...openingRun(plan, state.now, state.options.sandbox), secrets, account},
			runKeys: {},
			// a key is one connection's own
			generated: undefined,
			requests: {...state.late.requests, run: request},
		},
	);
	return turn(begun, {type: 'run', request, ...confirmed(state, {plan, secrets})});
}

/** Goes on with a run that stopped; one that could not even begin its journal is begun again. */
export function resumeRun(state: WizardState, run: RunModel): Turn {
	const request = state.lastRequest + 1;
	const typed = run.origin === 'confirmed' ? typedKeysOf(askedOf(state), state.typedKeys) : {};
	const keys = {...typed, ...state.late.runKeys};
	const going = withLate(
		{...state, lastRequest: request},
		{run: {...run, phase: 'running', trouble: undefined}, requests: {...state.late.requests, run: request}},
	);
	if (run.runId === '') return turn(going, {type: 'run', request, ...confirmed(state, run)});
	return turn(going, {type: 'resume-run', request, runId: run.runId, keys});
}

function confirmed(state: WizardState, {plan, secrets}: Pick<RunModel, 'plan' | 'secrets'>): Confirmed {
	return {plan, secrets, account: state.data.identities[plan.cloud]?.account};
}
