import type {BgpInput, HealthCheckInput, IkeInput, IpsecInput, PolicyInput} from '../connection/connection-shape.ts';

/*
 * What an account holds, as the sandbox keeps it. Members that the API shows as they are carry its spelling;
 * those that only the sandbox knows are in lower camel case.
 */

export interface Tag {
	readonly Key: string;
	readonly Value: string;
}

export interface Vpc {
	readonly VpcId: string;
	readonly VpcName: string;
	readonly CidrBlock: string;
	readonly IsDefault: boolean;
	readonly CreatedTime: string;
	readonly TagSet: readonly Tag[];
	/** Type 0 is an ordinary secondary range, 1 a container one. */
	readonly assistants: readonly {readonly CidrBlock: string; readonly AssistantType: number}[];
}

export type GatewayType = 'IPSEC' | 'CCN' | 'SSL' | 'SSL_CCN';

export interface VpnGateway {
	readonly VpnGatewayId: string;
	readonly VpnGatewayName: string;
	readonly Type: GatewayType;
	readonly VpcId: string;
	/** The CCN of a CCN gateway, else ''. */
	readonly NetworkInstanceId: string;
	readonly PublicIpAddress: string;
	/** Mbps. */
	readonly InternetMaxBandwidthOut: number;
	readonly InstanceChargeType: string;
	readonly RenewFlag: string;
	readonly CreatedTime: string;
	readonly ExpiredTime: string;
	readonly IsAddressBlocked: boolean;
	readonly RestrictState: 'NORMAL' | 'PROTECTIVELY_ISOLATED';
	readonly Zone: string;
	/** `ver4.0` and the like. */
	readonly Version: string;
	readonly BgpAsn: number | undefined;
	/** Clients of an SSL gateway; undefined for the default. */
	readonly maxConnection?: number | undefined;
	readonly TagSet: readonly Tag[];
	/** When it leaves PENDING, ms on the cloud's clock; Infinity for one that stays. */
	readonly readyAtMs: number;
	/** What it was before something befell it. */
	readonly before?: Pick<VpnGateway, 'InstanceChargeType' | 'ExpiredTime' | 'IsAddressBlocked' | 'RestrictState'>;
	/** Since when its bandwidth is used up, ms on the cloud's clock. */
	readonly cappedAtMs?: number | undefined;
	/** Set on a private-network gateway: the range its own address lives in. */
	readonly privateNet: string | undefined;
}

export interface CustomerGateway {
	readonly CustomerGatewayId: string;
	readonly CustomerGatewayName: string;
	readonly IpAddress: string;
	readonly CreatedTime: string;
	readonly BgpAsn: number | undefined;
	readonly TagSet: readonly Tag[];
}

export type SecurityPolicy = PolicyInput[number];
export type IkeOptions = Required<IkeInput>;
export type IpsecOptions = Required<Omit<IpsecInput, 'IntegrityAlgorithm'>>;
export type HealthCheckConfig = Required<HealthCheckInput>;

export type RouteType = 'STATIC' | 'StaticRoute' | 'Policy' | 'Bgp';

/** What a tunnel is changed to. */
interface TunnelChange {
	/** Ms on the cloud's clock. */
	readonly doneAtMs: number;
	readonly to: Partial<VpnConnection>;
	/** When the device will have connected anew, ms on the cloud's clock; undefined where the line stays as it is. */
	readonly connectsAtMs: number | undefined;
}

