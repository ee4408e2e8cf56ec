import {ApiError, invalidCombination} from '../protocol/api-error.ts';
import {filtered, filterList} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {flag, integer, required, text} from '../protocol/shape.ts';
import {items, type XmlValue} from '../protocol/xml.ts';
import {attachmentOf, available, transitRouteTableOf} from '../store/resource-lookup.ts';
import type {TransitGatewayAttachment, TransitGatewayRoute} from '../store/resources.ts';
import {destinationOf} from '../vpc/destination.ts';
import {learnedRoutes} from '../vpn-connection/learned-routes.ts';

const place = {DestinationCidrBlock: required(text), TransitGatewayRouteTableId: required(text)};
const target = {TransitGatewayAttachmentId: text, Blackhole: flag};
type RouteInput = {
	readonly DestinationCidrBlock: string;
	readonly TransitGatewayRouteTableId: string;
	readonly TransitGatewayAttachmentId?: string | undefined;
	readonly Blackhole?: boolean | undefined;
};

export const createTransitGatewayRoute = operation(
	'CreateTransitGatewayRoute',
	'mutates',
	{...place, ...target},
	(input, call) => {
		const route = routeOf(input, call);
		if (staticRoute(route, call))
			throw new ApiError(
				'RouteAlreadyExists',
				`Route ${route.destination} already exists in Transit Gateway Route Table ${route.routeTableId}.`,
			);
		call.region.transitGatewayRoutes = [...call.region.transitGatewayRoutes, route];
		return {route: routeXml({...route, type: 'static'}, call)};
	},
);

export const replaceTransitGatewayRoute = operation(
	'ReplaceTransitGatewayRoute',
	'mutates',
	{...place, ...target},
	(input, call) => {
		const route = routeOf(input, call);
		const old = standingRoute(route, call);
		call.region.transitGatewayRoutes = call.region.transitGatewayRoutes.map(other => (other === old ? route : other));
		return {route: routeXml({...route, type: 'static'}, call)};
	},
);

export const deleteTransitGatewayRoute = operation('DeleteTransitGatewayRoute', 'mutates', place, (input, call) => {
	const route = standingRoute(placeOf(input, call), call);
	const answer = {route: {...routeXml({...route, type: 'static'}, call), state: 'deleted'}};
	call.region.transitGatewayRoutes = call.region.transitGatewayRoutes.filter(candidate => candidate !== route);
	return answer;
});

export const searchTransitGatewayRoutes = operation(
	'SearchTransitGatewayRoutes',
	'reads',
	{TransitGatewayRouteTableId: required(text), Filter: required(filterList), MaxResults: integer, NextToken: text},
	(input, call) => {
		const {id} = transitRouteTableOf(input.TransitGatewayRouteTableId, call);
		const attachmentField = (read: (attachment: TransitGatewayAttachment) => string) => (route: ShownRoute) => {
			const attachment = attachmentOfRoute(route, call);
			return attachment && read(attachment);
		};
		const shown = filtered(routesIn(id, call), input.Filter, {
			'attachment.transit-gateway-attachment-id': attachmentField(attachment => attachment.id),
			'attachment.resource-id': attachmentField(({resourceId}) => resourceId),
			'attachment.resource-type': attachmentField(({resourceType}) => resourceType),
			'route-search.exact-match': route => route.destination,
			state: route => stateOf(route, call),
			type: ({type}) => type,
		});
		const most = input.MaxResults ?? 1000;
		return {
			routeSet: items(shown.slice(0, most).map(route => routeXml(route, call))),
			additionalRoutesAvailable: shown.length > most,
		};
	},
);

interface ShownRoute extends TransitGatewayRoute {
	readonly type: 'static' | 'propagated';
}

const noTags = new Map<string, string>();

