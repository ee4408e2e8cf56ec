import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {Reading} from './effect.ts';
import type {Loaded} from './event.ts';
import {type Data, type Load, type Notice, placeKey, type WizardState} from './state.ts';
import {andThen, type Turn, turn} from './turn.ts';

/** Shown when Enter comes before what has to be read; gone once that is there. */
export const stillLoading: Notice = {tone: 'look', text: 'still loading: one moment'};

/** The name of what a reading fills: one request at a time is awaited for it. */
export function slotOf(reading: Reading): string {
	return `${reading.what} ${keyOf(reading)}`;
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
	const loading = {status: 'loading', reading, request, ...(at === undefined ? {} : {at})} as const;
	return turn(
		{...state, lastRequest: request, loads: {...state.loads, [slot]: loading}},
		{type: 'load', slot, request, reading, ...(again === 'background' ? {background: true} : {})},
	);
}

export function wantAll(state: WizardState, readings: readonly Reading[], again: boolean | 'background' = false): Turn {
	return readings.reduce((before, reading) => andThen(before, now => want(now, reading, again)), turn(state));
}

/** What the steps after the region need. */
export function readingsOf(cloud: CloudId, region: string): readonly Reading[] {
	return (['gateways', 'sites', 'connections'] as const).map(what => ({what, cloud, region}));
}

/** Where the data keeps what is read: under the cloud, its place, or the VPC there. */
function keyOf(reading: Reading): string {
	if (!('region' in reading)) return reading.cloud;
	const place = placeKey(reading.cloud, reading.region);
	return reading.what === 'routeTables' ? `${place}:${reading.vpcId}` : place;
}

/** The data with the answer to a reading put in its place. */
export function withLoaded(data: Data, reading: Reading, loaded: Loaded): Data {
	const place = keyOf(reading);
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
