import type {
	CustomerGateway,
	Route,
	RouteTable,
	TransitGateway,
	TransitGatewayAttachment,
	TransitGatewayOptions,
	TransitGatewayRoute,
	TransitGatewayRouteTable,
	VgwTelemetry,
	Vpc,
	VpcAttachment,
	VpnConcentrator,
	VpnConnection,
	VpnConnectionDeviceType,
	VpnConnectionOptions,
	VpnConnectionOptionsSpecification,
	VpnGateway,
} from '@aws-sdk/client-ec2';
import {type LogFields, type Shape, shapeOf} from '../../net/loggable.ts';
import {type Rows, tunnelOptions} from '../options.ts';

/*
 * What of the things that EC2 is asked for and answers with a debug log may hold. The compiler compares the names with the SDK's types. Not in it,
 * on purpose: pre-shared keys, CustomerGatewayConfiguration, samples for devices, names, tags, descriptions, status messages, ARNs and account numbers.
 */

/** Options of a tunnel, as they are asked for and as they read back. */
export const tunnelFields: Readonly<Record<string, Shape>> = {
	TunnelInsideCidr: 'address',
	TunnelInsideIpv6Cidr: 'address',
	PreSharedKey: 'hidden',
	LogOptions: 'hidden',
	...Object.fromEntries(
		Object.values(tunnelOptions as Rows).flatMap(({member, standingMember = member, ...row}) => {
			const shape: Shape =
				row.kind === 'list' ? {Value: row.values.some(Number.isInteger) ? 'number' : 'word'} : row.kind;
			return [member, standingMember].map(name => [name, shape]);
		}),
	),
};

/** What the options of a connection are called alike in the request and in what stands. */
export const connectionOptions = shapeOf<
	Pick<VpnConnectionOptions, keyof VpnConnectionOptions & keyof VpnConnectionOptionsSpecification>
>({
	flag: ['EnableAcceleration', 'StaticRoutesOnly'],
	word: ['TunnelInsideIpVersion', 'OutsideIpAddressType', 'TunnelBandwidth'],
	address: ['LocalIpv4NetworkCidr', 'RemoteIpv4NetworkCidr', 'LocalIpv6NetworkCidr', 'RemoteIpv6NetworkCidr'],
	id: ['TransportTransitGatewayAttachmentId'],
});

export const connection = shapeOf<VpnConnection>(
	{
		id: ['VpnConnectionId', 'CustomerGatewayId', 'VpnGatewayId', 'TransitGatewayId', 'VpnConcentratorId'],
		word: ['State', 'Type', 'Category', 'GatewayAssociationState'],
		hidden: ['CustomerGatewayConfiguration', 'PreSharedKeyArn', 'Tags'],
	},
	{
		Options: {...connectionOptions, TunnelOptions: {...tunnelFields, OutsideIpAddress: 'address'}},
		Routes: {DestinationCidrBlock: 'address', Source: 'word', State: 'word'},
		VgwTelemetry: shapeOf<VgwTelemetry>({
			number: ['AcceptedRouteCount'],
			time: ['LastStatusChange'],
			address: ['OutsideIpAddress'],
			word: ['Status'],
			hidden: ['StatusMessage'],
		}),
	},
);

export const customerGateway = shapeOf<CustomerGateway>({
	id: ['CustomerGatewayId'],
	word: ['State', 'Type'],
	address: ['IpAddress'],
	number: ['BgpAsn', 'BgpAsnExtended'],
	hidden: ['DeviceName', 'CertificateArn', 'Tags'],
});

export const attachment = shapeOf<VpcAttachment>({id: ['VpcId'], word: ['State']});

export const vpnGateway = shapeOf<VpnGateway>(
	{id: ['VpnGatewayId'], word: ['State', 'Type', 'AvailabilityZone'], number: ['AmazonSideAsn'], hidden: ['Tags']},
	{VpcAttachments: attachment},
);

