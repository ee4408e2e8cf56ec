import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {withLate} from '../../core/late-state.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {accountHere} from '../accounts/accounts.ts';
import {openingPanel} from './panel.ts';

/** The live panel on the connections of a region that are named, or on all of them where none is. */
export function openPanel(
	state: WizardState,
	what: {readonly cloud: CloudId; readonly region: string; readonly ids: readonly string[]},
	origin: 'run' | 'watch' = 'run',
): Turn {
	const {cloud, region, ids} = what;
	const request = state.lastRequest + 1;
	const panel = openingPanel({
		cloud,
		region,
		ids,
		origin,
		identity: state.data.identities[cloud],
		account: accountHere(state, cloud),
		now: state.now,
	});
	return turn(
		withLate(
			{...state, lastRequest: request, screen: {name: 'panel'}},
			{panel, requests: {...state.late.requests, watch: request}},
		),
		{type: 'watch', request, cloud, region, ids},
	);
}
