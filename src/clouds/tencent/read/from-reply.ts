import type {
	CcnAttachedInstance,
	CustomerGateway,
	RouteTable as SdkRouteTable,
	Vpc,
	VpnConnection,
	VpnGateway,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Unread} from '../../../connection/inventory.ts';
import {checkCidr} from '../../../connection/networks.ts';
import type {CloudGateway, ExistingConnection, RouteTable, SiteGateway} from '../../contract/cloud.ts';
import {routeTypes} from '../options.ts';
import {list, number, text, texts} from '../wire/reply.ts';
import {tunnelStateOf} from './net-status.ts';
import {settingsOf} from './settings.ts';
import {gatewayVersion} from './site.ts';

/** A VPC or the VPCs behind a CCN, as far as the lists need them. */
export interface Network {
	readonly cidrs: readonly string[];
	/** VPCs in it. */
	readonly count: number;
}

/** By VPC id and by CCN id. */
type Networks = ReadonlyMap<string, Network>;

const everything = '0.0.0.0/0';
/** Source: vpc 2017-03-12, CreateVpnConnection, BgpConfig. */
const bgpBandwidths: readonly number[] = [200, 500, 1000, 3000];

export function toNetwork(vpc: Vpc): Network {
	const cidrs = [text(vpc.CidrBlock), ...list(vpc.AssistantCidrSet).map(range => text(range.CidrBlock))];
	return {cidrs: cidrs.filter(cidr => checkCidr(cidr) === undefined), count: 1};
}

/** What hangs on a CCN: its VPCs' ranges. Other instances are lines to sites, not cloud networks. */
export function toCcnNetwork(instances: readonly CcnAttachedInstance[]): Network {
	const vpcs = instances.filter(
		({InstanceType, State}) => text(InstanceType) === 'VPC' && !/REJECT|EXPIRED|FAILED|DELETED/.test(text(State)),
	);
	const cidrs = vpcs.flatMap(vpc => texts(vpc.CidrBlock)).filter(cidr => checkCidr(cidr) === undefined);
	return {cidrs: [...new Set(cidrs)], count: vpcs.length};
}

/**
 * A VPN gateway as it can be chosen, or not.
 * @param unread what could not be read of CCNs, by their ids
 * @returns undefined for one without an id
 */
export function toCloudGateway(
	gateway: VpnGateway,
	networks: Networks,
	unread: ReadonlyMap<string, readonly Unread[]> = new Map(),
): CloudGateway | undefined {
	const id = text(gateway.VpnGatewayId);
	if (!id) return undefined;
	const type = text(gateway.Type);
	const kind = type === 'CCN' || type === 'SSL_CCN' ? 'ccn' : 'vpc';
	const vpcId = kind === 'vpc' ? text(gateway.VpcId) : '';
	const network = networks.get(kind === 'ccn' ? text(gateway.NetworkInstanceId) : vpcId);
	const unreadParts = kind === 'ccn' ? unread.get(text(gateway.NetworkInstanceId)) : undefined;
	const reason = whyNot(gateway, type);
	const bgpReason = whyNoBgp(gateway);
	const asn = number(gateway.BgpAsn);
	const publicAddress = text(gateway.PublicIpAddress);
	const bandwidthMbps = number(gateway.InternetMaxBandwidthOut);
	const version = text(gateway.Version);
	const notices = noticesOf(gateway);
	return {
		id,
		name: text(gateway.VpnGatewayName),
		kind,
		state: text(gateway.State) || 'unknown',
		selectable: reason === undefined,
		...(reason !== undefined && {reason}),
		...(asn && {asn}),
		...(vpcId && {vpcId}),
		networks: network?.cidrs ?? [],
		...(unreadParts && {unreadParts}),
		attachedTo: attachedTo(kind, kind === 'ccn' ? text(gateway.NetworkInstanceId) : vpcId, network),
		...(publicAddress && {publicAddress}),
		...(bandwidthMbps !== undefined && {bandwidthMbps}),
		...(version && {version}),
		bgp: bgpReason === undefined,
		...(bgpReason !== undefined && {bgpReason}),
		...(notices.length > 0 && {notices}),
	};
}

function whyNot(gateway: VpnGateway, type: string): string | undefined {
	if (type === 'SSL' || type === 'SSL_CCN') return 'SSL VPN: for single computers, ends no site tunnel';
	if (type !== '' && type !== 'IPSEC' && type !== 'CCN') return `of type ${type}, which ends no site tunnel`;
	const state = text(gateway.State);
	if (state === 'PENDING') return 'being created: wait, then reload';
	if (state !== 'AVAILABLE') return `its state is ${state || 'unknown'}`;
	const restricted = text(gateway.RestrictState);
	if (restricted !== '' && restricted !== 'NORMAL')
		return restricted === 'PROTECTIVELY_ISOLATED'
			? 'isolated by Tencent Cloud, as for an unpaid bill'
			: `restricted: ${restricted}`;
	return undefined;
}

