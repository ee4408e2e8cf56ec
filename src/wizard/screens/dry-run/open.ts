import {askedOf} from '../../answers/asked.ts';
import {toDraft} from '../../answers/draft.ts';
import {typedKeysOf} from '../../answers/typed-keys.ts';
import {withLate} from '../../core/late-state.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {accountHere} from '../accounts/accounts.ts';
import {openingDryRun} from './dry-run.ts';

/** From the review to the dry run: the account is read and everything checked; nothing is made. */
export function openDryRun(state: WizardState): Turn {
	const draft = toDraft(state.answers);
	if (!draft) return turn(state);
	const request = state.lastRequest + 1;
	const keys = typedKeysOf(askedOf(state), state.typedKeys);
	const made = state.late.generated;
	const dryRun = {...openingDryRun, account: accountHere(state, draft.cloud)};
	return turn(
		withLate(
			{...state, lastRequest: request, screen: {name: 'dry-run'}},
			{dryRun, requests: {...state.late.requests, preflight: request}},
		),
		{type: 'preflight', request, draft, keys, generated: made?.cloud === draft.cloud ? made.keys : {}},
	);
}
