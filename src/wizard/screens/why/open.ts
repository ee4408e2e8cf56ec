import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {accountAt} from '../panel/act-on.ts';
import {fleet} from '../watch/fleet.ts';
import {askingWhy, type SiteGiven} from './model.ts';

/** Why the tunnels of a connection are down; what is watched goes on behind it. */
export function openWhy(state: WizardState, connection: FleetConnection): Turn {
	const {place: at, status} = connection;
	const {cloud, region, profile} = at;
	const place = {cloud, region, id: status.id, ...(profile === undefined ? {} : {profile})};
	const known = askingWhy.of(state);
	// of the same connection what was given of the site is not asked for twice
	const isSame = known?.place.id === status.id && known.place.region === region && known.place.profile === profile;
	const model = {
		place,
		name: status.name || status.id,
		accountOptions: accountAt(state, place),
		whose: profile === undefined ? undefined : at.account,
		isReading: false,
		askedAt: 0,
		answer: undefined,
		at: undefined,
		answeredWith: undefined,
		trouble: undefined,
		site: isSame ? known.site : undefined,
		typed: isSame ? known.typed : '',
		row: 0,
		top: 0,
		now: state.now,
	};
	return andThen(turn({...askingWhy.put(state, model), screen: {name: 'why'}}), askWhy);
}

/** Asks, anew too: what is shown stays until the answer is here. */
export function askWhy(before: WizardState): Turn {
	return askingWhy.on(before, model => {
		const {place, site} = model;
		const {state, request} = asking(before, 'why');
		const changes = (fleet.of(state)?.snapshot?.changes ?? []).filter(
			({id, place: own}) => id === place.id && own.cloud === place.cloud && own.region === place.region,
		);
		const reading = {...model, isReading: true, askedAt: Math.max(model.now, state.now), trouble: undefined};
		return turn(askingWhy.put(state, reading), {
			...({type: 'read-why', request, place, changes} as const),
			...(site ? {site} : {}),
		});
	});
}

/** With what was given of the site; undefined: without. */
export function withSite(state: WizardState, site: SiteGiven | undefined): Turn {
	return andThen(askingWhy.change(state, {site, row: 0, top: 0}), askWhy);
}

/** More than this of a paste is not a log that anybody reads, characters. */
const mostPasted = 2_000_000;

/** With a log that was pasted: the end of it, which is the newest. */
export function pastedLog(state: WizardState, text: string): Turn {
	return text.trim() === '' ? turn(state) : withSite(state, {kind: 'pasted', text: text.slice(-mostPasted)});
}
