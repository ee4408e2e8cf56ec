import {cloudIds, cloudName} from '../../../clouds/registry.ts';
import type {Reading} from '../../../session/read.ts';
import {wantAll} from '../../core/loads.ts';
import type {Turn, WizardState} from '../../core/state.ts';
import {leave} from '../../core/ways-out.ts';
import type {Offer} from '../home/open.ts';
import {accountInShort, accountSays, canSignIn, hasNoAccount} from './accounts.ts';
import {openAccounts} from './open.ts';

/** A line for each cloud: whose account it is, and another one behind Enter. */
export function accountsAtHome(state: WizardState): readonly Offer[] {
	return cloudIds().map((cloud, index) => ({
		id: `account ${cloud}`,
		title: cloudName(cloud),
		says: accountInShort(state, cloud),
		whole: accountSays(state, cloud),
		apart: index === 0,
		open: now => openAccounts(now, cloud),
	}));
}

/** Without an account the sandbox can be used at once; the wizard opens anew on it. */
export function sandboxAtHome(state: WizardState): readonly Offer[] {
	if (!hasNoAccount(state)) return [];
	return [
		{
			id: 'sandbox',
			title: 'Try it without an account',
			says: 'on the sandbox: nothing leaves this machine',
			open: now => leave(now, 0, [], true),
		},
	];
}

/** Reads, while the first screen is looked at, whose accounts these are. Bounded; waited for by nobody. */
export function lookAround(state: WizardState): Turn {
	const readings = cloudIds()
		.filter(cloud => canSignIn(state, cloud))
		.map((cloud): Reading => ({what: 'identity', cloud}));
	return wantAll(state, readings, 'background');
}
