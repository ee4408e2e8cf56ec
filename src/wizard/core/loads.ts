import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {Reading} from './effect.ts';
import type {Loaded} from './event.ts';
import {type Data, type Load, type Notice, placeKey, type WizardState} from './state.ts';
import {andThen, type Turn, turn} from './turn.ts';

/** Said to who is faster than the cloud; gone when the answer is there. */
export const stillLoading: Notice = {tone: 'look', text: 'still loading: one moment'};

/** The name of what a reading fills: one request at a time is awaited for it. */
export function slotOf(reading: Reading): string {
	switch (reading.what) {
		case 'identity':
		case 'regions':
			return `${reading.what} ${reading.cloud}`;
		case 'routeTables':
			return `${reading.what} ${placeKey(reading.cloud, reading.region)}:${reading.vpcId}`;
		default:
			return `${reading.what} ${placeKey(reading.cloud, reading.region)}`;
	}
}

export function loadOf(state: WizardState, reading: Reading): Load | undefined {
	return state.loads[slotOf(reading)];
}

/** Asks for a reading unless it is here or under way; `again` asks in any case, `background` where nobody waits for it. */
export function want(state: WizardState, reading: Reading, again: boolean | 'background' = false): Turn {
	const slot = slotOf(reading);
	const load = state.loads[slot];
	if (again !== true && (load?.status === 'loading' || load?.status === 'ready')) return turn(state);
	const request = state.lastRequest + 1;
	const at = load?.at;
	const loading = {status: 'loading', request, ...(at === undefined ? {} : {at})} as const;
	return turn(
		{...state, lastRequest: request, loads: {...state.loads, [slot]: loading}},
		{type: 'load', slot, request, reading, ...(again === 'background' ? {background: true} : {})},
	);
}

export function wantAll(state: WizardState, readings: readonly Reading[], again: boolean | 'background' = false): Turn {
	return readings.reduce((before, reading) => andThen(before, now => want(now, reading, again)), turn(state));
}

/** Everything that the steps after the region ask for. */
export function readingsOf(cloud: CloudId, region: string): readonly Reading[] {
	return (['gateways', 'sites', 'connections'] as const).map(what => ({what, cloud, region}));
}

/** The data with an answer put in its place. */
export function withLoaded(data: Data, slot: string, loaded: Loaded): Data {
	const place = slot.slice(slot.indexOf(' ') + 1);
	switch (loaded.what) {
		case 'identity':
			return {...data, identities: {...data.identities, [place]: loaded.identity}};
		case 'regions':
			return {...data, regions: {...data.regions, [place]: loaded.regions}};
		case 'gateways':
			return {...data, gateways: {...data.gateways, [place]: loaded.gateways}};
		case 'sites':
			return {...data, sites: {...data.sites, [place]: loaded.sites}};
		case 'connections':
			return {...data, connections: {...data.connections, [place]: loaded.connections}};
		case 'status':
			return {...data, statuses: {...data.statuses, [place]: loaded.connections}};
		case 'vpcs':
			return {...data, vpcs: {...data.vpcs, [place]: loaded.vpcs}};
		case 'routeTables':
			return {...data, routeTables: {...data.routeTables, [place]: loaded.routeTables}};
	}
}
