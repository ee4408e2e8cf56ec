import type {ConnectionPlace} from '../../../connection/place.ts';
import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import type {Turn, WizardState} from '../../core/state.ts';
import {openHandover} from '../handover/open.ts';
import {openKeys} from '../keys/open.ts';
import {inItsAccount} from '../panel/act-on.ts';
import {openPanel} from '../panel/open.ts';
import {openDelete} from '../undo/open.ts';
import {openWhy} from '../why/open.ts';
import {editStanding, newLike} from './read-back.ts';
import {nameOf} from './row-facts.ts';

type Deed = (state: WizardState, on: FleetConnection) => Turn;

const placeOf = ({place: {cloud, region}, status: {id}}: FleetConnection): ConnectionPlace => ({cloud, region, id});

/** In the account that it is of: its profile is the one in use from then on. */
function inAccount(state: WizardState, {place}: FleetConnection, does: (state: WizardState) => Turn): Turn {
	return inItsAccount(state, place, does);
}

/** Opens one of them. */
export const openConnection: Deed = openPanel;

/** What is done to a connection of the list, by what its key is called. */
export const deed = {
	inAccount,
	why: openWhy,
	handOver: (state: WizardState, on: FleetConnection) =>
		inAccount(state, on, now => openHandover(now, placeOf(on), nameOf(on))),
	edit: (state: WizardState, on: FleetConnection) => inAccount(state, on, now => editStanding(now, placeOf(on))),
	newLike: (state: WizardState, on: FleetConnection) => inAccount(state, on, now => newLike(now, placeOf(on))),
	renewKeys: (state: WizardState, on: FleetConnection) =>
		inAccount(state, on, now => openKeys(now, placeOf(on), on.status)),
	takeDown: (state: WizardState, on: FleetConnection) =>
		inAccount(state, on, now => openDelete(now, {place: placeOf(on), name: nameOf(on)})),
} as const;
