import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {cloudName} from '../../../clouds/registry.ts';
import {isFollowed} from '../../attention/model.ts';
import {column, derived} from '../../core/list.ts';
import {listScreen} from '../../core/list-screen.ts';
import {andThen, atScreen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {backAtList} from '../../steps/open-step.ts';
import {openHome} from '../home/open.ts';
import {choiceOf} from '../watch/chosen.ts';
import {fleet, forgetFleet, watchFleet} from '../watch/fleet.ts';
import {accountRows, pickAccount, preferredAccount, whyNoAccount} from './accounts.ts';

const columns = [column('PROFILE', 0, 12, 30), column('REGION', 2, 10, 20), column('SIGNS IN WITH', 1, 20, 70)];
const ownTools = 'Profiles of the cloud’s own tools. Keys stay in their files: nothing of them is kept here.';

const here = (state: WizardState) => atScreen(state, 'accounts');

const content = derived(state => {
	const {cloud} = here(state);
	return {rows: accountRows(state, cloud), preferred: preferredAccount(state, cloud)};
});

/** Who signs in to a cloud. */
export const accountsScreen = listScreen({
	list(state) {
		const {cloud} = here(state);
		return {
			key: `accounts ${cloud}`,
			cloud,
			columns,
			readings: [],
			question: `Whose credentials does ${cloudName(cloud)} get?`,
			help: [...whyNoAccount(state, cloud), ownTools].join('\n'),
			empty: 'No profile is known',
			content,
			choose: (now, {id}) => andThen(otherAccount(now, cloud, id), back),
		};
	},
	back,
	about: state => [
		'Who signs in to this cloud: what the environment says, or a profile of the cloud’s own tools.',
		...whyNoAccount(state, here(state).cloud),
	],
});

/** What is watched is the account's that was in use before; the sandbox has one. */
function otherAccount(state: WizardState, cloud: CloudId, profile: string): Turn {
	if (state.options.sandbox) return pickAccount(state, cloud, profile);
	const isFollowedOn = fleet.of(state)?.watching === 'on' && isFollowed(state);
	const picked = andThen(forgetFleet(state), now => pickAccount(now, cloud, profile));
	// who is told of it without looking at it is told of the other account's from now on
	return isFollowedOn ? andThen(picked, now => watchFleet(now, choiceOf(now))) : picked;
}

/** To where it was opened from. */
function back(state: WizardState): Turn {
	const {from} = here(state);
	return from === 'home' ? turn(openHome(state)) : backAtList(state, from);
}
