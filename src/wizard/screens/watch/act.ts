import type {ConnectionPlace} from '../../../connection/place.ts';
import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import {andThen, type Turn, type WizardState} from '../../core/state.ts';
import {pickAccount} from '../accounts/accounts.ts';
import {openHandover} from '../handover/open.ts';
import {openKeys} from '../keys/open.ts';
import {openPanel} from '../panel/model.ts';
import {openDelete} from '../undo/open.ts';
import {editStanding, newLike} from './read-back.ts';
import {nameOf} from './row-facts.ts';

type Deed = (state: WizardState, on: FleetConnection) => Turn;

const placeOf = ({place: {cloud, region}, status: {id}}: FleetConnection): ConnectionPlace => ({cloud, region, id});

/** Does something in the account that a connection is of: its profile is the one in use from then on. */
function inAccount(
	state: WizardState,
	{place: {cloud, profile}}: FleetConnection,
	does: (state: WizardState) => Turn,
): Turn {
	const inUse = state.options.accounts?.[cloud]?.profile;
	return profile === undefined || profile === inUse ? does(state) : andThen(pickAccount(state, cloud, profile), does);
}

/** Opens one of them. */
export const openConnection: Deed = (state, on) =>
	inAccount(state, on, now => {
		const {cloud, region, id} = placeOf(on);
		return openPanel(now, {cloud, region, ids: [id]}, 'watch');
	});

/** What is done to a connection of the list, by what its key is called. */
export const deed = {
	inAccount,
	why: openConnection,
	handOver: (state: WizardState, on: FleetConnection) =>
		inAccount(state, on, now => openHandover(now, placeOf(on), nameOf(on))),
	edit: (state: WizardState, on: FleetConnection) => inAccount(state, on, now => editStanding(now, placeOf(on))),
	newLike: (state: WizardState, on: FleetConnection) => inAccount(state, on, now => newLike(now, placeOf(on))),
	renewKeys: (state: WizardState, on: FleetConnection) =>
		inAccount(state, on, now => openKeys(now, placeOf(on), on.status)),
	takeDown: (state: WizardState, on: FleetConnection) =>
		inAccount(state, on, now => openDelete(now, {place: placeOf(on), name: nameOf(on)})),
} as const;
