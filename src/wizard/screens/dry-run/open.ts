import {askedOf} from '../../answers/asked.ts';
import {toDraft} from '../../answers/draft.ts';
import {typedKeysOf} from '../../answers/typed-keys.ts';
import {asking} from '../../core/awaited.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {accountHere} from '../accounts/accounts.ts';
import {generatedKeys} from './generated.ts';
import {dryRunning, openingDryRun} from './model.ts';

/** From the review to the dry run: the account is read and everything checked; nothing is made. */
export function openDryRun(before: WizardState): Turn {
	const draft = toDraft(before.answers);
	if (!draft) return turn(before);
	const {state, request} = asking(before, 'preflight');
	const keys = typedKeysOf(askedOf(state), state.typedKeys);
	const made = generatedKeys.of(state);
	const generated = made?.cloud === draft.cloud ? made.keys : {};
	const model = {...openingDryRun, account: accountHere(state, draft.cloud)};
	const opened = {...dryRunning.put(state, model), screen: {name: 'dry-run'} as const};
	return turn(opened, {type: 'preflight', request, draft, keys, generated});
}