export const transitGateway = shapeOf<TransitGateway>(
	{id: ['TransitGatewayId'], word: ['State'], time: ['CreationTime'], hidden: ['Tags', 'Description', 'OwnerId']},
	{
		Options: shapeOf<TransitGatewayOptions>({
			number: ['AmazonSideAsn'],
			address: ['TransitGatewayCidrBlocks'],
			word: ['DefaultRouteTableAssociation', 'DefaultRouteTablePropagation', 'VpnEcmpSupport'],
			id: ['AssociationDefaultRouteTableId', 'PropagationDefaultRouteTableId'],
		}),
	},
);

export const transitGatewayAttachment = shapeOf<TransitGatewayAttachment>(
	{
		id: ['TransitGatewayAttachmentId', 'TransitGatewayId', 'ResourceId'],
		word: ['ResourceType', 'State'],
		hidden: ['Tags'],
	},
	{Association: {TransitGatewayRouteTableId: 'id', State: 'word'}},
);

export const routeTable = shapeOf<RouteTable>(
	{id: ['RouteTableId', 'VpcId'], hidden: ['Tags']},
	{
		Associations: {Main: 'flag', SubnetId: 'id', GatewayId: 'id'},
		PropagatingVgws: {GatewayId: 'id'},
		Routes: shapeOf<Route>({
			address: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock'],
			id: ['GatewayId', 'TransitGatewayId', 'NatGatewayId'],
			word: ['Origin', 'State'],
		}),
	},
);

export const transitGatewayRoute = shapeOf<TransitGatewayRoute>(
	{address: ['DestinationCidrBlock'], word: ['Type', 'State']},
	{TransitGatewayAttachments: {TransitGatewayAttachmentId: 'id', ResourceId: 'id', ResourceType: 'word'}},
);

export const transitGatewayRouteTable = shapeOf<TransitGatewayRouteTable>({
	id: ['TransitGatewayRouteTableId', 'TransitGatewayId'],
	word: ['State'],
	flag: ['DefaultAssociationRouteTable', 'DefaultPropagationRouteTable'],
	time: ['CreationTime'],
	hidden: ['Tags'],
});

export const device = shapeOf<VpnConnectionDeviceType>({
	word: ['VpnConnectionDeviceTypeId'],
	hidden: ['Vendor', 'Platform', 'Software'],
});

export const vpc = shapeOf<Vpc>(
	{id: ['VpcId'], address: ['CidrBlock'], word: ['State'], flag: ['IsDefault'], hidden: ['OwnerId', 'Tags']},
	{CidrBlockAssociationSet: {CidrBlock: 'address', CidrBlockState: {State: 'word'}}},
);

export const concentrator = shapeOf<VpnConcentrator>({
	id: ['VpnConcentratorId', 'TransitGatewayId', 'TransitGatewayAttachmentId'],
	word: ['State', 'Type'],
	hidden: ['Tags'],
});

/** Filters hold what is asked for: ids mostly, but tag values too. */
export const query = shapeOf<Readonly<Record<string, unknown>>>(
	{
		flag: ['DryRun', 'AllRegions'],
		number: ['MaxResults'],
		hidden: ['NextToken'],
		id: [
			...['VpcIds', 'VpnConcentratorIds', 'VpnConnectionIds', 'CustomerGatewayIds', 'VpnGatewayIds'],
			...['TransitGatewayIds', 'TransitGatewayAttachmentIds', 'TransitGatewayAttachmentId', 'RouteTableIds'],
		],
	},
	{Filters: {Name: 'word', Values: 'id'}},
);

/** Of a call that answers with nothing but that it was done. */
export const nothing: Shape = {Return: 'flag'};

/** Members of the calls that take something away: an id each, or a route. */
export const removalFields: LogFields = {
	request: shapeOf<Readonly<Record<string, unknown>>>({
		id: [
			...['VpnConnectionId', 'CustomerGatewayId', 'VpnGatewayId', 'VpcId', 'GatewayId', 'RouteTableId'],
			'TransitGatewayRouteTableId',
		],
		address: ['DestinationCidrBlock'],
		flag: ['DryRun'],
	}),
	response: {Return: 'flag', Route: transitGatewayRoute},
};
