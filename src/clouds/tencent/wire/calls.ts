/* The calls that are made, as the SDK types them. Types only. */
import type {Client as MonitorClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/monitor/v20180724/monitor_client.js';
import type {Client as RegionClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/region/v20220627/region_client.js';
import type {Client as StsClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import type {Client as TagClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_client.js';
import type {Client as VpcClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client.js';

/** The SDK's own clients, as types: its common client sends the same bytes without the weight of every product. */
export interface Clients {
	readonly vpc: VpcClient;
	readonly sts: StsClient;
	readonly region: RegionClient;
	readonly tag: TagClient;
	readonly monitor: MonitorClient;
}

/** The calls that only read, by service. */
export interface Reads {
	readonly vpc:
		| 'DescribeVpcs'
		| 'DescribeVpnGateways'
		| 'DescribeCustomerGateways'
		| 'DescribeVpnConnections'
		| 'DescribeVpnGatewayRoutes'
		| 'DescribeRouteTables'
		| 'DescribeVpcLimits'
		| 'DescribeCcnAttachedInstances'
		| 'DescribeCustomerGatewayVendors'
		| 'DownloadCustomerGatewayConfiguration';
	readonly sts: 'GetCallerIdentity' | 'AssumeRole';
	readonly region: 'DescribeRegions';
	readonly tag: never;
	readonly monitor: 'DescribeBaseMetrics' | 'GetMonitorData';
}

/** Any call of the service of gateways, tunnels and routes. */
export type VpcCall = keyof VpcClient & string;
/** The calls that change something, by service: tags are changed by a service of their own, for whatever carries them. */
interface Writes {
	readonly vpc: VpcCall;
	readonly tag: 'ModifyResourceTags';
}
/** A service that an action's call can belong to. */
export type WriteService = keyof Writes;
/** Any call that the actions use. */
export type WriteCall = Writes[WriteService];

export type RequestOfMethod<M> = M extends (request: infer R, ...rest: never[]) => unknown ? R : never;
export type ReplyOfMethod<M> = M extends (...parameters: never[]) => Promise<infer R> ? R : never;
type MethodOf<K extends WriteCall> = K extends VpcCall
	? VpcClient[K]
	: K extends 'ModifyResourceTags'
		? TagClient[K]
		: never;
export type RequestOf<K extends WriteCall> = RequestOfMethod<MethodOf<K>>;
export type ReplyOf<K extends WriteCall> = ReplyOfMethod<MethodOf<K>>;