/** BGP needs version 4.0, one of four bandwidths and an ASN (CreateVpnConnection, BgpConfig). An unknown version is let pass here; a rule warns. */
function whyNoBgp(gateway: VpnGateway): string | undefined {
	const version = gatewayVersion(text(gateway.Version));
	if (version !== undefined && version < 4) return `BGP needs gateway version 4.0, this is ${text(gateway.Version)}`;
	const bandwidth = number(gateway.InternetMaxBandwidthOut);
	if (bandwidth !== undefined && !bgpBandwidths.includes(bandwidth))
		return `BGP needs a bandwidth of 200, 500, 1000 or 3000 Mbps, this has ${bandwidth}`;
	return number(gateway.BgpAsn) ? undefined : 'the gateway has no ASN';
}

function noticesOf(gateway: VpnGateway): readonly string[] {
	const notices: string[] = [];
	if (gateway.IsAddressBlocked === true)
		notices.push(
			'its public address is blocked by Tencent Cloud (an attack or a complaint): tunnels stay down until it is released',
		);
	const ends = text(gateway.ExpiredTime);
	if (text(gateway.InstanceChargeType) === 'PREPAID' && ends && !ends.startsWith('0000'))
		notices.push(
			`prepaid until ${ends}${text(gateway.RenewFlag) === 'NOTIFY_AND_AUTO_RENEW' ? ', renewed automatically' : ''}`,
		);
	return notices;
}

function attachedTo(kind: 'vpc' | 'ccn', id: string, network: Network | undefined): string {
	if (!id) return 'not attached';
	if (kind === 'ccn')
		return network ? `${id} ${network.count === 1 ? '1 VPC' : `${network.count} VPCs`}` : `${id}, VPCs not known`;
	const more = (network?.cidrs.length ?? 0) - 1;
	return [id, network?.cidrs[0], more > 0 ? `and ${more} more` : ''].filter(Boolean).join(' ');
}

/** @returns undefined for one without an id */
export function toSiteGateway(gateway: CustomerGateway): SiteGateway | undefined {
	const id = text(gateway.CustomerGatewayId);
	const asn = number(gateway.BgpAsn);
	if (!id) return undefined;
	return {
		id,
		name: text(gateway.CustomerGatewayName),
		selectable: true,
		address: text(gateway.IpAddress),
		// 0 stands for "none" in replies.
		...(asn && {asn}),
		state: 'available',
	};
}

/** A tunnel as rules and plan need it. @returns undefined for one without an id */
export function toExistingConnection(connection: VpnConnection): ExistingConnection | undefined {
	const id = text(connection.VpnConnectionId);
	if (!id) return undefined;
	const cloudGatewayId = text(connection.VpnGatewayId);
	const siteGatewayId = text(connection.CustomerGatewayId);
	const insideCidr = text(connection.BgpConfig?.TunnelCidr);
	const probeAddresses = [text(connection.HealthCheckLocalIp), text(connection.HealthCheckRemoteIp)] as const;
	return {
		id,
		name: text(connection.VpnConnectionName),
		state: text(connection.State),
		...(cloudGatewayId && {cloudGatewayId}),
		...(siteGatewayId && {siteGatewayId}),
		routing: routingOf(connection),
		ranges: rangesOf(connection),
		insideCidrs: insideCidr ? [insideCidr] : [],
		...(connection.EnableHealthCheck === true && probeAddresses.some(Boolean) && {probeAddresses}),
		settings: settingsOf(connection),
		tunnels: [{key: id, state: tunnelStateOf(connection)}],
	};
}

/** `STATIC` is the older name for both kinds without BGP: what is in its SPD tells them apart. */
export function routingOf(connection: VpnConnection): ExistingConnection['routing'] {
	const routeType = text(connection.RouteType);
	const mode = (['bgp', 'static', 'policy'] as const).find(each => routeTypes[each] === routeType);
	if (mode) return mode;
	return rangesOf(connection).some(
		pair => pair.cloudSide !== everything || pair.siteSide.some(cidr => cidr !== everything),
	)
		? 'policy'
		: 'static';
}

function rangesOf({SecurityPolicyDatabaseSet}: VpnConnection): ExistingConnection['ranges'] {
	return list(SecurityPolicyDatabaseSet).map(policy => ({
		cloudSide: text(policy.LocalCidrBlock),
		siteSide: texts(policy.RemoteCidrBlock),
	}));
}

/** @returns undefined for one without an id */
export function toRouteTable(table: SdkRouteTable): RouteTable | undefined {
	const id = text(table.RouteTableId);
	if (!id) return undefined;
	return {
		id,
		name: text(table.RouteTableName),
		selectable: true,
		vpcId: text(table.VpcId),
		main: table.Main === true,
		propagatingGateways: [],
		routes: list(table.RouteSet)
			.map(route => ({
				destination: text(route.DestinationCidrBlock),
				target: text(route.GatewayId),
				// Source: vpc 2017-03-12, Route, RouteType: USER is what people make
				...(!['', 'USER'].includes(text(route.RouteType)) && {system: true}),
				...(text(route.RouteItemId || route.RouteId) && {id: text(route.RouteItemId || route.RouteId)}),
			}))
			.filter(route => route.destination !== ''),
	};
}
