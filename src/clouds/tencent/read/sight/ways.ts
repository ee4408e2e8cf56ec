import type {Route, VpnGatewayRoute} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {RouteSight} from '../../../contract/sight.ts';
import type {CallPlace} from '../../wire/call-place.ts';
import type {TencentClient} from '../../wire/client.ts';
import {list, text} from '../../wire/reply.ts';
import {listGatewayRoutes, listRouteTables} from '../route-lists.ts';

/** The routes of a gateway into one tunnel, and those to its CCN. @throws CloudError */
export async function waysOfGateway(
	client: TencentClient,
	place: CallPlace,
	gatewayId: string,
	tunnelId: string,
): Promise<readonly RouteSight[]> {
	return (await listGatewayRoutes(client, place, gatewayId))
		.filter(({InstanceId, InstanceType}) => text(InstanceId) === tunnelId || text(InstanceType) === 'CCN')
		.map(route => ofGateway(route, gatewayId));
}

/** Source: vpc 2017-03-12, VpnGatewayRoute: Status ENABLE | DISABLE, Type VPC | CCN | Static | BGP. */
function ofGateway({DestinationCidrBlock, InstanceType, Status, Type}: VpnGatewayRoute, table: string): RouteSight {
	const raw = text(Status);
	return {
		destination: text(DestinationCidrBlock),
		table,
		origin: text(InstanceType) === 'CCN' ? 'network' : text(Type) === 'BGP' ? 'learned' : 'static',
		state: raw === 'ENABLE' ? 'active' : raw === 'DISABLE' ? 'not in use' : 'unknown',
		raw,
	};
}

/** The routes of a VPC's tables to a gateway. @throws CloudError */
export async function waysOfVpc(
	client: TencentClient,
	place: CallPlace,
	vpcId: string,
	gatewayId: string,
): Promise<readonly RouteSight[]> {
	const tables = await listRouteTables(client, place, {name: 'vpc-id', values: [vpcId]});
	return tables.flatMap(table =>
		list(table.RouteSet)
			.filter(({GatewayId}) => text(GatewayId) === gatewayId)
			.map(route => ofVpc(route, text(table.RouteTableId))),
	);
}

/** Source: vpc 2017-03-12, Route: Enabled, RouteType USER | NETD | CCN. */
function ofVpc({DestinationCidrBlock, Enabled, RouteType}: Route, table: string): RouteSight {
	const isKnown = typeof Enabled === 'boolean';
	return {
		destination: text(DestinationCidrBlock),
		table,
		origin: ['', 'USER'].includes(text(RouteType)) ? 'static' : 'network',
		state: isKnown ? (Enabled ? 'active' : 'not in use') : 'unknown',
		raw: isKnown ? `Enabled: ${Enabled}` : '',
	};
}
