import type {ConnectionPlace} from '../../../connection/place.ts';
import type {FleetConnection, FleetPlace} from '../../../watch/fleet/fleet.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {fleet, watchFleet, watchMeanwhile} from '../watch/fleet.ts';
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

/** A connection that was just made or changed, with the account in use: it alone is watched, unless what is watched tells of it too. */
export function watchOne(state: WizardState, made: ConnectionPlace): Turn {
	const {cloud, region, id} = made;
	const among = watchedAmong(state, made);
	if (!among)
		return andThen(watchMeanwhile(state, {clouds: [cloud], regions: [region], ids: [id]}), now =>
			opened(now, {cloud, region, id}, 'run'),
		);
	return andThen(watchFleet(state, among.choice), now =>
		andThen(turn(now, {type: 'fleet-now', place: among.place.key}), asked =>
			opened(asked, {cloud, region, id, ...(among.place.profile && {profile: among.place.profile})}, 'run'),
		),
	);
}

/** The fleet that tells of a connection of the account in use, and as which place: it is known there, or will be, as all of the place is watched. */
function watchedAmong(state: WizardState, {cloud, region, id}: ConnectionPlace) {
	const {choice, watching, snapshot} = fleet.of(state) ?? {};
	if (!choice || !snapshot) return undefined;
	const inUse = state.options.accounts?.[cloud]?.profile;
	const isThere = (place: FleetPlace) =>
		place.cloud === cloud && place.region === region && (place.profile === undefined || place.profile === inUse);
	const known = snapshot.connections.find(({place, status}) => status.id === id && isThere(place));
	if (known) return {choice, place: known.place};
	const isWhole = choice.ids === undefined && choice.saved === undefined && choice.tags === undefined;
	const place = watching === 'on' && isWhole ? snapshot.places.find(each => isThere(each.place))?.place : undefined;
	return place && {choice, place};
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
