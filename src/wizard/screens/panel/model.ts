import type {Identity} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {FleetChange, FleetConnection, FleetSnapshot, PlaceState} from '../../../watch/fleet/fleet.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {shortSpan} from '../../core/spans.ts';
import type {Trouble, WizardState} from '../../core/state.ts';
import {connectionNamed} from '../watch/connection-named.ts';
import type {LookedAt, PanelViewId, ViewReads} from './views.ts';

/** One connection, as it is known in the fleet that is watched, and what was read of it alone. */
export interface PanelModel extends LookedAt {
	/** The account's profile and number, for people; '' before they are known. */
	readonly accountName: string;
	readonly identity: Identity | undefined;
	/** The options of a command that acts on its account. */
	readonly accountOptions: AccountOptions;
	/** Where it was opened from: a connection that was just made or changed, or the list of those that stand. */
	readonly origin: 'run' | 'watch';
	/** As it was known last; undefined before anything is. */
	readonly connection: FleetConnection | undefined;
	/** Its place answers, and no longer tells of it. */
	readonly isGone: boolean;
	/** How asking its place goes; undefined before the first snapshot. */
	readonly place: PlaceState | undefined;
	/** Its changes, newest first. */
	readonly changes: readonly FleetChange[];
	readonly clockTrouble: FleetSnapshot['clock'];
	readonly isPaused: boolean;
	/** Why nothing can be watched. */
	readonly trouble: Trouble | undefined;
	readonly view: PanelViewId;
	/** The first line of the view in sight. */
	readonly top: number;
	readonly reads: ViewReads;
	/** Ms since the epoch, from clock events. */
	readonly now: number;
}

export const watching = modelSlot<PanelModel>('panel');

type PanelStart = LookedAt &
	Pick<PanelModel, 'identity' | 'accountOptions' | 'now'> &
	Partial<Pick<PanelModel, 'origin'>>;

export function openingPanel(start: PanelStart): PanelModel {
	return {
		origin: 'run',
		accountName: '',
		...start,
		connection: undefined,
		isGone: false,
		place: undefined,
		changes: [],
		clockTrouble: undefined,
		isPaused: false,
		trouble: undefined,
		view: 'tunnels',
		top: 0,
		reads: {},
	};
}

/** The panel as the fleet is known now. What was known of the connection stays when it is gone. */
export function withSnapshot(model: PanelModel, snapshot: FleetSnapshot): PanelModel {
	const found = connectionIn(model, snapshot);
	const place = placeIn(model, snapshot, found);
	const connection = found ?? model.connection;
	const hasAnswered = place?.asOf !== undefined && place.error === undefined;
	const key = connection?.key;
	const changes = snapshot.changes.filter(change =>
		key === undefined ? change.id === model.id && change.place === place?.place : change.connection === key,
	);
	const isSame =
		changes.length === model.changes.length && changes.every((each, index) => each === model.changes[index]);
	return {
		...model,
		id: model.id === '' ? (connection?.status.id ?? '') : model.id,
		accountName: place?.place.account ?? model.accountName,
		connection,
		isGone: found === undefined && model.connection !== undefined && hasAnswered,
		place,
		changes: isSame ? model.changes : changes,
		clockTrouble: snapshot.clock,
		isPaused: snapshot.isPaused,
		trouble: undefined,
	};
}

/** By its key once that is known: there may be thousands. */
function connectionIn(model: PanelModel, {connections}: FleetSnapshot): FleetConnection | undefined {
	if (model.connection) return connectionNamed(connections, model.connection.key);
	return connections.find(({place, status}) => isAt(model, place) && (model.id === '' || status.id === model.id));
}

function placeIn(model: PanelModel, {places}: FleetSnapshot, found: FleetConnection | undefined) {
	const own = found ?? model.connection;
	return places.find(({place}) => (own ? place.key === own.place.key : isAt(model, place)));
}

/** Of what was just made only its own account is watched, under whatever name that is reached. */
function isAt(model: PanelModel, place: Pick<LookedAt, 'cloud' | 'region' | 'profile'>): boolean {
	const isAccount = model.profile === undefined || place.profile === model.profile;
	return place.cloud === model.cloud && place.region === model.region && isAccount;
}

/** How old what is shown is, and when it is asked again: `as of 4 s ago · next in 6 s`. */
export function ageOf({place, isPaused, now}: PanelModel): string {
	if (!place) return 'asking';
	const age = place.asOf === undefined ? 'nothing read yet' : `as of ${shortSpan(now - place.asOf)} ago`;
	const then = place.polling ? 'asking now' : isPaused ? 'paused' : `next in ${shortSpan(place.nextAt - now)}`;
	return [place.isStale ? 'OLD' : '', age, place.isThrottled ? 'throttled' : '', then].filter(Boolean).join(' · ');
}

/** Whose account and region stand above. */
export function panelPlace(state: WizardState) {
	const model = watching.of(state);
	if (!model) return undefined;
	const {cloud, region, profile, accountName} = model;
	return {cloud, region, ...(profile === undefined ? {} : {whose: accountName || profile})};
}
