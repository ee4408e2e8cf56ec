import type {Identity, Plan} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {SecretStore} from '../../../connection/secret.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import type {TypedWord} from '../../core/text-edit.ts';

/** The last question before anything is made. Enter alone never answers it. */
export interface ConfirmModel extends TypedWord {
	readonly plan: Plan;
	/** The keys that were checked with it. */
	readonly secrets: SecretStore;
	/** Of the account that it is made in. */
	readonly account: AccountOptions;
	readonly identity: Identity | undefined;
	/** What must be typed. */
	readonly expected: string;
}

export const confirming = modelSlot<ConfirmModel>('confirm');

/**
 * The word to type: the connection's name where it can be typed on any keyboard, else `create` or `change`.
 * @param short the word in place of the name
 */
export function wordToType(name: string, short: string = 'create'): string {
	return /^[\u0021-\u007E](?:[\u0020-\u007E]{0,38}[\u0021-\u007E])?$/.test(name) && !name.includes('  ') ? name : short;
}

/** What is asked for: one that stands is changed, also where that only adds to it. */
export function askedTo({exists}: Pick<Plan, 'exists'>): 'create' | 'change' {
	return exists ? 'change' : 'create';
}

/** What the connection is called now: a name that a change gives it proves nothing of which one is meant. */
export function nameNow({exists, name}: Pick<Plan, 'exists' | 'name'>): string {
	return exists ? exists.name || exists.id : name;
}

/** Whether the word stands there. Case matters: it is a name. */
export function isTyped({line, expected}: ConfirmModel): boolean {
	return line.value.trim() === expected;
}

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
		expected: wordToType(nameNow(plan), askedTo(plan)),
		line: {value: '', cursor: 0},
		refused: undefined,
	});
	return turn({...asked, screen: {name: 'confirm'}});
}
