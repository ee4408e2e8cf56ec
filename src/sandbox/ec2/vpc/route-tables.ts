import {ApiError, notFound} from '../protocol/api-error.ts';
import {answer, chosen, filterList, pageMembers} from '../protocol/filters.ts';
import {hexOf} from '../protocol/ids.ts';
import {type Call, done, operation} from '../protocol/operation.ts';
import {list, required, text} from '../protocol/shape.ts';
import {tagSet} from '../protocol/tags.ts';
import {items, type XmlValue} from '../protocol/xml.ts';
import {noRouteTable} from '../store/resource-lookup.ts';
import type {RouteTable} from '../store/resources.ts';
import {learnedRoutes} from '../vpn-connection/learned-routes.ts';

export const describeRouteTables = operation(
	'DescribeRouteTables',
	'reads',
	{RouteTableId: list(text), Filter: filterList, ...pageMembers},
	(input, call) => {
		const targets = (kind: ShownRoute['kind']) => (table: RouteTable) =>
			routesOf(table, call)
				.filter(route => route.kind === kind)
				.map(({id}) => id);
		return answer('routeTableSet', chosen(call.region.routeTables, input.RouteTableId, noRouteTable), input, {
			least: 5,
			ids: input.RouteTableId,
			filters: {
				'association.main': table => associations(table).map(({main}) => String(main)),
				'association.route-table-association-id': table => associations(table).map(({id}) => id),
				'association.route-table-id': table => table.id,
				'association.subnet-id': table => table.subnetIds,
				'owner-id': () => call.account,
				'route-table-id': table => table.id,
				'route.destination-cidr-block': table => routesOf(table, call).map(({destination}) => destination),
				'route.gateway-id': targets('gateway'),
				'route.nat-gateway-id': targets('nat'),
				'route.transit-gateway-id': targets('transit-gateway'),
				'route.origin': table => routesOf(table, call).map(({origin}) => origin),
				'route.state': table => routesOf(table, call).map(({kind, id}) => stateOf(kind, id, call)),
				'vpc-id': table => table.vpcId,
			},
			xml: table => routeTableXml(table, call),
		});
	},
);

const propagation = {GatewayId: required(text), RouteTableId: required(text)};

/** @throws ApiError InvalidRouteTableID.NotFound, InvalidGatewayID.NotFound */
function propagationOf({GatewayId, RouteTableId}: {GatewayId: string; RouteTableId: string}, {region, now}: Call) {
	const table = region.routeTables.get(RouteTableId);
	if (!table) throw noRouteTable(RouteTableId);
	const gateway = region.vpnGateways.get(GatewayId);
	if (!gateway || gateway.state.value(now) === 'deleted') throw notFound('gateway', GatewayId);
	return {table, gateway};
}

export const enableVgwRoutePropagation = operation(
	'EnableVgwRoutePropagation',
	'mutates',
	propagation,
	(input, call) => {
		const {table, gateway} = propagationOf(input, call);
		const attached = gateway.attachments.some(
			({vpcId, state}) => vpcId === table.vpcId && state.value(call.now) === 'attached',
		);
		if (!attached)
			throw new ApiError('Gateway.NotAttached', `resource ${gateway.id} is not attached to the network ${table.vpcId}`);
		table.propagatingGatewayIds.add(gateway.id);
		return done;
	},
);

export const disableVgwRoutePropagation = operation(
	'DisableVgwRoutePropagation',
	'mutates',
	propagation,
	(input, call) => {
		const {table, gateway} = propagationOf(input, call);
		table.propagatingGatewayIds.delete(gateway.id);
		return done;
	},
);

interface ShownRoute {
	readonly destination: string;
	readonly kind: 'gateway' | 'nat' | 'transit-gateway';
	readonly id: string;
	readonly origin: string;
}

function routesOf(table: RouteTable, call: Call): readonly ShownRoute[] {
	const own = table.routes.map(({destination, target, origin}) => ({destination, ...target, origin}));
	const taken = new Set(own.map(({destination}) => destination));
	const learned = [...table.propagatingGatewayIds].flatMap(id =>
		learnedBy(id, call)
			.filter(destination => !taken.has(destination))
			.map(destination => ({destination, kind: 'gateway' as const, id, origin: 'EnableVgwRoutePropagation'})),
	);
	return [...own, ...learned];
}

/** The ranges that a virtual private gateway has learned of its connections. */
function learnedBy(gatewayId: string, {region, now}: Call): readonly string[] {
	return learnedRoutes(
		[...region.vpnConnections.values()].filter(({vpnGatewayId}) => vpnGatewayId === gatewayId),
		now,
	);
}

/** A route to a gateway that is gone leads nowhere. */
function stateOf(kind: ShownRoute['kind'], id: string, {region, now}: Call): 'active' | 'blackhole' {
	const known = kind === 'transit-gateway' ? region.transitGateways : region.vpnGateways;
	const gateway = kind === 'nat' ? undefined : known.get(id);
	return gateway?.state.value(now) === 'deleted' ? 'blackhole' : 'active';
}

function associations(table: RouteTable): readonly {main: boolean; id: string; subnetId: string | undefined}[] {
	const idFor = (what: string) => `rtbassoc-0${hexOf(`${table.id} ${what}`).slice(0, 16)}`;
	return [
		...(table.main ? [{main: true, id: idFor('main'), subnetId: undefined}] : []),
		...table.subnetIds.map(subnetId => ({main: false, id: idFor(subnetId), subnetId})),
	];
}

function routeTableXml(table: RouteTable, call: Call): XmlValue {
	return {
		routeTableId: table.id,
		vpcId: table.vpcId,
		ownerId: call.account,
		routeSet: items(
			routesOf(table, call).map(({destination, kind, id, origin}) => ({
				destinationCidrBlock: destination,
				gatewayId: kind === 'gateway' ? id : undefined,
				natGatewayId: kind === 'nat' ? id : undefined,
				transitGatewayId: kind === 'transit-gateway' ? id : undefined,
				state: stateOf(kind, id, call),
				origin,
			})),
		),
		associationSet: items(
			associations(table).map(({main, id, subnetId}) => ({
				routeTableAssociationId: id,
				routeTableId: table.id,
				subnetId,
				main,
				associationState: {state: 'associated'},
			})),
		),
		propagatingVgwSet: items([...table.propagatingGatewayIds].map(gatewayId => ({gatewayId}))),
		tagSet: tagSet(table.tags),
	};
}
