import type {ConnectionStatus} from '../../../clouds/contract/cloud.ts';
import type {Place} from '../../../connection/place.ts';
import type {FleetChoice} from '../../../session/fleet-choice.ts';
import type {FleetConnection, FleetSnapshot} from '../../../watch/fleet/fleet.ts';
import {isFollowed} from '../../attention/model.ts';
import {placeKey} from '../../core/loads.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {Hears} from '../../core/screen.ts';
import {andThen, asking, type Trouble, type Turn, turn, type WizardState} from '../../core/state.ts';

/** The connections that are watched, for the list and for the view of one. */
export interface FleetModel {
	readonly choice: FleetChoice;
	/** on: until it is stopped. once: until every place has answered. off: what is known is as old as it says. */
	readonly watching: 'on' | 'once' | 'off';
	/** Since when it is watched so, ms since the epoch. */
	readonly since: number;
	/** The newest; undefined before the first. Of an earlier watch of the same until this one has told something. */
	readonly snapshot: FleetSnapshot | undefined;
	/** What is known is of an earlier watch. */
	readonly isOld: boolean;
	/** Why nothing can be watched. */
	readonly trouble: Trouble | undefined;
	/** Asked for here; the snapshot says so a moment later. */
	readonly isPaused: boolean;
	/** It is watched only while somebody looks at it; `insteadOf`: what was watched until then, for those who are told of that. */
	readonly meanwhile?: {readonly insteadOf: FleetChoice | undefined};
}

export const fleet = modelSlot<FleetModel>('fleet');

/**
 * Watches a choice from now on. The one that is watched already goes on, and what is known of it stays; of another one nothing is known.
 * @param how once: only until every place has answered
 */
export function watchFleet(before: WizardState, choice: FleetChoice, how: 'on' | 'once' = 'on'): Turn {
	const known = fleet.of(before);
	const isSame = known !== undefined && sameChoice(known.choice, choice);
	if (isSame && known.trouble === undefined) {
		if (known.watching !== 'off') return fleet.change(before, {watching: known.watching === 'on' ? 'on' : how});
		const again = fleet.put(before, {...known, watching: how, since: before.now});
		return turn(again, {type: 'fleet-pause', paused: false}, {type: 'fleet-now'});
	}

	const {state, request} = asking(before, 'fleet');
	const model: FleetModel = {
		choice,
		watching: how,
		since: before.now,
		snapshot: isSame ? known.snapshot : undefined,
		isOld: true,
		trouble: undefined,
		isPaused: false,
	};
	return turn(fleet.put(state, model), {
		...{type: 'watch-fleet', request, choice},
		...(how === 'once' ? {background: true} : {}),
	});
}

/** Nobody is asked any more until it is watched again; what is known stays, with its age. */
function stopFleet(state: WizardState): Turn {
	return fleet.on(state, model =>
		model.watching === 'off'
			? turn(state)
			: turn(fleet.put(state, {...model, watching: 'off', isPaused: false}), {type: 'fleet-pause', paused: true}),
	);
}

/** Nobody looks at it any more: it goes on where others are told of it, else it is stopped. */
export function leaveFleet(state: WizardState): Turn {
	return fleet.on(state, ({watching, meanwhile}) => {
		if (watching !== 'on' || !isFollowed(state)) return stopFleet(state);
		if (!meanwhile) return turn(state);
		return meanwhile.insteadOf ? watchFleet(state, meanwhile.insteadOf) : stopFleet(state);
	});
}

/** Watches a choice for as long as somebody looks at it. */
export function watchMeanwhile(state: WizardState, choice: FleetChoice): Turn {
	const before = fleet.of(state);
	if (before && sameChoice(before.choice, choice)) return watchFleet(state, choice);
	const insteadOf = before?.meanwhile?.insteadOf ?? (before?.watching === 'on' ? before.choice : undefined);
	const {state: begun, effects} = watchFleet(state, choice);
	const besides = effects.map(each =>
		each.type === 'watch-fleet' && insteadOf ? {...each, meanwhile: true as const} : each,
	);
	return andThen(turn(begun, ...besides), now => fleet.change(now, {meanwhile: {insteadOf}}));
}

/** Asks nobody, or goes on asking. */
export function pauseFleet(state: WizardState, paused: boolean): Turn {
	return fleet.on(state, model => turn(fleet.put(state, {...model, isPaused: paused}), {type: 'fleet-pause', paused}));
}

/** What is told of the fleet; the list hears it, whichever screen is on top. */
export const fleetHears: Hears = {
	fleet(before, {snapshot}) {
		const {notice} = snapshot;
		const isNews = notice !== undefined && notice !== fleet.of(before)?.snapshot?.notice;
		const state = isNews ? {...before, notice: {tone: 'look', text: notice} as const} : before;
		const heard = fleet.change(state, {snapshot, isOld: false, trouble: undefined}).state;
		return fleet.of(heard)?.watching === 'once' && isWhole(heard) ? stopFleet(heard) : turn(heard);
	},
	'fleet-failed': (state, {trouble}) => fleet.change(state, {trouble, watching: 'off'}),
};

/** Whether every place that is meant has answered since it is watched so, or said why it can't. */
export function isWhole(state: WizardState): boolean {
	const model = fleet.of(state);
	if (!model?.snapshot || model.isOld || model.snapshot.isFinding) return false;
	return model.snapshot.places.every(
		({asOf, error}) => error !== undefined || (asOf !== undefined && asOf >= model.since),
	);
}

/** What stands at a place of the account in use, as it is known; nothing where it was not read. */
export function statusesAt(state: WizardState, {cloud, region}: Place): readonly ConnectionStatus[] {
	const inUse = state.options.accounts?.[cloud]?.profile;
	const watched = (fleet.of(state)?.snapshot?.connections ?? noConnections).flatMap(({place, status}) => {
		const isThere = place.cloud === cloud && place.region === region;
		return isThere && (place.profile === undefined || place.profile === inUse) ? [status] : [];
	});
	return watched.length > 0 ? watched : (state.data.statuses[placeKey(cloud, region)] ?? []);
}

const noConnections: readonly FleetConnection[] = [];

/** Nothing is known any more, and nobody is asked: it is another account's. */
export function forgetFleet(state: WizardState): Turn {
	return fleet.of(state) ? turn(fleet.put(state, undefined), {type: 'stop-fleet'}) : turn(state);
}

/** Choices are small and made in one place: the same words mean the same. */
export function sameChoice(one: FleetChoice, other: FleetChoice): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
