import {DescribeTransitGatewaysCommand, SearchTransitGatewayRoutesCommand} from '@aws-sdk/client-ec2';
import type {StandingRoute} from '../../../connection/inventory.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {type AwsReach, ask} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';
import {describeVpnGateways, filter, vpnConnection} from './describe.ts';
import {readRouteTables} from './route-tables.ts';

/** Most routes that one search gives (EC2 API, SearchTransitGatewayRoutes). */
export const mostRoutes = 1000;

/**
 * The ranges that the gateway's default route table leads into a connection by static routes: where a plan puts them.
 * Undefined where this account may not read them, or the gateway has no such table.
 */
export async function transitPrefixes(
	reach: AwsReach,
	connectionId: string,
	transitGatewayId: string,
): Promise<readonly string[] | undefined> {
	return (await transitRoutes(reach, connectionId, transitGatewayId))?.map(({destination}) => destination);
}

/** The same routes with the table that they stand in. */
async function transitRoutes(
	reach: AwsReach,
	connectionId: string,
	transitGatewayId: string,
): Promise<readonly StandingRoute[] | undefined> {
	return unlessRefused(async () => {
		const command = new DescribeTransitGatewaysCommand({TransitGatewayIds: [transitGatewayId]});
		const {TransitGateways: gateways} = await ask(reach, 'DescribeTransitGateways', command);
		const table = word(gateways?.[0]?.Options?.AssociationDefaultRouteTableId);
		if (!table) return undefined;
		return transitTableRoutes(reach, connectionId, table);
	});
}

/** The static routes of one table that lead into a connection. @throws CloudError */
export async function transitTableRoutes(
	reach: AwsReach,
	connectionId: string,
	table: string,
): Promise<readonly StandingRoute[]> {
	const {destinations} = await searchTransitRoutes(reach, connectionId, table);
	return destinations.map(destination => ({destination, tableId: table}));
}

/** Where they lead, and whether there are more than one search gives. @throws CloudError */
export async function searchTransitRoutes(
	reach: AwsReach,
	connectionId: string,
	TransitGatewayRouteTableId: string,
): Promise<{readonly destinations: readonly string[]; readonly more: boolean}> {
	const command = new SearchTransitGatewayRoutesCommand({
		TransitGatewayRouteTableId,
		MaxResults: mostRoutes,
		Filters: [filter('attachment.resource-id', connectionId), filter('type', 'static')],
	});
	const reply = await ask(reach, 'SearchTransitGatewayRoutes', command);
	const destinations = (reply.Routes ?? [])
		.filter(({State}) => !/^delet/.test(State ?? ''))
		.map(({DestinationCidrBlock}) => word(DestinationCidrBlock))
		.filter(Boolean);
	return {destinations, more: reply.AdditionalRoutesAvailable === true};
}

/** The route tables that learn a virtual private gateway's routes; undefined where this account may not read them. */
export async function propagatingTables(reach: AwsReach, gatewayId: string): Promise<readonly string[] | undefined> {
	return unlessRefused(async () => {
		const [gateway] = await describeVpnGateways(reach, {VpnGatewayIds: [gatewayId]});
		const vpcId = gateway?.VpcAttachments?.find(({State}) => State === 'attached')?.VpcId;
		if (!vpcId) return [];
		const tables = await readRouteTables(reach, vpcId);
		return tables.filter(table => table.propagatingGateways.includes(gatewayId)).map(({id}) => id);
	});
}

/** The static routes of a connection that have a name: those of a transit gateway. Routes of a connection itself have none. */
export async function readStandingRoutes(reach: AwsReach, id: string): Promise<readonly StandingRoute[]> {
	const connection = await vpnConnection(reach, id);
	const gatewayId = word(connection?.TransitGatewayId);
	if (gatewayId === '' || connection?.Options?.StaticRoutesOnly !== true) return [];
	return (await transitRoutes(reach, id, gatewayId)) ?? [];
}
