import {ikeDefaults, ipsecDefaults} from '../connection/connection-crypto.ts';
import type {
	CustomerGateway,
	IkeOptions,
	IpsecOptions,
	Route,
	RouteTable,
	Vpc,
	VpnConnection,
	VpnGateway,
} from './store.ts';
import {RegionStore} from './store.ts';

/*
 * Records of the starting inventory: each names what is particular about it, the rest is ordinary.
 */

export function vpc(VpcId: string, VpcName: string, CidrBlock: string, more: Partial<Vpc> = {}): Vpc {
	const ordinary = {IsDefault: false, CreatedTime: '2025-03-11 09:20:14', TagSet: [], assistants: []};
	return {...ordinary, VpcId, VpcName, CidrBlock, ...more};
}

export function gateway(
	VpnGatewayId: string,
	VpnGatewayName: string,
	PublicIpAddress: string,
	more: Partial<VpnGateway>,
): VpnGateway {
	return {
		Type: 'IPSEC',
		VpcId: '',
		NetworkInstanceId: '',
		InternetMaxBandwidthOut: 100,
		InstanceChargeType: 'POSTPAID_BY_HOUR',
		RenewFlag: '',
		CreatedTime: '2025-06-03 10:12:45',
		ExpiredTime: '0000-00-00 00:00:00',
		IsAddressBlocked: false,
		RestrictState: 'NORMAL',
		Zone: '',
		Version: 'ver4.0',
		BgpAsn: undefined,
		TagSet: [],
		readyAtMs: 0,
		privateNet: undefined,
		VpnGatewayId,
		VpnGatewayName,
		PublicIpAddress,
		...more,
	};
}

export function customerGateway(
	CustomerGatewayId: string,
	CustomerGatewayName: string,
	IpAddress: string,
	BgpAsn?: number,
	CreatedTime = '2025-06-04 15:03:22',
): CustomerGateway {
	return {CreatedTime, BgpAsn, TagSet: [], CustomerGatewayId, CustomerGatewayName, IpAddress};
}

const ike = {...ikeDefaults, PropoEncryAlgorithm: 'AES-CBC-128', DhGroupName: 'GROUP2'};
const ipsec = {...ipsecDefaults, IPSECSaLifetimeSeconds: 3600, IPSECSaLifetimeTraffic: 1_843_200};

/** A tunnel that has been there for long; `forced` keeps its line as it is. */
export function connection(
	from: VpnGateway,
	to: CustomerGateway,
	VpnConnectionId: string,
	VpnConnectionName: string,
	{
		ike: ownIke,
		ipsec: ownIpsec,
		...more
	}: Pick<VpnConnection, 'RouteType' | 'forced' | 'createdAtMs'> &
		Partial<Omit<VpnConnection, 'ike' | 'ipsec'>> & {
			readonly ike?: Partial<IkeOptions>;
			readonly ipsec?: Partial<IpsecOptions>;
		},
): VpnConnection {
	return {
		VpnConnectionId,
		VpnConnectionName,
		VpcId: from.VpcId,
		VpnGatewayId: from.VpnGatewayId,
		CustomerGatewayId: to.CustomerGatewayId,
		PreShareKey: 'Sandbox.psk.0123456789',
		policies: [],
		ike: {...ike, LocalAddress: from.PublicIpAddress, RemoteAddress: to.IpAddress, ...ownIke},
		ipsec: {...ipsec, ...ownIpsec},
		NegotiationType: 'active',
		DpdEnable: 1,
		DpdTimeout: '30',
		DpdAction: 'clear',
		EnableHealthCheck: false,
		HealthCheckLocalIp: '',
		HealthCheckRemoteIp: '',
		healthCheck: {ProbeType: 'NQA', ProbeInterval: 5000, ProbeThreshold: 3, ProbeTimeout: 150},
		bgp: undefined,
		TagSet: [],
		connectsAtMs: more.createdAtMs,
		deletedAtMs: undefined,
		old: false,
		...more,
	};
}

/** A VPC's main table, which is named `default`, unless `more` says otherwise. */
export function routeTable(RouteTableId: string, VpcId: string, more: Partial<RouteTable> = {}): RouteTable {
	const ordinary = {Main: true, CreatedTime: '2025-03-11 09:20:15', TagSet: [], subnetIds: [], routes: []};
	return {...ordinary, RouteTableId, RouteTableName: 'default', VpcId, ...more};
}

export function route(
	RouteId: number,
	RouteItemId: string,
	DestinationCidrBlock: string,
	GatewayType: string,
	GatewayId: string,
): Route {
	const ordinary = {RouteDescription: '', Enabled: true, RouteType: 'USER', CreatedTime: '2025-06-05 11:41:09'};
	return {...ordinary, RouteId, RouteItemId, DestinationCidrBlock, GatewayType, GatewayId};
}

/** A region that holds the records. */
export function region(
	name: string,
	records: {
		readonly vpcs?: readonly Vpc[];
		readonly gateways?: readonly VpnGateway[];
		readonly customerGateways?: readonly CustomerGateway[];
		readonly connections?: readonly VpnConnection[];
		readonly routeTables?: readonly RouteTable[];
	},
): RegionStore {
	const store = new RegionStore(name);
	for (const record of records.vpcs ?? []) store.vpcs.set(record.VpcId, record);
	for (const record of records.gateways ?? []) store.gateways.set(record.VpnGatewayId, record);
	for (const record of records.customerGateways ?? []) store.customerGateways.set(record.CustomerGatewayId, record);
	for (const record of records.connections ?? []) store.connections.set(record.VpnConnectionId, record);
	for (const record of records.routeTables ?? []) store.routeTables.set(record.RouteTableId, record);
	return store;
}
