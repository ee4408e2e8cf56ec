import type {
	CcnAttachedInstance,
	CreateCustomerGatewayRequest,
	CreateVpnConnectionRequest,
	CustomerGateway,
	IKEOptionsSpecification,
	IPSECOptionsSpecification,
	Route,
	RouteTable,
	Vpc,
	VpcLimit,
	VpnConnection,
	VpnGateway,
	VpnGatewayRoute,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {LogFields, Shape, ShapeOf} from '../../net/loggable.ts';

/*
 * What of Tencent Cloud's calls a debug log may hold. The compiler compares the names with the SDK's types. Not in it, on purpose:
 * pre-shared keys, device configurations, temporary credentials, names, tags, descriptions and account numbers.
 */

const ike = {
	PropoEncryAlgorithm: 'word',
	PropoAuthenAlgorithm: 'word',
	ExchangeMode: 'word',
	LocalIdentity: 'word',
	RemoteIdentity: 'word',
	LocalAddress: 'address',
	RemoteAddress: 'address',
	LocalFqdnName: 'hidden',
	RemoteFqdnName: 'hidden',
	DhGroupName: 'word',
	IKESaLifetimeSeconds: 'number',
	IKEVersion: 'word',
} as const satisfies ShapeOf<IKEOptionsSpecification>;

const ipsec = {
	EncryptAlgorithm: 'word',
	IntegrityAlgorith: 'word',
	IntegrityAlgorithm: 'word',
	PfsDhGroup: 'word',
	IPSECSaLifetimeSeconds: 'number',
	IPSECSaLifetimeTraffic: 'number',
} as const satisfies ShapeOf<IPSECOptionsSpecification>;

const policies = {LocalCidrBlock: 'address', RemoteCidrBlock: 'address'} as const;
const probe = {ProbeType: 'word', ProbeInterval: 'number', ProbeThreshold: 'number', ProbeTimeout: 'number'} as const;
const bgp = {TunnelCidr: 'address', LocalBgpIp: 'address', RemoteBgpIp: 'address'} as const;

const connectionRequest = {
	VpcId: 'id',
	VpnGatewayId: 'id',
	CustomerGatewayId: 'id',
	VpnConnectionName: 'hidden',
	PreShareKey: 'hidden',
	RouteType: 'word',
	NegotiationType: 'word',
	SecurityPolicyDatabases: policies,
	IKEOptionsSpecification: ike,
	IPSECOptionsSpecification: ipsec,
	BgpConfig: bgp,
	DpdEnable: 'number',
	DpdTimeout: 'number',
	DpdAction: 'word',
	EnableHealthCheck: 'flag',
	HealthCheckLocalIp: 'address',
	HealthCheckRemoteIp: 'address',
	HealthCheckConfig: probe,
	Tags: 'hidden',
} as const satisfies ShapeOf<CreateVpnConnectionRequest>;

const connection = {
	VpnConnectionId: 'id',
	VpnConnectionName: 'hidden',
	VpcId: 'id',
	VpnGatewayId: 'id',
	CustomerGatewayId: 'id',
	PreShareKey: 'hidden',
	VpnProto: 'word',
	EncryptProto: 'word',
	RouteType: 'word',
	CreatedTime: 'time',
	State: 'word',
	NetStatus: 'word',
	SecurityPolicyDatabaseSet: policies,
	IKEOptionsSpecification: ike,
	IPSECOptionsSpecification: ipsec,
	EnableHealthCheck: 'flag',
	HealthCheckLocalIp: 'address',
	HealthCheckRemoteIp: 'address',
	HealthCheckStatus: 'word',
	HealthCheckConfig: probe,
	DpdEnable: 'number',
	DpdTimeout: 'number',
	DpdAction: 'word',
	NegotiationType: 'word',
	BgpConfig: {...bgp, LocalBgpAsn: 'number', RemoteBgpAsn: 'number'},
	TagSet: 'hidden',
} as const satisfies ShapeOf<VpnConnection>;

const vpnGateway = {
	VpnGatewayId: 'id',
	VpcId: 'id',
	VpnGatewayName: 'hidden',
	Type: 'word',
	State: 'word',
	PublicIpAddress: 'address',
	InstanceChargeType: 'word',
	InternetMaxBandwidthOut: 'number',
	CreatedTime: 'time',
	ExpiredTime: 'time',
	IsAddressBlocked: 'flag',
	RestrictState: 'word',
	Zone: 'word',
	Version: 'number',
	NetworkInstanceId: 'id',
	MaxConnection: 'number',
	BgpAsn: 'number',
	TagSet: 'hidden',
} as const satisfies ShapeOf<VpnGateway>;

const customerGateway = {
	CustomerGatewayId: 'id',
	CustomerGatewayName: 'hidden',
	IpAddress: 'address',
	CreatedTime: 'time',
	BgpAsn: 'number',
} as const satisfies ShapeOf<CustomerGateway>;

const gatewayRoute = {
	RouteId: 'id',
	DestinationCidrBlock: 'address',
	InstanceType: 'word',
	InstanceId: 'id',
	Priority: 'number',
	Status: 'word',
	Type: 'word',
	Description: 'hidden',
} as const satisfies ShapeOf<VpnGatewayRoute>;

const route = {
	DestinationCidrBlock: 'address',
	GatewayType: 'word',
	GatewayId: 'id',
	RouteId: 'number',
	RouteItemId: 'id',
	RouteType: 'word',
	Enabled: 'flag',
	RouteDescription: 'hidden',
} as const satisfies ShapeOf<Route>;

const routeTable = {
	RouteTableId: 'id',
	VpcId: 'id',
	Main: 'flag',
	RouteSet: route,
	RouteTableName: 'hidden',
	TagSet: 'hidden',
} as const satisfies ShapeOf<RouteTable>;

const vpc = {
	VpcId: 'id',
	VpcName: 'hidden',
	CidrBlock: 'address',
	IsDefault: 'flag',
	AssistantCidrSet: {CidrBlock: 'address'},
	TagSet: 'hidden',
} as const satisfies ShapeOf<Vpc>;

const attached = {
	CcnId: 'id',
	InstanceType: 'word',
	InstanceId: 'id',
	InstanceRegion: 'word',
	CidrBlock: 'address',
	State: 'word',
	RouteTableId: 'id',
} as const satisfies ShapeOf<CcnAttachedInstance>;

const limit = {LimitType: 'word', LimitValue: 'number'} as const satisfies ShapeOf<VpcLimit>;

const total = {TotalCount: 'number', RequestId: 'hidden'} as const;

/** Filter values are ids mostly, but names and addresses too. */
const query: Shape = {
	Offset: 'number',
	Limit: 'number',
	Filters: {Name: 'word', Values: 'id'},
	VpnGatewayId: 'id',
	VpnGatewayIds: 'id',
	VpnConnectionIds: 'id',
	CustomerGatewayIds: 'id',
	VpcIds: 'id',
	RouteTableIds: 'id',
	CcnId: 'id',
	LimitTypes: 'word',
	Product: 'word',
};

const removal: LogFields = {
	request: {
		VpnGatewayId: 'id',
		VpnConnectionId: 'id',
		CustomerGatewayId: 'id',
		RouteTableId: 'id',
		RouteIds: 'id',
		Routes: route,
	},
	response: {...total, RouteTableSet: routeTable},
};

const calls: Readonly<Record<string, LogFields>> = {
	DescribeVpcs: {request: query, response: {...total, VpcSet: vpc}},
	DescribeVpnGateways: {request: query, response: {...total, VpnGatewaySet: vpnGateway}},
	DescribeCustomerGateways: {request: query, response: {...total, CustomerGatewaySet: customerGateway}},
	DescribeVpnConnections: {request: query, response: {...total, VpnConnectionSet: connection}},
	DescribeVpnGatewayRoutes: {request: query, response: {...total, Routes: gatewayRoute}},
	DescribeRouteTables: {request: query, response: {...total, RouteTableSet: routeTable}},
	DescribeVpcLimits: {request: query, response: {...total, VpcLimitSet: limit}},
	DescribeCcnAttachedInstances: {request: query, response: {...total, InstanceSet: attached}},
	DescribeRegions: {request: query, response: {...total, RegionSet: {Region: 'word', RegionState: 'word'}}},
	DescribeCustomerGatewayVendors: {request: {}, response: {...total, CustomerGatewayVendorSet: 'hidden'}},
	DownloadCustomerGatewayConfiguration: {
		request: {VpnGatewayId: 'id', VpnConnectionId: 'id', CustomerGatewayVendor: 'hidden', InterfaceName: 'hidden'},
		response: {...total, CustomerGatewayConfiguration: 'hidden'},
	},
	GetCallerIdentity: {
		request: {},
		response: {...total, AccountId: 'hidden', Arn: 'hidden', PrincipalId: 'hidden', Type: 'word', UserId: 'hidden'},
	},
	AssumeRole: {
		request: {RoleArn: 'hidden', RoleSessionName: 'hidden', DurationSeconds: 'number'},
		response: {...total, Credentials: 'hidden', ExpiredTime: 'number', Expiration: 'time'},
	},
	CreateCustomerGateway: {
		request: {
			CustomerGatewayName: 'hidden',
			IpAddress: 'address',
			BgpAsn: 'number',
			Tags: 'hidden',
		} satisfies ShapeOf<CreateCustomerGatewayRequest>,
		response: {...total, CustomerGateway: customerGateway},
	},
	CreateVpnConnection: {request: connectionRequest, response: {...total, VpnConnection: connection}},
	CreateVpnGatewayRoutes: {
		request: {VpnGatewayId: 'id', Routes: gatewayRoute},
		response: {...total, Routes: gatewayRoute},
	},
	CreateRoutes: {request: {RouteTableId: 'id', Routes: route}, response: {...total, RouteTableSet: routeTable}},
	DeleteCustomerGateway: removal,
	DeleteVpnConnection: removal,
	DeleteVpnGatewayRoutes: removal,
	DeleteRoutes: removal,
};

const table = new Map(Object.entries(calls));

/** What of a call may be written; nothing of one that is not known here. */
export function tencentLogFields(call: string): LogFields {
	return table.get(call) ?? {request: {}, response: {}};
}
