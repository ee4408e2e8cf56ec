import type {
	CloudGateway,
	CloudId,
	ConnectionStatus,
	ExistingConnection,
	Facts,
	Identity,
	Region,
	RouteTable,
	SiteGateway,
	Vpc,
} from '../../clouds/contract/cloud.ts';
import type {Loaded, Reading} from '../../session/read.ts';
import {andThen, type Notice, type Trouble, type Turn, turn, type WizardState} from './state.ts';

/** A place that lists are read from: `aws:eu-central-1`. */
export function placeKey(cloud: CloudId, region: string): string {
	return `${cloud}:${region}`;
}

/** What has been read of the accounts, by place (`aws:eu-central-1`). */
export interface Data {
	readonly identities: Readonly<Partial<Record<CloudId, Identity>>>;
	readonly regions: Readonly<Partial<Record<CloudId, readonly Region[]>>>;
	readonly gateways: Readonly<Record<string, readonly CloudGateway[]>>;
	readonly sites: Readonly<Record<string, readonly SiteGateway[]>>;
	readonly connections: Readonly<Record<string, readonly ExistingConnection[]>>;
	readonly vpcs: Readonly<Record<string, readonly Vpc[]>>;
	/** Connections with their tunnels, by place. */
	readonly statuses: Readonly<Record<string, readonly ConnectionStatus[]>>;
	/** By place and VPC: `aws:eu-central-1:vpc-0a1b`. */
	readonly routeTables: Readonly<Record<string, readonly RouteTable[]>>;
	/** What `Cloud.facts` read last, and the answers it was read for. */
	readonly facts: {readonly key: string; readonly facts: Facts} | undefined;
}

export interface Load {
	readonly status: 'loading' | 'ready' | 'error';
	readonly reading: Reading;
	/** The request whose answer is awaited; any other answer is stale. */
	readonly request: number;
	readonly trouble?: Trouble;
	/** When the last good answer came, ms since the epoch. */
	readonly at?: number;
}

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
