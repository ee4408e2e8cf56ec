import {randomInt} from 'node:crypto';
import {parseRange, rangeText, within} from '../../ipv4.ts';
import {lookUp, oneOf} from '../protocol/checks.ts';
import {newId, timeText} from '../protocol/naming.ts';
import {flag, integer, optional, required, struct, text, type ValueOf} from '../protocol/shape.ts';
import {malformed, notFound, TencentError} from '../protocol/tencent-error.ts';
import {limits} from '../store/limits.ts';
import type {RegionStore, Route, RouteTable, Vpc} from '../store/store.ts';
import {isForbidden, rangesOf} from './vpc-ranges.ts';

const nextHops = [
	'CVM',
	'VPN',
	'DIRECTCONNECT',
	'PEERCONNECTION',
	'HAVIP',
	'NAT',
	'NORMAL_CVM',
	'EIP',
	'LOCAL_GATEWAY',
	'INTRANAT',
	'USER_CCN',
	'GWLB_ENDPOINT',
] as const;

const routeMembers = {
	RouteId: optional(integer),
	RouteItemId: optional(text),
	RouteDescription: optional(text),
	Enabled: optional(flag),
	RouteType: optional(text),
	RouteTableId: optional(text),
	DestinationIpv6CidrBlock: optional(text),
	PublishedToVbc: optional(flag),
	CreatedTime: optional(text),
	CdcId: optional(text),
} as const;

export const newRouteShape = struct({
	...routeMembers,
	DestinationCidrBlock: required(text),
	GatewayType: required(text),
	GatewayId: required(text),
});

/** A deletion needs the id alone; the rest of the object may come along. */
export const oldRouteShape = struct({
	...routeMembers,
	DestinationCidrBlock: optional(text),
	GatewayType: optional(text),
	GatewayId: optional(text),
});

/** The route as the API shows it. */
export const showRoute = (route: Route, table: RouteTable): object => ({
	...route,
	RouteTableId: table.RouteTableId,
	DestinationIpv6CidrBlock: '',
	PublishedToVbc: false,
});

function checkNextHop(
	given: ValueOf<typeof newRouteShape>,
	index: number,
	table: RouteTable,
	region: RegionStore,
): string {
	const type = oneOf(`Routes.${index}.GatewayType`, given.GatewayType, nextHops);
	if (type !== 'VPN') return type;
	const gateway = lookUp(region.gateways, 'vpngw', `Routes.${index}.GatewayId`, given.GatewayId);
	if (gateway.VpcId === table.VpcId) return type;
	throw new TencentError(
		'InvalidParameterValue.RouteNextHopInvalid',
		`\`${gateway.VpnGatewayId}\` is not a gateway of \`${table.VpcId}\`.`,
	);
}

function checkDestination(parameter: string, value: string, vpc: Vpc | undefined): string {
	const range = parseRange(value);
	if (!range || (range.prefix > 0 && isForbidden(range))) throw malformed(parameter, value);
	if (rangesOf(vpc).some(own => within(range, own))) {
		throw new TencentError('InvalidParameterValue.VpcCidrConflict', `\`${value}\` is inside \`${vpc?.VpcId}\`.`);
	}
	return rangeText(range);
}

/** A new route of a table. Throws for a next hop that is not the VPC's, a range inside it, and a destination that leads somewhere already. */
export function checkRoute(
	given: ValueOf<typeof newRouteShape>,
	{
		index,
		table,
		vpc,
		beside,
		region,
		nowMs,
	}: {
		readonly index: number;
		readonly table: RouteTable;
		readonly vpc: Vpc | undefined;
		/** The routes that stand beside it. */
		readonly beside: readonly Route[];
		readonly region: RegionStore;
		readonly nowMs: number;
	},
): Route {
	const GatewayType = checkNextHop(given, index, table, region);
	const destination = checkDestination(`Routes.${index}.DestinationCidrBlock`, given.DestinationCidrBlock, vpc);
	const rival = beside.find(route => route.DestinationCidrBlock === destination);
	if (rival) {
		throw new TencentError(
			rival.GatewayId === given.GatewayId
				? 'InvalidParameterValue.Duplicate'
				: 'UnsupportedOperation.EcmpWithUserRoute',
			`\`${destination}\` already leads to \`${rival.GatewayId}\`.`,
		);
	}
	return {
		RouteId: randomInt(1_000_000, 99_000_000),
		RouteItemId: newId('rti'),
		DestinationCidrBlock: destination,
		GatewayType,
		GatewayId: given.GatewayId,
		RouteDescription: given.RouteDescription ?? '',
		Enabled: given.Enabled ?? true,
		RouteType: 'USER',
		CreatedTime: timeText(nowMs),
	};
}

/** Throws for more routes than a table holds. */
export function checkCount(routes: readonly Route[]): void {
	const most = limits['route-table-max-policies'];
	if (routes.length > most) throw new TencentError('LimitExceeded', `\`route-table-max-policies\` is ${most}.`);
}

/** The route of a table that either of its ids names. Throws where there is none, and for one that the cloud keeps for itself. */
export function userRoute(
	table: RouteTable,
	{RouteId, RouteItemId}: {readonly RouteId?: number; readonly RouteItemId?: string},
	index: number,
): Route {
	const route = table.routes.find(
		other => other.RouteItemId === RouteItemId || (RouteId !== undefined && other.RouteId === RouteId),
	);
	if (!route) throw notFound(RouteItemId ?? (RouteId === undefined ? `Routes.${index}` : String(RouteId)));
	if (route.RouteType !== 'USER')
		throw new TencentError('UnsupportedOperation.SystemRoute', `\`${route.RouteItemId}\``);
	return route;
}
