import {randomInt} from 'node:crypto';
import {parseRange, rangeText, within} from '../../ipv4.ts';
import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {lookUp, oneOf} from '../protocol/checks.ts';
import {newId, timeText} from '../protocol/naming.ts';
import {answer, chosen, pagedInText, tagsOf} from '../protocol/query.ts';
import {flag, integer, list, optional, required, struct, text, type ValueOf} from '../protocol/shape.ts';
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

const newRouteShape = struct({
	...routeMembers,
	DestinationCidrBlock: required(text),
	GatewayType: required(text),
	GatewayId: required(text),
});

/** A deletion needs the id alone; the rest of the object may come along. */
const oldRouteShape = struct({
	...routeMembers,
	DestinationCidrBlock: optional(text),
	GatewayType: optional(text),
	GatewayId: optional(text),
});

const showRoute = (route: Route, table: RouteTable): object => ({
	...route,
	RouteTableId: table.RouteTableId,
	DestinationIpv6CidrBlock: '',
	PublishedToVbc: false,
});

function show(table: RouteTable, routes: readonly Route[] = table.routes): object {
	const {subnetIds, routes: _all, ...shown} = table;
	return {
		...shown,
		AssociationSet: subnetIds.map(SubnetId => ({SubnetId, RouteTableId: table.RouteTableId})),
		RouteSet: routes.map(route => showRoute(route, table)),
		LocalCidrForCcn: [],
	};
}

const describeRouteTables = read(
	{RouteTableIds: optional(list(text)), ...pagedInText, NeedRouterInfo: optional(flag)},
	(input, {region}: Call) => {
		const found = chosen(region.routeTables, input.RouteTableIds, input.Filters, {
			id: 'RouteTableId',
			prefix: 'rtb',
			filters: {
				'route-table-id': table => table.RouteTableId,
				'route-table-name': table => table.RouteTableName,
				'vpc-id': table => table.VpcId,
				'association.main': table => [String(table.Main), String(table.Main).toUpperCase()],
				'next-hop-type': table => table.routes.map(route => route.GatewayType),
				visible: () => ['true', 'TRUE'],
			},
			tags: tagsOf,
		});
		const routes = input.NeedRouterInfo === false ? [] : undefined;
		return answer('RouteTableSet', found, input, table => show(table, routes));
	},
);

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

const createRoutes = write(
	{RouteTableId: required(text), Routes: required(list(newRouteShape))},
	(input, {region, world}) => {
		const table = lookUp(region.routeTables, 'rtb', 'RouteTableId', input.RouteTableId);
		const vpc = region.vpcs.get(table.VpcId);
		const routes = [...table.routes];
		const made = input.Routes.map((given, index) => {
			const GatewayType = checkNextHop(given, index, table, region);
			const destination = checkDestination(`Routes.${index}.DestinationCidrBlock`, given.DestinationCidrBlock, vpc);
			const rival = routes.find(route => route.DestinationCidrBlock === destination);
			if (rival) {
				throw new TencentError(
					rival.GatewayId === given.GatewayId
						? 'InvalidParameterValue.Duplicate'
						: 'UnsupportedOperation.EcmpWithUserRoute',
					`\`${destination}\` already leads to \`${rival.GatewayId}\`.`,
				);
			}
			const route: Route = {
				RouteId: randomInt(1_000_000, 99_000_000),
				RouteItemId: newId('rti'),
				DestinationCidrBlock: destination,
				GatewayType,
				GatewayId: given.GatewayId,
				RouteDescription: given.RouteDescription ?? '',
				Enabled: given.Enabled ?? true,
				RouteType: 'USER',
				CreatedTime: timeText(world.now()),
			};
			routes.push(route);
			return route;
		});
		if (routes.length > limits['route-table-max-policies']) {
			throw new TencentError('LimitExceeded', `\`route-table-max-policies\` is ${limits['route-table-max-policies']}.`);
		}
		region.routeTables.set(table.RouteTableId, {...table, routes});
		return {TotalCount: made.length, RouteTableSet: [show(table, made)]};
	},
);

const deleteRoutes = write({RouteTableId: required(text), Routes: required(list(oldRouteShape))}, (input, {region}) => {
	const table = lookUp(region.routeTables, 'rtb', 'RouteTableId', input.RouteTableId);
	const gone = input.Routes.map((given, index) => {
		const route = table.routes.find(
			other =>
				other.RouteItemId === given.RouteItemId || (given.RouteId !== undefined && other.RouteId === given.RouteId),
		);
		if (!route) throw notFound(given.RouteItemId ?? `Routes.${index}`);
		if (route.RouteType !== 'USER')
			throw new TencentError('UnsupportedOperation.SystemRoute', `\`${route.RouteItemId}\``);
		return route;
	});
	region.routeTables.set(table.RouteTableId, {
		...table,
		routes: table.routes.filter(route => !gone.includes(route)),
	});
	return {RouteSet: gone.map(route => showRoute(route, table))};
});

/** A VPC's own route tables: what sends its traffic to the VPN gateway. */
export const routeTableActions: Actions = {
	DescribeRouteTables: describeRouteTables,
	CreateRoutes: createRoutes,
	DeleteRoutes: deleteRoutes,
};
