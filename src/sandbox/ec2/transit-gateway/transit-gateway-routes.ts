import {ApiError, invalidCombination} from '../protocol/api-error.ts';
import {filtered, filterList} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {flag, integer, required, text} from '../protocol/shape.ts';
import {items, type XmlValue} from '../protocol/xml.ts';
import {attachmentOf, available, noTransitRouteTable} from '../store/resource-lookup.ts';
import type {TransitGatewayRoute} from '../store/resources.ts';
import {destinationOf} from '../vpc/destination.ts';

const noTags = new Map<string, string>();

export const createTransitGatewayRoute = operation(
	'CreateTransitGatewayRoute',
	'mutates',
	{
		DestinationCidrBlock: required(text),
		TransitGatewayRouteTableId: required(text),
		TransitGatewayAttachmentId: text,
		Blackhole: flag,
	},
	(input, call) => {
		const routeTableId = knownTable(input.TransitGatewayRouteTableId, call);
		const destination = destinationOf(input.DestinationCidrBlock);
		const {TransitGatewayAttachmentId: attachmentId, Blackhole: blackhole = false} = input;
		if (blackhole === (attachmentId !== undefined))
			throw invalidCombination('Give either TransitGatewayAttachmentId or Blackhole.');
		const route: TransitGatewayRoute = {
			routeTableId,
			destination,
			attachmentId: attachmentId && availableAttachment(attachmentId, routeTableId, call),
		};
		const other = call.region.transitGatewayRoutes.find(candidate => sameRoute(candidate, route));
		if (other)
			throw new ApiError(
				'RouteAlreadyExists',
				`Route ${destination} already exists in Transit Gateway Route Table ${routeTableId}.`,
			);
		call.region.transitGatewayRoutes = [...call.region.transitGatewayRoutes, route];
		return {route: routeXml(route, call)};
	},
);

export const deleteTransitGatewayRoute = operation(
	'DeleteTransitGatewayRoute',
	'mutates',
	{TransitGatewayRouteTableId: required(text), DestinationCidrBlock: required(text)},
	(input, call) => {
		const wanted = {
			routeTableId: knownTable(input.TransitGatewayRouteTableId, call),
			destination: destinationOf(input.DestinationCidrBlock),
		};
		const route = call.region.transitGatewayRoutes.find(candidate => sameRoute(candidate, wanted));
		if (!route)
			throw new ApiError(
				'InvalidRoute.NotFound',
				`Route ${wanted.destination} does not exist in ${wanted.routeTableId}.`,
			);
		const answer = {route: {...routeXml(route, call), state: 'deleted'}};
		call.region.transitGatewayRoutes = call.region.transitGatewayRoutes.filter(candidate => candidate !== route);
		return answer;
	},
);

export const searchTransitGatewayRoutes = operation(
	'SearchTransitGatewayRoutes',
	'reads',
	{TransitGatewayRouteTableId: required(text), Filter: required(filterList), MaxResults: integer, NextToken: text},
	(input, call) => {
		const routeTableId = knownTable(input.TransitGatewayRouteTableId, call);
		const attachmentField =
			(read: (attachment: {id: string; resourceId: string; resourceType: string}) => string) =>
			(route: TransitGatewayRoute) => {
				const attachment = call.region.transitGatewayAttachments.get(route.attachmentId ?? '');
				return attachment && read(attachment);
			};
		const routes = call.region.transitGatewayRoutes
			.filter(route => route.routeTableId === routeTableId)
			.map(route => ({...route, tags: noTags}));
		const shown = filtered(routes, input.Filter, {
			'attachment.transit-gateway-attachment-id': attachmentField(({id}) => id),
			'attachment.resource-id': attachmentField(({resourceId}) => resourceId),
			'attachment.resource-type': attachmentField(({resourceType}) => resourceType),
			'route-search.exact-match': route => route.destination,
			state: stateOf,
			type: () => 'static',
		});
		const most = input.MaxResults ?? 1000;
		return {
			routeSet: items(shown.slice(0, most).map(route => routeXml(route, call))),
			additionalRoutesAvailable: shown.length > most,
		};
	},
);

function knownTable(id: string, {region}: Call): string {
	const known = [...region.transitGateways.values()].some(({routeTableId}) => routeTableId === id);
	if (!known) throw noTransitRouteTable(id);
	return id;
}

function availableAttachment(id: string, routeTableId: string, call: Call): string {
	const attachment = available(attachmentOf(id, call), call);
	const {routeTableId: own} = call.region.transitGateways.get(attachment.transitGatewayId) ?? {};
	if (own !== routeTableId)
		throw new ApiError('InvalidParameterValue', `${id} and ${routeTableId} belong to different transit gateways.`);
	return id;
}

function sameRoute(a: TransitGatewayRoute, b: Omit<TransitGatewayRoute, 'attachmentId'>): boolean {
	return a.routeTableId === b.routeTableId && a.destination === b.destination;
}

function stateOf({attachmentId}: TransitGatewayRoute): 'active' | 'blackhole' {
	return attachmentId === undefined ? 'blackhole' : 'active';
}

function routeXml(route: TransitGatewayRoute, {region}: Call): {readonly [name: string]: XmlValue} {
	const attachment = region.transitGatewayAttachments.get(route.attachmentId ?? '');
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
		type: 'static',
		state: stateOf(route),
	};
}
