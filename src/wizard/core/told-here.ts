import type {CloudId} from '../../clouds/contract/cloud.ts';
import {type AccountsInUse, accountOptions, inThisAccount, withPicked} from '../../clouds/sign-in/in-this-account.ts';
import type {FleetSnapshot} from '../../watch/fleet/fleet.ts';
import type {WizardEvent} from './event.ts';
import type {WizardState} from './state.ts';

/** An event whose texts can be pasted: the commands that they name act on the account that the wizard uses. Pure. */
export function toldHere(event: WizardEvent, {options: {accounts}}: Pick<WizardState, 'options'>): WizardEvent {
	if (!accounts) return event;
	const here = (text: string, cloud?: CloudId) => inThisAccount(text, accountOptions(accounts, cloud));
	// what a cloud said is about it alone
	const mended = <About extends {readonly mend?: string; readonly cloud?: CloudId}>(about: About): About =>
		about.mend === undefined ? about : {...about, mend: here(about.mend, about.cloud)};
	const withError = <Told extends object>(told: Told): Told =>
		'error' in told && isMend(told.error) ? {...told, error: mended(told.error)} : told;
	if ('problems' in event) return {...event, trouble: mended(event.trouble), problems: event.problems.map(mended)};
	if ('trouble' in event) return {...event, trouble: mended(event.trouble)};
	switch (event.type) {
		case 'check-done':
			return {...event, check: mended(event.check)};
		case 'run':
			return {...event, event: withError(event.event)};
		case 'undo':
			return {...event, event: withError(event.event)};
		case 'run-opened':
			return {...event, opened: withError(event.opened)};
		case 'fleet':
			return {...event, snapshot: withMends(event.snapshot, accounts)};
		case 'handover':
			return 'trouble' in event.event
				? {...event, event: {...event.event, trouble: mended(event.event.trouble)}}
				: event;
		case 'notice':
			return {...event, notice: {...event.notice, text: here(event.notice.text)}};
		case 'prompt-failed':
			return {...event, message: here(event.message)};
		default:
			return event;
	}
}

/** Each place is told of with its own account. What has no error stays the same object. */
function withMends(snapshot: FleetSnapshot, accounts: AccountsInUse): FleetSnapshot {
	if (!snapshot.places.some(({error}) => error?.mend !== undefined)) return snapshot;
	const places = snapshot.places.map(state => {
		const {error, place} = state;
		if (error?.mend === undefined) return state;
		const {cloud, profile} = place;
		const own = profile === undefined ? accounts : withPicked(accounts, cloud, profile);
		return {...state, error: {...error, mend: inThisAccount(error.mend, accountOptions(own, cloud))}};
	});
	return {...snapshot, places};
}

function isMend(error: unknown): error is {readonly mend?: string; readonly cloud?: CloudId} {
	return typeof error === 'object' && error !== null && 'mend' in error && typeof error.mend === 'string';
}
