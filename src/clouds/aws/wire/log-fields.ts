import type {
	AttachVpnGatewayCommandInput,
	CreateCustomerGatewayCommandInput,
	CreateTagsCommandInput,
	CreateTransitGatewayRouteCommandInput,
	CreateVpnConnectionCommandInput,
	CreateVpnConnectionRouteCommandInput,
	CreateVpnGatewayCommandInput,
	EnableVgwRoutePropagationCommandInput,
	GetVpnConnectionDeviceSampleConfigurationCommandInput,
	SearchTransitGatewayRoutesCommandInput,
} from '@aws-sdk/client-ec2';
import type {LogFields, Shape, ShapeOf} from '../../net/loggable.ts';
import {
	attachment,
	concentrator,
	connection,
	connectionOptions,
	customerGateway,
	device,
	routeTable,
	transitGateway,
	transitGatewayAttachment,
	transitGatewayRoute,
	tunnelProposals,
	value,
	vpc,
	vpnGateway,
} from './log-things.ts';

/*
 * What of EC2's calls a debug log may hold. The compiler compares the names with the SDK's types. Not in it, on purpose: pre-shared
 * keys, CustomerGatewayConfiguration, samples for devices, names, tags, descriptions, status messages, ARNs and account numbers.
 */

const connectionRequest = {
	Type: 'word',
	CustomerGatewayId: 'id',
	VpnGatewayId: 'id',
	TransitGatewayId: 'id',
	VpnConcentratorId: 'id',
	PreSharedKeyStorage: 'word',
	DryRun: 'flag',
	TagSpecifications: 'hidden',
	Options: {
		...connectionOptions,
		TunnelOptions: {
			...tunnelProposals,
			IKEVersions: value,
			DPDTimeoutSeconds: 'number',
			DPDTimeoutAction: 'word',
			LogOptions: 'hidden',
		},
	},
} as const satisfies ShapeOf<CreateVpnConnectionCommandInput>;

/** Filters hold what is asked for: ids mostly, but tag values too. */
const query = {
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

const nothing: Shape = {Return: 'flag'};

const calls = {
	DescribeVpnConnections: {request: query, response: {VpnConnections: connection}},
	DescribeCustomerGateways: {request: query, response: {CustomerGateways: customerGateway}},
	DescribeVpnGateways: {request: query, response: {VpnGateways: vpnGateway}},
	DescribeTransitGateways: {request: query, response: {TransitGateways: transitGateway, NextToken: 'hidden'}},
	DescribeTransitGatewayAttachments: {
		request: query,
		response: {TransitGatewayAttachments: transitGatewayAttachment, NextToken: 'hidden'},
	},
	DescribeRouteTables: {request: query, response: {RouteTables: routeTable, NextToken: 'hidden'}},
	DescribeVpcs: {request: query, response: {Vpcs: vpc, NextToken: 'hidden'}},
	DescribeVpnConcentrators: {
		request: query,
		response: {VpnConcentrators: concentrator, NextToken: 'hidden'},
	},
	DescribeRegions: {request: query, response: {Regions: {RegionName: 'word', OptInStatus: 'word'}}},
	SearchTransitGatewayRoutes: {
		request: {
			TransitGatewayRouteTableId: 'id',
			Filters: {Name: 'word', Values: 'word'},
			MaxResults: 'number',
		} satisfies ShapeOf<SearchTransitGatewayRoutesCommandInput>,
		response: {Routes: transitGatewayRoute, AdditionalRoutesAvailable: 'flag'},
	},
	GetVpnConnectionDeviceTypes: {request: query, response: {VpnConnectionDeviceTypes: device, NextToken: 'hidden'}},
	GetVpnConnectionDeviceSampleConfiguration: {
		request: {
			VpnConnectionId: 'id',
			VpnConnectionDeviceTypeId: 'word',
			InternetKeyExchangeVersion: 'word',
			SampleType: 'word',
		} satisfies ShapeOf<GetVpnConnectionDeviceSampleConfigurationCommandInput>,
		response: {VpnConnectionDeviceSampleConfiguration: 'hidden'},
	},
	GetCallerIdentity: {request: {}, response: {Account: 'hidden', Arn: 'hidden', UserId: 'hidden'}},
	CreateVpnGateway: {
		request: {
			Type: 'word',
			AmazonSideAsn: 'number',
			DryRun: 'flag',
			TagSpecifications: 'hidden',
		} satisfies ShapeOf<CreateVpnGatewayCommandInput>,
		response: {VpnGateway: vpnGateway},
	},
	AttachVpnGateway: {
		request: {VpcId: 'id', VpnGatewayId: 'id', DryRun: 'flag'} satisfies ShapeOf<AttachVpnGatewayCommandInput>,
		response: {VpcAttachment: attachment},
	},
	CreateCustomerGateway: {
		request: {
			Type: 'word',
			IpAddress: 'address',
			BgpAsn: 'number',
			BgpAsnExtended: 'number',
			DryRun: 'flag',
			DeviceName: 'hidden',
			CertificateArn: 'hidden',
			TagSpecifications: 'hidden',
		} satisfies ShapeOf<CreateCustomerGatewayCommandInput>,
		response: {CustomerGateway: customerGateway},
	},
	CreateVpnConnection: {request: connectionRequest, response: {VpnConnection: connection}},
	CreateVpnConnectionRoute: {
		request: {
			DestinationCidrBlock: 'address',
			VpnConnectionId: 'id',
		} satisfies ShapeOf<CreateVpnConnectionRouteCommandInput>,
		response: nothing,
	},
	EnableVgwRoutePropagation: {
		request: {
			GatewayId: 'id',
			RouteTableId: 'id',
			DryRun: 'flag',
		} satisfies ShapeOf<EnableVgwRoutePropagationCommandInput>,
		response: nothing,
	},
	CreateTransitGatewayRoute: {
		request: {
			DestinationCidrBlock: 'address',
			TransitGatewayRouteTableId: 'id',
			TransitGatewayAttachmentId: 'id',
			DryRun: 'flag',
		} satisfies ShapeOf<CreateTransitGatewayRouteCommandInput>,
		response: {Route: transitGatewayRoute},
	},
	CreateTags: {
		request: {Resources: 'id', Tags: 'hidden', DryRun: 'flag'} satisfies ShapeOf<CreateTagsCommandInput>,
		response: nothing,
	},
} satisfies Readonly<Record<string, LogFields>>;

/** Members of the calls that take something away: an id each, or a route. */
const removal: LogFields = {
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

const table = new Map<string, LogFields>(Object.entries(calls));

/** What of a call may be written; nothing of one that is not known here. */
export function awsLogFields(call: string): LogFields {
	return table.get(call) ?? (/^(?:Delete|Detach|Disable)/.test(call) ? removal : {request: {}, response: {}});
}
