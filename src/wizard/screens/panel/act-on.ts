import {cloudName} from '../../../clouds/registry.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import {accountOptions, withPicked} from '../../../clouds/sign-in/in-this-account.ts';
import type {AccountPlace} from '../../../connection/place.ts';
import {printable} from '../../../connection/printable.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {accountHere, pickAccount} from '../accounts/accounts.ts';

/** Which profile was picked for what is done: said again where a later notice would take the place of it. */
const accountTold = modelSlot<string>('account told');

/** That a profile was picked, once: '' where none was. */
export function takeAccountTold(state: WizardState): {readonly state: WizardState; readonly told: string} {
	return {state: accountTold.put(state, undefined), told: accountTold.of(state) ?? ''};
}

/**
 * Does something to a connection of a fleet with the account that it is in: where that is another profile's than the one in use, that profile is picked
 * first, and it is said. In the sandbox there is one account.
 */
export function inItsAccount(state: WizardState, place: AccountPlace, does: (state: WizardState) => Turn): Turn {
	if (!isOther(state, place)) return does(takeAccountTold(state).state);
	const {cloud, profile = ''} = place;
	const told = `${cloudName(cloud)} is used with profile ${printable(profile, 60)} from now on`;
	return andThen(pickAccount(state, cloud, profile), picked => {
		const {state: done, effects} = does({...picked, notice: undefined});
		const {notice} = done;
		const text = [told, notice?.text].filter(Boolean).join(' · ');
		const said = {...accountTold.put(done, told), notice: {tone: notice?.tone ?? 'plain', text} as const};
		return turn(said, ...effects);
	});
}

function isOther({options: {sandbox, accounts}}: WizardState, {cloud, profile}: AccountPlace): boolean {
	return !sandbox && profile !== undefined && accounts?.[cloud]?.profile !== profile;
}

/** The options of a command that acts on the account of a place. */
export function accountAt(state: WizardState, place: AccountPlace): AccountOptions {
	const {accounts} = state.options;
	if (!accounts || place.profile === undefined) return accountHere(state, place.cloud);
	return accountOptions(withPicked(accounts, place.cloud, place.profile), place.cloud);
}
