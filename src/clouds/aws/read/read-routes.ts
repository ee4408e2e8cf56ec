import {
	DescribeTransitGatewaysCommand,
	DescribeVpnGatewaysCommand,
	SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type {StandingRoute} from '../../../connection/inventory.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import type {AwsClients} from '../wire/client.ts';
import {word} from '../wire/tags.ts';
import {readRouteTables} from './route-tables.ts';
import {describeVpnConnections} from './vpn-connections.ts';

/** Where to read, and until when. */
export interface Place {
	readonly clients: AwsClients;
	readonly region: string;
	readonly signal: AbortSignal;
}

/** Most routes that one search gives (EC2 API, SearchTransitGatewayRoutes). */
export const mostRoutes = 1000;

/**
 * The ranges that the gateway's default route table leads into a connection by static routes: where a plan puts them.
 * Undefined where this account may not read them, or the gateway has no such table.
 */
export async function transitPrefixes(
	{clients, region, signal}: Place,
	connectionId: string,
	transitGatewayId: string,
): Promise<readonly string[] | undefined> {
	return (await transitRoutes({clients, region, signal}, connectionId, transitGatewayId))?.map(
		({destination}) => destination,
	);
}

/** The same routes with the table that they stand in. */
export async function transitRoutes(
	{clients, region, signal}: Place,
	connectionId: string,
	transitGatewayId: string,
): Promise<readonly StandingRoute[] | undefined> {
	return unlessRefused(async () => {
		const {TransitGateways: gateways} = await clients.call(
			{call: 'DescribeTransitGateways', region, purpose: 'read', signal},
			(client, options) =>
				client.send(new DescribeTransitGatewaysCommand({TransitGatewayIds: [transitGatewayId]}), options),
		);
		const table = word(gateways?.[0]?.Options?.AssociationDefaultRouteTableId);
		if (!table) return undefined;
		return transitTableRoutes({clients, region, signal}, connectionId, table);
	});
}

/** The static routes of one table that lead into a connection. @throws CloudError */
export async function transitTableRoutes(
	{clients, region, signal}: Place,
	connectionId: string,
	table: string,
): Promise<readonly StandingRoute[]> {
	const {Routes: routes} = await clients.call(
		{call: 'SearchTransitGatewayRoutes', region, purpose: 'read', signal},
		(client, options) =>
			client.send(
				new SearchTransitGatewayRoutesCommand({
					TransitGatewayRouteTableId: table,
					MaxResults: mostRoutes,
					Filters: [
						{Name: 'attachment.resource-id', Values: [connectionId]},
						{Name: 'type', Values: ['static']},
					],
				}),
				options,
			),
	);
	return (routes ?? [])
		.filter(({State}) => !/^delet/.test(State ?? ''))
		.map(route => word(route.DestinationCidrBlock))
		.filter(Boolean)
		.map(destination => ({destination, tableId: table}));
}

/** The route tables that learn a virtual private gateway's routes; undefined where this account may not read them. */
export async function propagatingTables(
	{clients, region, signal}: Place,
	gatewayId: string,
): Promise<readonly string[] | undefined> {
	return unlessRefused(async () => {
		const {VpnGateways: gateways} = await clients.call(
			{call: 'DescribeVpnGateways', region, purpose: 'read', signal},
			(client, options) => client.send(new DescribeVpnGatewaysCommand({VpnGatewayIds: [gatewayId]}), options),
		);
		const vpcId = gateways?.[0]?.VpcAttachments?.find(({State}) => State === 'attached')?.VpcId;
		if (!vpcId) return [];
		const tables = await readRouteTables(clients, region, vpcId, signal);
		return tables.filter(table => table.propagatingGateways.includes(gatewayId)).map(({id}) => id);
	});
}

/** What is good to know and not needed: a refusal of the cloud leaves it unknown. */
export async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof CloudError && error.info.kind === 'api' && !error.info.retryable) return undefined;
		throw error;
	}
}

/** The static routes of a connection that have a name: those of a transit gateway. Routes of a connection itself have none. */
export async function readStandingRoutes(place: Place, id: string): Promise<readonly StandingRoute[]> {
	const [connection] = await describeVpnConnections(place.clients, place.region, place.signal, [
		{Name: 'vpn-connection-id', Values: [id]},
	]);
	const gatewayId = word(connection?.TransitGatewayId);
	if (gatewayId === '' || connection?.Options?.StaticRoutesOnly !== true) return [];
	return (await transitRoutes(place, id, gatewayId)) ?? [];
}
