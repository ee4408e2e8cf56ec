import type {EC2Client} from '@aws-sdk/client-ec2';
import {type Asked, believeList} from '../../net/believed-list.ts';
import {NotAReply} from '../../net/call-end.ts';

/** A call that lists: the member with the list, and the member with an item's id. */
interface Listing {
	readonly list: string;
	readonly id: string;
	/** The member of the request that names ids. */
	readonly ids?: string;
}

/**
 * The calls whose lists are believed only whole. EC2 writes an empty list as an empty element (`<reservationSet/>`, as recorded of an
 * account without instances): a reply without the element is not the API's.
 * Source: the EC2 model, members of the requests and replies.
 */
const listings: Readonly<Record<string, Listing>> = {
	DescribeVpnConnections: {list: 'VpnConnections', id: 'VpnConnectionId', ids: 'VpnConnectionIds'},
	DescribeCustomerGateways: {list: 'CustomerGateways', id: 'CustomerGatewayId', ids: 'CustomerGatewayIds'},
	DescribeVpnGateways: {list: 'VpnGateways', id: 'VpnGatewayId', ids: 'VpnGatewayIds'},
	DescribeTransitGateways: {list: 'TransitGateways', id: 'TransitGatewayId', ids: 'TransitGatewayIds'},
	DescribeTransitGatewayAttachments: {
		list: 'TransitGatewayAttachments',
		id: 'TransitGatewayAttachmentId',
		ids: 'TransitGatewayAttachmentIds',
	},
	DescribeTransitGatewayRouteTables: {
		list: 'TransitGatewayRouteTables',
		id: 'TransitGatewayRouteTableId',
		ids: 'TransitGatewayRouteTableIds',
	},
	GetTransitGatewayAttachmentPropagations: {
		list: 'TransitGatewayAttachmentPropagations',
		id: 'TransitGatewayRouteTableId',
	},
	DescribeRouteTables: {list: 'RouteTables', id: 'RouteTableId', ids: 'RouteTableIds'},
	DescribeVpcs: {list: 'Vpcs', id: 'VpcId', ids: 'VpcIds'},
	DescribeRegions: {list: 'Regions', id: 'RegionName', ids: 'RegionNames'},
};

/** Filters by an id, and the member of an item that they are about. Source: EC2 API Reference, "Filter" of each call. */
const filters: Readonly<Record<string, string>> = {
	'vpn-connection-id': 'VpnConnectionId',
	'customer-gateway-id': 'CustomerGatewayId',
	'vpn-gateway-id': 'VpnGatewayId',
	'transit-gateway-id': 'TransitGatewayId',
	'transit-gateway-attachment-id': 'TransitGatewayAttachmentId',
	'resource-id': 'ResourceId',
	'route-table-id': 'RouteTableId',
	'vpc-id': 'VpcId',
};

/** Has every list that a client reads held against what was asked for, whoever reads it. Its errors are NotAReply. */
export function believeLists(client: EC2Client): void {
	client.middlewareStack.add(
		(next, context) => async given => {
			const result = await next(given);
			const listing = listings[String(context.commandName ?? '').replace(/Command$/, '')];
			if (listing) believeReply(listing, given.input, result.output);
			return result;
		},
		{step: 'initialize', priority: 'high', name: 'tunnelwrightBelieveLists'},
	);
}

function believeReply({list, id, ids}: Listing, request: object, reply: object): void {
	const items: unknown = Reflect.get(reply, list);
	if (!Array.isArray(items)) throw new NotAReply('It lacks the list that was asked for');
	const named: unknown = ids === undefined ? undefined : Reflect.get(request, ids);
	believeList(items, id, {...(isTexts(named) ? {[id]: named} : {}), ...askedBy(Reflect.get(request, 'Filters'))});
}

function askedBy(given: unknown): Asked {
	if (!Array.isArray(given)) return {};
	return Object.fromEntries(
		given.flatMap(filter => {
			const member = filters[String(Reflect.get(Object(filter), 'Name'))];
			const values: unknown = Reflect.get(Object(filter), 'Values');
			return member !== undefined && isTexts(values) ? [[member, values]] : [];
		}),
	);
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'string');
}
