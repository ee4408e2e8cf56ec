import type {
	CustomerGateway,
	RouteTable,
	TransitGateway,
	TransitGatewayAttachment,
	TransitGatewayRoute,
	Vpc,
	VpcAttachment,
	VpnConcentrator,
	VpnConnection,
	VpnConnectionDeviceType,
	VpnConnectionOptions,
	VpnConnectionOptionsSpecification,
	VpnGateway,
} from '@aws-sdk/client-ec2';
import type {LogFields, Shape, ShapeOf} from '../../net/loggable.ts';
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
export const connectionOptions = {
	EnableAcceleration: 'flag',
	StaticRoutesOnly: 'flag',
	TunnelInsideIpVersion: 'word',
	LocalIpv4NetworkCidr: 'address',
	RemoteIpv4NetworkCidr: 'address',
	LocalIpv6NetworkCidr: 'address',
	RemoteIpv6NetworkCidr: 'address',
	OutsideIpAddressType: 'word',
	TransportTransitGatewayAttachmentId: 'id',
	TunnelBandwidth: 'word',
} as const satisfies ShapeOf<VpnConnectionOptionsSpecification> & ShapeOf<VpnConnectionOptions>;

export const connection = {
	VpnConnectionId: 'id',
	State: 'word',
	Type: 'word',
	Category: 'word',
	CustomerGatewayId: 'id',
	VpnGatewayId: 'id',
	TransitGatewayId: 'id',
	VpnConcentratorId: 'id',
	GatewayAssociationState: 'word',
	CustomerGatewayConfiguration: 'hidden',
	PreSharedKeyArn: 'hidden',
	Tags: 'hidden',
	Options: {
		...connectionOptions,
		TunnelOptions: {...tunnelFields, OutsideIpAddress: 'address'},
	},
	Routes: {DestinationCidrBlock: 'address', Source: 'word', State: 'word'},
	VgwTelemetry: {
		AcceptedRouteCount: 'number',
		LastStatusChange: 'time',
		OutsideIpAddress: 'address',
		Status: 'word',
		StatusMessage: 'hidden',
	},
} as const satisfies ShapeOf<VpnConnection>;

export const customerGateway = {
	CustomerGatewayId: 'id',
	State: 'word',
	Type: 'word',
	IpAddress: 'address',
	BgpAsn: 'number',
	BgpAsnExtended: 'number',
	DeviceName: 'hidden',
	CertificateArn: 'hidden',
	Tags: 'hidden',
} as const satisfies ShapeOf<CustomerGateway>;

export const attachment = {VpcId: 'id', State: 'word'} as const satisfies ShapeOf<VpcAttachment>;

export const vpnGateway = {
	VpnGatewayId: 'id',
	State: 'word',
	Type: 'word',
	AmazonSideAsn: 'number',
	AvailabilityZone: 'word',
	VpcAttachments: attachment,
	Tags: 'hidden',
} as const satisfies ShapeOf<VpnGateway>;

export const transitGateway = {
	TransitGatewayId: 'id',
	State: 'word',
	CreationTime: 'time',
	Tags: 'hidden',
	Description: 'hidden',
	OwnerId: 'hidden',
	Options: {
		AmazonSideAsn: 'number',
		TransitGatewayCidrBlocks: 'address',
		DefaultRouteTableAssociation: 'word',
		AssociationDefaultRouteTableId: 'id',
		DefaultRouteTablePropagation: 'word',
		PropagationDefaultRouteTableId: 'id',
		VpnEcmpSupport: 'word',
	},
} as const satisfies ShapeOf<TransitGateway>;

export const transitGatewayAttachment = {
	TransitGatewayAttachmentId: 'id',
	TransitGatewayId: 'id',
	ResourceType: 'word',
	ResourceId: 'id',
	State: 'word',
	Association: {TransitGatewayRouteTableId: 'id', State: 'word'},
	Tags: 'hidden',
} as const satisfies ShapeOf<TransitGatewayAttachment>;

export const routeTable = {
	RouteTableId: 'id',
	VpcId: 'id',
	Associations: {Main: 'flag', SubnetId: 'id', GatewayId: 'id'},
	PropagatingVgws: {GatewayId: 'id'},
	Routes: {
		DestinationCidrBlock: 'address',
		DestinationIpv6CidrBlock: 'address',
		GatewayId: 'id',
		TransitGatewayId: 'id',
		NatGatewayId: 'id',
		Origin: 'word',
		State: 'word',
	},
	Tags: 'hidden',
} as const satisfies ShapeOf<RouteTable>;

export const transitGatewayRoute = {
	DestinationCidrBlock: 'address',
	Type: 'word',
	State: 'word',
	TransitGatewayAttachments: {TransitGatewayAttachmentId: 'id', ResourceId: 'id', ResourceType: 'word'},
} as const satisfies ShapeOf<TransitGatewayRoute>;

export const device = {
	VpnConnectionDeviceTypeId: 'word',
	Vendor: 'hidden',
	Platform: 'hidden',
	Software: 'hidden',
} as const satisfies ShapeOf<VpnConnectionDeviceType>;

export const vpc = {
	VpcId: 'id',
	CidrBlock: 'address',
	State: 'word',
	IsDefault: 'flag',
	CidrBlockAssociationSet: {CidrBlock: 'address', CidrBlockState: {State: 'word'}},
	OwnerId: 'hidden',
	Tags: 'hidden',
} as const satisfies ShapeOf<Vpc>;

export const concentrator = {
	VpnConcentratorId: 'id',
	State: 'word',
	Type: 'word',
	TransitGatewayId: 'id',
	TransitGatewayAttachmentId: 'id',
	Tags: 'hidden',
} as const satisfies ShapeOf<VpnConcentrator>;

/** Filters hold what is asked for: ids mostly, but tag values too. */
export const query = {
	DryRun: 'flag',
	MaxResults: 'number',
	NextToken: 'hidden',
	AllRegions: 'flag',
	Filters: {Name: 'word', Values: 'id'},
	VpcIds: 'id',
	VpnConcentratorIds: 'id',
	VpnConnectionIds: 'id',
	CustomerGatewayIds: 'id',
	VpnGatewayIds: 'id',
	TransitGatewayIds: 'id',
	TransitGatewayAttachmentIds: 'id',
	RouteTableIds: 'id',
} as const satisfies Shape;

/** Of a call that answers with nothing but that it was done. */
export const nothing: Shape = {Return: 'flag'};

/** Members of the calls that take something away: an id each, or a route. */
export const removalFields: LogFields = {
	request: {
		VpnConnectionId: 'id',
		CustomerGatewayId: 'id',
		VpnGatewayId: 'id',
		VpcId: 'id',
		GatewayId: 'id',
		RouteTableId: 'id',
		DestinationCidrBlock: 'address',
		TransitGatewayRouteTableId: 'id',
		DryRun: 'flag',
	},
	response: {Return: 'flag', Route: transitGatewayRoute},
};