/** A static route goes before a propagated one to the same range. Source: Transit Gateways guide, "Route evaluation order". */
function routesIn(routeTableId: string, call: Call): readonly (ShownRoute & {readonly tags: typeof noTags})[] {
	const own = call.region.transitGatewayRoutes.filter(route => route.routeTableId === routeTableId);
	const taken = new Set(own.map(({destination}) => destination));
	const propagated = [...call.region.transitGatewayAttachments.values()]
		.filter(({propagates, state}) => propagates.has(routeTableId) && state.value(call.now) === 'available')
		.flatMap(attachment => taught(attachment, call).map(destination => ({destination, attachmentId: attachment.id})))
		.filter(({destination}) => !taken.has(destination));
	return [
		...own.map(route => ({...route, type: 'static' as const, tags: noTags})),
		...propagated.map(route => ({...route, routeTableId, type: 'propagated' as const, tags: noTags})),
	];
}

/** The ranges of a VPC; those that a VPN connection has learned by BGP: static ones are not propagated. */
function taught({resourceType, resourceId}: TransitGatewayAttachment, {region, now}: Call): readonly string[] {
	if (resourceType === 'vpc') return region.vpcs.get(resourceId)?.cidrs ?? [];
	if (resourceType === 'vpn-concentrator')
		return learnedRoutes(
			[...region.vpnConnections.values()].filter(({concentratorId}) => concentratorId === resourceId),
			now,
		);
	const connection = region.vpnConnections.get(resourceId);
	return connection && !connection.options.StaticRoutesOnly ? learnedRoutes([connection], now) : [];
}

/** @throws ApiError InvalidParameterValue, InvalidRouteTableID.NotFound */
function placeOf(input: RouteInput, call: Call): Omit<TransitGatewayRoute, 'attachmentId'> {
	const {id: routeTableId} = transitRouteTableOf(input.TransitGatewayRouteTableId, call);
	return {routeTableId, destination: destinationOf(input.DestinationCidrBlock)};
}

function routeOf(input: RouteInput, call: Call): TransitGatewayRoute {
	const at = placeOf(input, call);
	const {TransitGatewayAttachmentId: attachmentId, Blackhole: blackhole = false} = input;
	if (blackhole === (attachmentId !== undefined))
		throw invalidCombination('Give either TransitGatewayAttachmentId or Blackhole.');
	return {...at, attachmentId: attachmentId && availableAttachment(attachmentId, at.routeTableId, call)};
}

function availableAttachment(id: string, routeTableId: string, call: Call): string {
	const attachment = available(attachmentOf(id, call), call);
	if (transitRouteTableOf(routeTableId, call).transitGatewayId !== attachment.transitGatewayId)
		throw new ApiError('InvalidParameterValue', `${id} and ${routeTableId} belong to different transit gateways.`);
	return id;
}

type Place = Omit<TransitGatewayRoute, 'attachmentId'>;

function staticRoute({routeTableId, destination}: Place, {region}: Call): TransitGatewayRoute | undefined {
	return region.transitGatewayRoutes.find(
		route => route.routeTableId === routeTableId && route.destination === destination,
	);
}

/** @throws ApiError InvalidRoute.NotFound */
function standingRoute(wanted: Place, call: Call): TransitGatewayRoute {
	const route = staticRoute(wanted, call);
	if (!route)
		throw new ApiError(
			'InvalidRoute.NotFound',
			`Route ${wanted.destination} does not exist in ${wanted.routeTableId}.`,
		);
	return route;
}

function attachmentOfRoute({attachmentId}: TransitGatewayRoute, {region}: Call): TransitGatewayAttachment | undefined {
	return region.transitGatewayAttachments.get(attachmentId ?? '');
}

/** A route whose attachment is gone leads nowhere. */
function stateOf(route: TransitGatewayRoute, call: Call): 'active' | 'blackhole' {
	const state = attachmentOfRoute(route, call)?.state.value(call.now) ?? 'deleted';
	return state === 'deleting' || state === 'deleted' ? 'blackhole' : 'active';
}

function routeXml(route: ShownRoute, call: Call): {readonly [name: string]: XmlValue} {
	const attachment = attachmentOfRoute(route, call);
	return {
		destinationCidrBlock: route.destination,
		transitGatewayAttachments: attachment
			? items([
					{
						resourceId: attachment.resourceId,
						transitGatewayAttachmentId: attachment.id,
						resourceType: attachment.resourceType,
					},
				])
			: undefined,
		type: route.type,
		state: stateOf(route, call),
	};
}
