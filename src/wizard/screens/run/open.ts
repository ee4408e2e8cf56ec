import {withLate} from '../../core/late.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import type {ConfirmModel} from '../confirm/model.ts';
import {openingRun} from './run-model.ts';

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
	return turn(begun, {type: 'run', request, plan, secrets, account: state.data.identities[plan.cloud]?.account});
}
