import {paginateDescribeRouteTables, type Route, type RouteTable, type VpnConnection} from '@aws-sdk/client-ec2';
import type {ConnectionSight, GatewayTrouble, RouteSight, Unread} from '../../../contract/sight.ts';
import {orUntold} from '../../../engine/or-untold.ts';
import {type AwsReach, askAll} from '../../wire/ask.ts';
import {word} from '../../wire/tags.ts';
import {filter, vpnGateway} from '../describe.ts';

/** The ways to the site, and what their gateway says of itself. */
export type Ways = Pick<ConnectionSight, 'routes' | 'notPropagated' | 'gateways'>;

/**
 * The ways of a connection on a virtual private gateway: its own static routes, and the routes of its VPC's tables to the gateway. What the gateway has
 * learned of another connection stands in those tables too, and no call tells of which it is.
 */
export async function waysByVpnGateway(reach: AwsReach, connection: VpnConnection, unread: Unread[]): Promise<Ways> {
	const id = word(connection.VpnGatewayId);
	const asked = await orUntold(`the state of ${id}`, found(vpnGateway(reach, id)), unread);
	const own = staticRoutesOf(connection, id);
	if (!asked) return {routes: own.length > 0 ? own : undefined, notPropagated: undefined, gateways: []};
	const {gateway} = asked;
	const vpcId = gateway?.VpcAttachments?.find(({State}) => State === 'attached')?.VpcId;
	const gateways = troubleOf(id, gateway?.State, vpcId);
	if (!vpcId) return {routes: own, notPropagated: [], gateways};
	const tables = await orUntold(`the route tables of ${word(vpcId)}`, tablesWith(reach, 'vpc-id', vpcId), unread);
	if (!tables) return {routes: own.length > 0 ? own : undefined, notPropagated: undefined, gateways};
	return {
		routes: [...own, ...tables.flatMap(table => routesTo(table, ({GatewayId}) => GatewayId === id))],
		notPropagated: tables
			.filter(({PropagatingVgws = []}) => !PropagatingVgws.some(({GatewayId}) => GatewayId === id))
			.map(({RouteTableId}) => word(RouteTableId)),
		gateways,
	};
}

/** What was asked for and is not there is another thing than what could not be asked for. */
async function found<T>(reading: Promise<T | undefined>): Promise<{readonly gateway: T | undefined}> {
	return {gateway: await reading};
}

/** Every route table that a filter lets through. @throws CloudError */
export function tablesWith(reach: AwsReach, name: string, value: string): Promise<readonly RouteTable[]> {
	const input = {Filters: [filter(name, value)]};
	return askAll(reach, 'DescribeRouteTables', paginateDescribeRouteTables, input, page => page.RouteTables);
}

/** The routes of a VPC's table that lead to a gateway. Source: EC2 API, Route, State active | blackhole | filtered, and Origin. */
export function routesTo(table: RouteTable, leadsThere: (route: Route) => boolean): readonly RouteSight[] {
	return (table.Routes ?? []).filter(leadsThere).map(route => ({
		destination: word(route.DestinationCidrBlock || route.DestinationIpv6CidrBlock || route.DestinationPrefixListId),
		table: word(table.RouteTableId),
		origin: route.Origin === 'EnableVgwRoutePropagation' ? 'learned' : 'static',
		...stateIn(route.State),
	}));
}

/** Whether traffic takes a route that is in this state. */
export function stateIn(state: string | undefined): Pick<RouteSight, 'state' | 'raw'> {
	const raw = word(state);
	return {state: raw === 'active' ? 'active' : raw === '' ? 'unknown' : 'not in use', raw};
}

/** A static connection's own routes: its gateway learns them. Source: EC2 API, VpnStaticRoute, State pending | available | deleting | deleted. */
function staticRoutesOf({Routes: routes = []}: VpnConnection, gatewayId: string): readonly RouteSight[] {
	return routes
		.filter(({State}) => State !== 'deleted')
		.map(route => {
			const raw = word(route.State);
			return {
				destination: word(route.DestinationCidrBlock),
				table: gatewayId,
				origin: 'static',
				state: raw === 'available' ? 'active' : raw === '' ? 'unknown' : 'not in use',
				raw,
			};
		});
}

function troubleOf(gateway: string, state: string | undefined, vpcId: string | undefined): readonly GatewayTrouble[] {
	if (state !== 'available') return [{gateway, kind: 'not available', quote: `State: ${word(state) || 'not listed'}`}];
	return vpcId ? [] : [{gateway, kind: 'not available', quote: 'VpcAttachments: none is attached'}];
}
