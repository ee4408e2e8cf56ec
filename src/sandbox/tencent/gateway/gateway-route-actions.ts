import {parseRange, rangeText} from '../../ipv4.ts';
import {isAnyToAny} from '../connection/connection-policies.ts';
import {liveConnections} from '../connection/connection-state.ts';
import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {lookUp, oneOf} from '../protocol/checks.ts';
import {newId, timeText} from '../protocol/naming.ts';
import {answer, filtered, paged} from '../protocol/query.ts';
import {integer, list, optional, required, struct, text, type ValueOf} from '../protocol/shape.ts';
import {malformed, notFound, TencentError} from '../protocol/tencent-error.ts';
import {routesPerGateway} from '../store/limits.ts';
import type {GatewayRoute, RegionStore, VpnGateway} from '../store/store.ts';
import {isForbidden} from '../vpc/vpc-ranges.ts';
import {versionOf} from './gateway-version.ts';
import {learnedRoutes} from './learned-routes.ts';

const routeShape = struct({
	DestinationCidrBlock: required(text),
	InstanceType: required(text),
	InstanceId: required(text),
	Priority: required(integer),
	Status: required(text),
	Description: optional(text),
	RouteId: optional(text),
	Type: optional(text),
	CreateTime: optional(text),
	UpdateTime: optional(text),
});

function show({gatewayId, ...route}: GatewayRoute): object {
	return route;
}

const routesOf = (region: RegionStore, gatewayId: string): readonly GatewayRoute[] =>
	[...region.gatewayRoutes.values()].filter(route => route.gatewayId === gatewayId);

function checkDestination(parameter: string, value: string): string {
	const range = parseRange(value);
	if (!range || (range.prefix > 0 && isForbidden(range))) throw malformed(parameter, value);
	return rangeText(range);
}

/** The next hop must be a tunnel of this gateway that has no SPD rules (those spread their routes by themselves), or its CCN. */
function checkNextHop(type: string, id: string, gateway: VpnGateway, region: RegionStore): void {
	if (type === 'CCN') {
		if (gateway.NetworkInstanceId !== id) throw notFound(id);
		return;
	}
	const connection = lookUp(region.connections, 'vpnx', 'InstanceId', id);
	if (connection.VpnGatewayId !== gateway.VpnGatewayId) throw notFound(`${id} on ${gateway.VpnGatewayId}`);
	if (connection.RouteType === 'Bgp' || (connection.policies.length > 0 && !isAnyToAny(connection.policies))) {
		throw new TencentError('UnsupportedOperation', `\`${id}\` is not a destination-route tunnel.`);
	}
}

function checkRoute(
	given: ValueOf<typeof routeShape>,
	index: number,
	gateway: VpnGateway,
	{region, world}: Call,
): GatewayRoute {
	const InstanceType = oneOf(`Routes.${index}.InstanceType`, given.InstanceType, ['VPNCONN', 'CCN']);
	checkNextHop(InstanceType, given.InstanceId, gateway, region);
	if (given.Priority !== 0 && given.Priority !== 100) {
		throw malformed(`Routes.${index}.Priority`, given.Priority, 'Allowed: 0, 100.');
	}
	const time = timeText(world.now());
	return {
		RouteId: newId('vpnr'),
		DestinationCidrBlock: checkDestination(`Routes.${index}.DestinationCidrBlock`, given.DestinationCidrBlock),
		InstanceType,
		InstanceId: given.InstanceId,
		Priority: given.Priority,
		Status: oneOf(`Routes.${index}.Status`, given.Status, ['ENABLE', 'DISABLE']),
		Type: 'Static',
		CreateTime: time,
		UpdateTime: time,
		Description: given.Description ?? '',
		gatewayId: gateway.VpnGatewayId,
	};
}

/**
 * One route per destination, next hop and priority: that two priorities to one next hop are none is a guess, as no page says what a duplicate is. Two
 * next hops of the same priority (ECMP) need a gateway of 3.1.
 */
function checkAgainst(route: GatewayRoute, existing: readonly GatewayRoute[], gateway: VpnGateway): void {
	const rivals = existing.filter(other => other.DestinationCidrBlock === route.DestinationCidrBlock);
	if (rivals.some(other => other.InstanceId === route.InstanceId && other.Priority === route.Priority)) {
		throw new TencentError(
			'InvalidParameterValue.VpnGatewayRouteDuplicate',
			`\`${route.DestinationCidrBlock}\` to \`${route.InstanceId}\`.`,
		);
	}
	if (rivals.some(other => other.Priority === route.Priority) && versionOf(gateway) < 3.1) {
		throw new TencentError(
			'UnsupportedOperation.VpnUnsupportedRouteEcmpForCvmVpn',
			`\`${route.DestinationCidrBlock}\``,
		);
	}
}

