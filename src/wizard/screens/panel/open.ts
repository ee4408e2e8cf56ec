import type {Place} from '../../../connection/place.ts';
import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {fleet, watchFleet} from '../watch/fleet.ts';
import {accountAt} from './act-on.ts';
import {openingPanel, watching, withSnapshot} from './model.ts';
import {readDue} from './readings.ts';
import type {LookedAt} from './views.ts';

/** One connection of the list that is watched. The list goes on behind it. */
export function openPanel(state: WizardState, {place, status}: FleetConnection): Turn {
	const {cloud, region, profile} = place;
	const at = {cloud, region, id: status.id, ...(profile === undefined ? {} : {profile})};
	return opened(state, at, 'watch');
}

/** A connection that was just made or changed, with the account in use: it alone is watched. */
export function watchOne(state: WizardState, {cloud, region, id}: Place & {readonly id: string}): Turn {
	return andThen(watchFleet(state, {clouds: [cloud], regions: [region], ids: [id]}), now =>
		opened(now, {cloud, region, id}, 'run'),
	);
}

function opened(state: WizardState, at: LookedAt, origin: 'run' | 'watch'): Turn {
	const panel = openingPanel({
		...at,
		origin,
		identity: state.data.identities[at.cloud],
		accountOptions: accountAt(state, at),
		now: state.now,
	});
	const snapshot = fleet.of(state)?.snapshot;
	const shown = snapshot ? withSnapshot(panel, snapshot) : panel;
	return andThen(turn({...watching.put(state, shown), screen: {name: 'panel'}}), readDue);
}
