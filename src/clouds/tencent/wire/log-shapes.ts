import type {
	CcnAttachedInstance,
	CreateVpnConnectionRequest,
	CustomerGateway,
	Route,
	RouteTable,
	Vpc,
	VpnConnection,
	VpnGateway,
	VpnGatewayRoute,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {type Kind, shapeOf} from '../../net/loggable.ts';
import {
	bgpOptions,
	dpdOptions,
	healthCheckOptions,
	ikeOptions,
	ipsecOptions,
	localIdentity,
	probeOptions,
	remoteIdentity,
	sessionOptions,
} from '../options.ts';
import {kindOf, type TunnelOptions} from '../tunnel-option.ts';

/*
 * What a debug log may hold of the API's structures; the compiler compares the names with the SDK's types. Not to be written, on purpose:
 * pre-shared keys, device configurations, temporary credentials, names, tags, descriptions and account numbers.
 */

/** Of every reply. */
export const total = {TotalCount: 'number', RequestId: 'hidden'} as const;

const ranges = {LocalCidrBlock: 'address', RemoteCidrBlock: 'address'} as const;
/** What may be written of options: their words and numbers, and what each says for itself. */
function optionsShape(...tables: readonly TunnelOptions[]): {readonly [member: string]: Kind} {
	return Object.fromEntries(
		tables
			.flatMap(table => Object.values(table))
			.flatMap(({member, otherMember = member, ...option}) =>
				[member, otherMember].map(name => [name, kindOf(option)] as const),
			),
	);
}

const bgp = optionsShape(bgpOptions);

/** What a tunnel's request and its reply have in common. */
const tunnel = {
	...shapeOf<VpnConnection>({
		id: ['VpcId', 'VpnGatewayId', 'CustomerGatewayId'],
		word: ['RouteType'],
		hidden: ['VpnConnectionName', 'PreShareKey'],
	}),
	...optionsShape(sessionOptions, dpdOptions, healthCheckOptions),
	IKEOptionsSpecification: optionsShape(ikeOptions, localIdentity, remoteIdentity),
	IPSECOptionsSpecification: optionsShape(ipsecOptions),
	HealthCheckConfig: {ProbeType: 'word', ...optionsShape(probeOptions)},
} as const;

export const connectionRequestShape = {
	...tunnel,
	...shapeOf<CreateVpnConnectionRequest>({hidden: ['Tags']}, {SecurityPolicyDatabases: ranges}),
	BgpConfig: bgp,
};

export const connectionShape = {
	...tunnel,
	...shapeOf<VpnConnection>(
		{
			id: ['VpnConnectionId'],
			word: ['VpnProto', 'EncryptProto', 'State', 'NetStatus', 'HealthCheckStatus'],
			time: ['CreatedTime'],
			hidden: ['TagSet'],
		},
		{SecurityPolicyDatabaseSet: ranges},
	),
	// the reply has two members more than the SDK's type
	BgpConfig: {...bgp, LocalBgpAsn: 'number', RemoteBgpAsn: 'number'},
} as const;

export const vpnGatewayShape = shapeOf<VpnGateway>({
	id: ['VpnGatewayId', 'VpcId', 'NetworkInstanceId'],
	word: ['Type', 'State', 'InstanceChargeType', 'RestrictState', 'Zone'],
	address: ['PublicIpAddress'],
	number: ['InternetMaxBandwidthOut', 'Version', 'MaxConnection', 'BgpAsn'],
	flag: ['IsAddressBlocked'],
	time: ['CreatedTime', 'ExpiredTime'],
	hidden: ['VpnGatewayName', 'TagSet'],
});

export const customerGatewayShape = shapeOf<CustomerGateway>({
	id: ['CustomerGatewayId'],
	address: ['IpAddress'],
	number: ['BgpAsn'],
	time: ['CreatedTime'],
	hidden: ['CustomerGatewayName'],
});

export const gatewayRouteShape = shapeOf<VpnGatewayRoute>({
	id: ['RouteId', 'InstanceId'],
	word: ['InstanceType', 'Status', 'Type'],
	address: ['DestinationCidrBlock'],
	number: ['Priority'],
	hidden: ['Description'],
});

export const routeShape = shapeOf<Route>({
	id: ['GatewayId', 'RouteItemId'],
	word: ['GatewayType', 'RouteType'],
	address: ['DestinationCidrBlock'],
	number: ['RouteId'],
	flag: ['Enabled'],
	hidden: ['RouteDescription'],
});

export const routeTableShape = shapeOf<RouteTable>(
	{id: ['RouteTableId', 'VpcId'], flag: ['Main'], hidden: ['RouteTableName', 'TagSet']},
	{RouteSet: routeShape},
);

export const vpcShape = shapeOf<Vpc>(
	{id: ['VpcId'], address: ['CidrBlock'], flag: ['IsDefault'], hidden: ['VpcName', 'TagSet']},
	{AssistantCidrSet: {CidrBlock: 'address'}},
);

export const attachedShape = shapeOf<CcnAttachedInstance>({
	id: ['CcnId', 'InstanceId', 'RouteTableId'],
	word: ['InstanceType', 'InstanceRegion', 'State'],
	address: ['CidrBlock'],
});
