import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {asking} from '../../core/awaited.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {accountHere} from '../accounts/accounts.ts';
import {openingPanel, watching} from './model.ts';

/** The live panel on the connections of a region that are named, or on all of them where none is. */
export function openPanel(
	before: WizardState,
	what: {readonly cloud: CloudId; readonly region: string; readonly ids: readonly string[]},
	origin: 'run' | 'watch' = 'run',
): Turn {
	const {state, request} = asking(before, 'watch');
	const {cloud, region, ids} = what;
	const panel = openingPanel({
		cloud,
		region,
		ids,
		origin,
		identity: state.data.identities[cloud],
		account: accountHere(state, cloud),
		now: state.now,
	});
	const opened = {...watching.put(state, panel), screen: {name: 'panel'} as const};
	return turn(opened, {type: 'watch', request, cloud, region, ids});
}
