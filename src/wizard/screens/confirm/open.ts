import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {type ConfirmModel, confirming, wordToType} from './model.ts';

/** From the dry run to the last question: whether what it has checked is to be made. */
export function openConfirm(
	state: WizardState,
	{plan, secrets, account}: Pick<ConfirmModel, 'plan' | 'secrets' | 'account'>,
): Turn {
	const asked = confirming.put(state, {
		plan,
		secrets,
		account,
		identity: state.data.identities[plan.cloud],
		expected: wordToType(plan.name),
		line: {value: '', cursor: 0},
		refused: undefined,
	});
	return turn({...asked, screen: {name: 'confirm'}});
}
