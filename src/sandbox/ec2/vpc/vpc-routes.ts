import {ApiError, invalidCombination, invalidValue, notFound} from '../protocol/api-error.ts';
import {type Call, done, operation} from '../protocol/operation.ts';
import {missing, required, text} from '../protocol/shape.ts';
import {noRouteTable, transitGatewayOf} from '../store/resource-lookup.ts';
import type {Route, RouteTable} from '../store/resources.ts';
import {destinationOf} from './destination.ts';

/*
 * Routes of a VPC's own tables, to what the sandbox has: gateways, NAT gateways, transit gateways. Sources: EC2 API Reference; the code of a
 * ReplaceRoute that finds nothing: measured for moto #6425.
 */

const place = {RouteTableId: required(text), DestinationCidrBlock: text};
const targets = {GatewayId: text, NatGatewayId: text, TransitGatewayId: text};
type Place = {readonly RouteTableId: string; readonly DestinationCidrBlock?: string | undefined};
type RouteInput = Place & {readonly [K in keyof typeof targets]?: string | undefined};

export const createRoute = operation('CreateRoute', 'mutates', {...place, ...targets}, (input, call) => {
	const {table, destination} = placeOf(input, call);
	const route: Route = {destination, target: targetOf(input, table, call), origin: 'CreateRoute'};
	if (routeTo(table, destination))
		throw new ApiError('RouteAlreadyExists', `The route identified by ${destination} already exists.`);
	table.routes = [...table.routes, route];
	return done;
});

export const replaceRoute = operation('ReplaceRoute', 'mutates', {...place, ...targets}, (input, call) => {
	const {table, destination} = placeOf(input, call);
	const target = targetOf(input, table, call);
	const old = routeTo(table, destination);
	if (!old)
		throw new ApiError(
			'InvalidParameterValue',
			`There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
		);
	table.routes = table.routes.map(route => (route === old ? {...old, target} : route));
	return done;
});

export const deleteRoute = operation('DeleteRoute', 'mutates', place, (input, call) => {
	const {table, destination} = placeOf(input, call);
	const route = routeTo(table, destination);
	if (!route)
		throw new ApiError(
			'InvalidRoute.NotFound',
			`no route with destination-cidr-block ${destination} in route table ${table.id}`,
		);
	if (route.origin === 'CreateRouteTable')
		throw new ApiError('InvalidParameterValue', `cannot remove local route ${destination} in route table ${table.id}`);
	table.routes = table.routes.filter(other => other !== route);
	return done;
});

/** A propagated route is none of the table's own: it can neither be replaced nor deleted. */
function routeTo({routes}: RouteTable, destination: string): Route | undefined {
	return routes.find(route => route.destination === destination);
}

/** @throws ApiError InvalidRouteTableID.NotFound, MissingParameter, InvalidParameterValue */
function placeOf({RouteTableId: id, DestinationCidrBlock: range}: Place, {region}: Call) {
	const table = region.routeTables.get(id);
	if (!table) throw noRouteTable(id);
	if (range === undefined) throw missing('destinationCidrBlock');
	return {table, destination: destinationOf(range)};
}

/** @throws ApiError InvalidParameterCombination, the NotFound of each kind, InvalidParameterValue */
function targetOf(input: RouteInput, table: RouteTable, call: Call): Route['target'] {
	const {GatewayId: gatewayId, NatGatewayId: natId, TransitGatewayId: transitId} = input;
	const given = [gatewayId, natId, transitId].filter(id => id !== undefined);
	if (given.length !== 1) throw invalidCombination('Give exactly one target of the route.');
	if (gatewayId !== undefined) return {kind: 'gateway', id: gatewayIn(gatewayId, table, call)};
	if (natId !== undefined) {
		if (!isKnown('nat', natId, call))
			throw new ApiError('NatGatewayNotFound', `The NAT gateway ${natId} was not found`);
		return {kind: 'nat', id: natId};
	}

	const gateway = transitGatewayOf(transitId ?? '', call);
	const attached = [...call.region.transitGatewayAttachments.values()].some(
		({transitGatewayId, resourceId, state}) =>
			transitGatewayId === gateway.id && resourceId === table.vpcId && state.value(call.now) === 'available',
	);
	// So EC2 answers while the attachment is not there yet. Source: terraform-provider-aws, which tries again on it.
	if (!attached)
		throw new ApiError('InvalidTransitGatewayID.NotFound', `The transitGateway ID '${gateway.id}' does not exist.`);
	return {kind: 'transit-gateway', id: gateway.id};
}

function gatewayIn(id: string, table: RouteTable, call: Call): string {
	const gateway = call.region.vpnGateways.get(id);
	if (gateway) {
		const attached = gateway.attachments.some(
			({vpcId, state}) => vpcId === table.vpcId && state.value(call.now) === 'attached',
		);
		if (!attached)
			throw invalidValue(
				id,
				'gatewayId',
				`route table ${table.id} and network gateway ${id} belong to different networks`,
			);
		return id;
	}

	if (!isKnown('gateway', id, call)) throw notFound('gateway', id);
	return id;
}

/** Internet and NAT gateways are in the sandbox as targets of routes alone. */
function isKnown(kind: Route['target']['kind'], id: string, {region}: Call): boolean {
	return [...region.routeTables.values()].some(({routes}) =>
		routes.some(({target}) => target.kind === kind && target.id === id && id !== 'local'),
	);
}