const createVpnGatewayRoutes = write(
	{VpnGatewayId: required(text), Routes: required(list(routeShape))},
	(input, call: Call) => {
		const {region} = call;
		liveConnections(region, call.world.now());
		const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
		const existing = [...routesOf(region, gateway.VpnGatewayId)];
		const made = input.Routes.map((given, index) => {
			const route = checkRoute(given, index, gateway, call);
			checkAgainst(route, existing, gateway);
			existing.push(route);
			return route;
		});
		if (existing.length > routesPerGateway) {
			throw new TencentError(
				'LimitExceeded.VpnGatewayRoutesLimitExceeded',
				`\`${gateway.VpnGatewayId}\`: ${routesPerGateway}.`,
			);
		}
		for (const route of made) region.gatewayRoutes.set(route.RouteId, route);
		return {Routes: made.map(show)};
	},
);

const describeVpnGatewayRoutes = read({VpnGatewayId: required(text), ...paged}, (input, {region, world}) => {
	liveConnections(region, world.now());
	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
	const routes = [
		...routesOf(region, gateway.VpnGatewayId),
		...learnedRoutes(region, gateway.VpnGatewayId, world.now()),
	];
	const found = filtered(routes, input.Filters, {
		filters: {
			DestinationCidr: route => route.DestinationCidrBlock,
			InstanceId: route => route.InstanceId,
			InstanceType: route => route.InstanceType,
		},
	});
	return answer('Routes', found, input, show);
});

/** A route of the gateway that may be changed. What BGP learned may not: that is a guess, as no page speaks of it. */
function ownRoute(
	region: RegionStore,
	gateway: VpnGateway,
	{parameter, id, nowMs}: {readonly parameter: string; readonly id: string; readonly nowMs: number},
): GatewayRoute {
	if (learnedRoutes(region, gateway.VpnGatewayId, nowMs).some(({RouteId}) => RouteId === id))
		throw new TencentError('UnsupportedOperation', `\`${id}\` was learned by BGP.`);
	const route = lookUp(region.gatewayRoutes, 'vpnr', parameter, id);
	if (route.gatewayId !== gateway.VpnGatewayId) throw notFound(route.RouteId);
	return route;
}

const deleteVpnGatewayRoutes = write(
	{VpnGatewayId: required(text), RouteIds: required(list(text))},
	(input, {region, world}) => {
		const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
		const routes = input.RouteIds.map((id, index) =>
			ownRoute(region, gateway, {parameter: `RouteIds.${index}`, id, nowMs: world.now()}),
		);
		for (const route of routes) region.gatewayRoutes.delete(route.RouteId);
		return {};
	},
);

const modifyVpnGatewayRoutes = write(
	{
		VpnGatewayId: required(text),
		Routes: required(list(struct({RouteId: required(text), Status: optional(text), Description: optional(text)}))),
	},
	(input, {region, world}) => {
		const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
		if (input.Routes.length === 0) throw new TencentError('InvalidParameter', 'The parameter `Routes` is empty.');
		const changed = input.Routes.map((given, index): GatewayRoute => {
			const parameter = `Routes.${index}.RouteId`;
			const route = ownRoute(region, gateway, {parameter, id: given.RouteId, nowMs: world.now()});
			const Status = given.Status ?? route.Status;
			// Malformed is none of the codes that the call is listed with.
			if (Status !== 'ENABLE' && Status !== 'DISABLE')
				throw new TencentError('InvalidParameter', `\`Routes.${index}.Status\`: \`${Status}\``);
			const Description = given.Description ?? route.Description;
			return {...route, Status, Description, UpdateTime: timeText(world.now())};
		});
		for (const route of changed) region.gatewayRoutes.set(route.RouteId, route);
		return {Routes: changed.map(show)};
	},
);

/** The routes a VPN gateway follows: destination to tunnel. */
export const gatewayRouteActions: Actions = {
	CreateVpnGatewayRoutes: createVpnGatewayRoutes,
	DescribeVpnGatewayRoutes: describeVpnGatewayRoutes,
	ModifyVpnGatewayRoutes: modifyVpnGatewayRoutes,
	DeleteVpnGatewayRoutes: deleteVpnGatewayRoutes,
};