export interface VpnConnection {
	readonly VpnConnectionId: string;
	readonly VpnConnectionName: string;
	readonly VpcId: string;
	readonly VpnGatewayId: string;
	readonly CustomerGatewayId: string;
	readonly PreShareKey: string;
	readonly RouteType: RouteType;
	/** As asked for: empty on a destination-route or BGP tunnel. */
	readonly policies: readonly SecurityPolicy[];
	readonly ike: IkeOptions;
	readonly ipsec: IpsecOptions;
	readonly NegotiationType: string;
	readonly DpdEnable: number;
	readonly DpdTimeout: string;
	readonly DpdAction: string;
	readonly EnableHealthCheck: boolean;
	readonly HealthCheckLocalIp: string;
	readonly HealthCheckRemoteIp: string;
	readonly healthCheck: HealthCheckConfig;
	readonly bgp: BgpInput | undefined;
	readonly TagSet: readonly Tag[];
	/** Ms on the cloud's clock. */
	readonly createdAtMs: number;
	/** When the device will have connected, ms on the cloud's clock: moved on by create, modify and reset. */
	readonly connectsAtMs: number;
	readonly deletedAtMs: number | undefined;
	/** What a test or the inventory made of the line; undefined lets the device connect by itself. */
	readonly forced: 'UP' | 'DOWN' | undefined;
	/** Its device is connected, and nothing at it answers the health check. */
	readonly probesUnanswered?: boolean;
	/** How often its line was cut by a change or a reset; undefined for never. */
	readonly generation?: number;
	/** What the site's device tells by BGP; undefined where it tells what it does by itself. */
	readonly told?: readonly string[] | undefined;
	/** What was of its line, oldest first, each until its time; ms on the cloud's clock. */
	readonly past?: readonly (Pick<VpnConnection, 'connectsAtMs' | 'forced'> & {readonly untilMs: number})[];
	/** A change that has been taken and has no effect yet. */
	readonly change?: TunnelChange | undefined;
	/** Made by an old version of the API: its lifetimes read back as strings, its newer members are missing. */
	readonly old: boolean;
}

export interface GatewayRoute {
	readonly RouteId: string;
	readonly DestinationCidrBlock: string;
	readonly InstanceType: string;
	readonly InstanceId: string;
	readonly Priority: number;
	readonly Status: string;
	readonly Type: string;
	readonly CreateTime: string;
	readonly UpdateTime: string;
	readonly Description: string;
	readonly gatewayId: string;
}

export interface Route {
	readonly RouteId: number;
	readonly RouteItemId: string;
	readonly DestinationCidrBlock: string;
	readonly GatewayType: string;
	readonly GatewayId: string;
	readonly RouteDescription: string;
	readonly Enabled: boolean;
	readonly RouteType: string;
	readonly CreatedTime: string;
}

export interface RouteTable {
	readonly RouteTableId: string;
	readonly RouteTableName: string;
	readonly VpcId: string;
	readonly Main: boolean;
	readonly CreatedTime: string;
	readonly TagSet: readonly Tag[];
	readonly subnetIds: readonly string[];
	readonly routes: readonly Route[];
}

export interface Ccn {
	readonly CcnId: string;
	readonly CcnName: string;
	readonly CcnDescription: string;
	readonly State: 'AVAILABLE' | 'ISOLATED';
	readonly QosLevel: string;
	readonly CreateTime: string;
	readonly TagSet: readonly Tag[];
	readonly attached: readonly CcnInstance[];
}

interface CcnInstance {
	readonly InstanceId: string;
	readonly InstanceName: string;
	readonly InstanceRegion: string;
	readonly InstanceType: 'VPC' | 'DIRECTCONNECT' | 'VPNGW';
	readonly CidrBlock: readonly string[];
	readonly State: string;
	readonly AttachedTime: string;
}

/** An asynchronous task, named by the RequestId that began it. */
interface Task {
	readonly resourceId: string;
	readonly doneAtMs: number;
}

/** One region of an account. Records are replaced, never changed in place. */
export class RegionStore {
	readonly vpcs = new Map<string, Vpc>();
	readonly gateways = new Map<string, VpnGateway>();
	readonly customerGateways = new Map<string, CustomerGateway>();
	readonly connections = new Map<string, VpnConnection>();
	readonly gatewayRoutes = new Map<string, GatewayRoute>();
	readonly routeTables = new Map<string, RouteTable>();
	readonly tasks = new Map<string, Task>();
	/** Routes that a CCN gateway learned and was told not to follow: `vpngw-… vpnr-…`. */
	readonly disabledCcnRoutes = new Set<string>();

	constructor(readonly name: string) {}
}

/** Regions that share an account and see each other: the public cloud, or one finance region. */
export interface Partition {
	readonly name: string;
	readonly regions: ReadonlyMap<string, RegionStore>;
	readonly ccns: ReadonlyMap<string, Ccn>;
}
