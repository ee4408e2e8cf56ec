import {
	type CustomerGateway,
	DescribeCustomerGatewaysCommand,
	type DescribeCustomerGatewaysCommandInput,
	DescribeTransitGatewayAttachmentsCommand,
	type DescribeTransitGatewayAttachmentsCommandInput,
	DescribeVpnConnectionsCommand,
	DescribeVpnGatewaysCommand,
	type DescribeVpnGatewaysCommandInput,
	type Filter,
	SearchTransitGatewayRoutesCommand,
	type SearchTransitGatewayRoutesCommandInput,
	type TransitGatewayAttachment,
	type TransitGatewayRoute,
	type VpnConnection,
	type VpnGateway,
} from '@aws-sdk/client-ec2';
import {type AwsReach, ask} from '../wire/ask.ts';

/* Things as EC2 lists them. All throw CloudError. */

/** What has one value: `filter('vpn-gateway-id', id)`. */
export function filter(Name: string, value: string): Filter {
	return {Name, Values: [value]};
}

/** In one call (the API does not page). */
export async function describeVpnConnections(
	reach: AwsReach,
	filters: Filter[] = [],
): Promise<readonly VpnConnection[]> {
	const command = new DescribeVpnConnectionsCommand(filters.length > 0 ? {Filters: filters} : {});
	return (await ask(reach, 'DescribeVpnConnections', command)).VpnConnections ?? [];
}

export async function vpnConnection(reach: AwsReach, id: string): Promise<VpnConnection | undefined> {
	return (await describeVpnConnections(reach, [filter('vpn-connection-id', id)]))[0];
}

export async function describeCustomerGateways(
	reach: AwsReach,
	input: DescribeCustomerGatewaysCommandInput = {},
): Promise<readonly CustomerGateway[]> {
	const command = new DescribeCustomerGatewaysCommand(input);
	return (await ask(reach, 'DescribeCustomerGateways', command)).CustomerGateways ?? [];
}

export async function customerGateway(reach: AwsReach, id: string): Promise<CustomerGateway | undefined> {
	return (await describeCustomerGateways(reach, {Filters: [filter('customer-gateway-id', id)]}))[0];
}

export async function describeVpnGateways(
	reach: AwsReach,
	input: DescribeVpnGatewaysCommandInput,
): Promise<readonly VpnGateway[]> {
	return (await ask(reach, 'DescribeVpnGateways', new DescribeVpnGatewaysCommand(input))).VpnGateways ?? [];
}

export async function vpnGateway(reach: AwsReach, id: string): Promise<VpnGateway | undefined> {
	return (await describeVpnGateways(reach, {Filters: [filter('vpn-gateway-id', id)]}))[0];
}

export async function describeTransitAttachments(
	reach: AwsReach,
	input: DescribeTransitGatewayAttachmentsCommandInput,
): Promise<readonly TransitGatewayAttachment[]> {
	const command = new DescribeTransitGatewayAttachmentsCommand(input);
	return (await ask(reach, 'DescribeTransitGatewayAttachments', command)).TransitGatewayAttachments ?? [];
}

/** What joins a connection to its transit gateway. @param transitGatewayId which one: one that the connection leaves keeps its attachment for a while */
export async function attachmentOf(
	reach: AwsReach,
	connectionId: string,
	transitGatewayId?: string,
): Promise<TransitGatewayAttachment | undefined> {
	const Filters = [
		filter('resource-type', 'vpn'),
		filter('resource-id', connectionId),
		...(transitGatewayId ? [filter('transit-gateway-id', transitGatewayId)] : []),
	];
	return (await describeTransitAttachments(reach, {Filters})).find(
		({State}) => !/^(delet|fail|reject)/.test(State ?? ''),
	);
}

/** The route of exactly this destination; that leads to an attachment, where one is given. */
export async function transitRoute(
	reach: AwsReach,
	route: {
		readonly TransitGatewayRouteTableId: string;
		readonly DestinationCidrBlock: string;
		readonly TransitGatewayAttachmentId?: string | undefined;
	},
	isWanted: (found: TransitGatewayRoute) => boolean = () => true,
): Promise<TransitGatewayRoute | undefined> {
	const input: SearchTransitGatewayRoutesCommandInput = {
		TransitGatewayRouteTableId: route.TransitGatewayRouteTableId,
		// what a gateway teaches is no route that anybody made
		Filters: [filter('route-search.exact-match', route.DestinationCidrBlock), filter('type', 'static')],
	};
	const reply = await ask(reach, 'SearchTransitGatewayRoutes', new SearchTransitGatewayRoutesCommand(input));
	return reply.Routes?.find(
		found =>
			isWanted(found) &&
			(route.TransitGatewayAttachmentId === undefined ||
				found.TransitGatewayAttachments?.some(
					({TransitGatewayAttachmentId}) => TransitGatewayAttachmentId === route.TransitGatewayAttachmentId,
				)),
	);
}
