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
} from '../clouds/contract/cloud.ts';
import type {Imported} from '../clouds/document/foreign.ts';
import {readBack as readStanding} from '../clouds/engine/read-back.ts';
import type {ConnectionDraft} from '../connection/document.ts';
import type {ConnectionPlace, Place} from '../connection/place.ts';
import type {Clouds} from './open-session.ts';

/** Something to read of an account. */
export type Reading =
	| {readonly what: 'identity' | 'regions'; readonly cloud: CloudId}
	| ({readonly what: 'gateways' | 'sites' | 'connections' | 'status' | 'vpcs'} & Place)
	| ({readonly what: 'routeTables'; readonly vpcId: string} & Place);

/** What was read, as the reading asked for it. */
export type Loaded =
	| {readonly what: 'identity'; readonly identity: Identity}
	| {readonly what: 'regions'; readonly regions: readonly Region[]}
	| {readonly what: 'gateways'; readonly gateways: readonly CloudGateway[]}
	| {readonly what: 'sites'; readonly sites: readonly SiteGateway[]}
	| {readonly what: 'connections'; readonly connections: readonly ExistingConnection[]}
	| {readonly what: 'status'; readonly connections: readonly ConnectionStatus[]}
	| {readonly what: 'vpcs'; readonly vpcs: readonly Vpc[]}
	| {readonly what: 'routeTables'; readonly routeTables: readonly RouteTable[]};

/** Reads one list of an account, or whose account it is. @throws UserError, CloudError */
export async function readAccount(clouds: Clouds, reading: Reading, signal: AbortSignal): Promise<Loaded> {
	const cloud = await clouds.cloud(reading.cloud);
	switch (reading.what) {
		case 'identity':
			return {what: 'identity', identity: await cloud.identity(signal)};
		case 'regions':
			return {what: 'regions', regions: await cloud.regions(signal)};
		case 'gateways':
			return {what: 'gateways', gateways: await cloud.cloudGateways(reading.region, signal)};
		case 'sites':
			return {what: 'sites', sites: await cloud.siteGateways(reading.region, signal)};
		case 'connections':
			return {what: 'connections', connections: await cloud.connections(reading.region, signal)};
		case 'status':
			return {what: 'status', connections: await cloud.status(reading.region, undefined, signal)};
		case 'vpcs':
			return {what: 'vpcs', vpcs: (await cloud.vpcs?.(reading.region, signal)) ?? []};
		case 'routeTables':
			return {what: 'routeTables', routeTables: await cloud.routeTables(reading.region, reading.vpcId, signal)};
	}
}

/**
 * What an account says of what is being described.
 * @param connectionId the connection that stands and is described, where one is edited
 * @throws UserError, CloudError
 */
export async function readFacts(
	clouds: Clouds,
	draft: ConnectionDraft,
	signal: AbortSignal,
	connectionId?: string,
): Promise<Facts> {
	const cloud = await clouds.cloud(draft.cloud);
	return cloud.facts(draft, signal, connectionId);
}

/**
 * Reads a connection that stands into a document to make another like it: what it can't share with that one is left out, and said.
 * @param itself to keep that one instead
 * @throws UserError for an id that the cloud cannot have, or that is not there; CloudError
 */
export async function readBack(
	clouds: Clouds,
	{cloud: id, region, id: connection}: ConnectionPlace,
	signal: AbortSignal,
	itself = false,
): Promise<Imported> {
	return readStanding(await clouds.cloud(id, region), region, connection, signal, itself);
}
