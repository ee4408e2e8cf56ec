import {addressText, parseRange} from '../../ipv4.ts';
import type {LineEnd} from '../../line.ts';
import type {Ec2Behavior} from '../behavior.ts';
import type {Account} from '../store/account.ts';
import {amazonAsn} from '../store/resource-lookup.ts';
import type {CustomerGateway, RegionHoldings, Tunnel, VpnConnection} from '../store/resources.ts';
import {espProposals, ikeProposals} from './line-proposals.ts';

/** The cloud's ends of the connections that were made since the sandbox started, and are not being deleted. */
export function lineEnds(account: Account, start: number, now: number, behavior: Ec2Behavior): readonly LineEnd[] {
	return account.furnished.flatMap(region =>
		[...region.vpnConnections.values()]
			.filter(({createdAt, state}) => createdAt >= start && !['deleting', 'deleted'].includes(state.value(now)))
			.flatMap(connection =>
				connection.tunnels.map((_tunnel, index) => lineEnd(connection, index, region, now, behavior)),
			),
	);
}

/** What a site may announce: 100 routes to a virtual private gateway, 1,000 to a transit gateway. Source: AWS Site-to-Site VPN quotas, Routes. */
function mostRoutes({vpnGatewayId}: VpnConnection): number {
	return vpnGatewayId === undefined ? 1000 : 100;
}

function lineEnd(
	connection: VpnConnection,
	index: number,
	region: RegionHoldings,
	now: number,
	{leave}: Ec2Behavior,
): LineEnd {
	// The index counts the connection's own tunnels.
	const tunnel = connection.tunnels[index] as Tunnel;
	const gateway = region.customerGateways.get(connection.customerGatewayId);
	const {options} = tunnel;
	const site = gateway?.ipAddress ?? '';
	const isStatic = connection.options.StaticRoutesOnly;
	const inside = (parseRange(tunnel.insideCidr)?.first ?? 0) + 1;
	const unplayable = reasonAgainst(connection, gateway);
	return {
		connectionId: connection.id,
		tunnel: index,
		ready: tunnel.provisioning.value(now) === 'available',
		generation: tunnel.replaced,
		...(leave === 'silent' ? {vanishes: true} : {}),
		...(unplayable === undefined ? {} : {unplayable}),
		cloud: tunnel.outsideAddress,
		site,
		cloudIdentity: tunnel.outsideAddress,
		siteIdentity: site,
		ikeVersion: versionOf(options.IKEVersion),
		aggressive: false,
		ikeProposals: ikeProposals(options),
		espProposals: espProposals(options),
		ikeLifetime: options.Phase1LifetimeSeconds ?? 28_800,
		espLifetime: options.Phase2LifetimeSeconds ?? 3600,
		// Local is the site's side, as AWS names it.
		pairs: [[connection.options.RemoteIpv4NetworkCidr, connection.options.LocalIpv4NetworkCidr]],
		key: tunnel.presharedKey,
		begins: options.StartupAction === 'start',
		deadPeer: {timeoutSeconds: options.DPDTimeoutSeconds ?? 30, action: actionOf(options.DPDTimeoutAction)},
		inside: {cloud: addressText(inside), site: addressText(inside + 1), prefixLength: 30},
		...(isStatic
			? {}
			: {
					bgp: {
						cloudAsn: amazonAsn(connection, region),
						siteAsn: gateway?.asn ?? 65_000,
						mostRoutes: mostRoutes(connection),
					},
				}),
		networks: networksOf(connection, region, now),
	};
}

function reasonAgainst({options}: VpnConnection, gateway: CustomerGateway | undefined): string | undefined {
	if (gateway?.certificateArn !== undefined) return 'the site signs in with a certificate';
	if (gateway?.ipAddress === undefined) return 'the customer gateway has no address';
	if (options.TunnelInsideIpVersion === 'ipv6') return 'IPv6 inside the tunnels';
	if (options.OutsideIpAddressType === 'Ipv6' || gateway.ipAddress.includes(':')) return 'IPv6 outside of the tunnels';
	return undefined;
}

function versionOf(versions: readonly string[] | undefined): 0 | 1 | 2 {
	if (versions?.length !== 1) return 0;
	return versions[0] === 'ikev1' ? 1 : 2;
}

function actionOf(action: string | undefined): 'clear' | 'none' | 'restart' {
	return action === 'none' || action === 'restart' ? action : 'clear';
}

/** The ranges of the VPCs behind the connection's gateway. */
function networksOf(
	{vpnGatewayId, transitGatewayId}: VpnConnection,
	region: RegionHoldings,
	now: number,
): readonly string[] {
	const attached = region.vpnGateways.get(vpnGatewayId ?? '')?.attachments ?? [];
	const vpcIds =
		vpnGatewayId !== undefined
			? attached.filter(({state}) => state.value(now) === 'attached').map(({vpcId}) => vpcId)
			: [...region.transitGatewayAttachments.values()]
					.filter(
						attachment =>
							transitGatewayId !== undefined &&
							attachment.transitGatewayId === transitGatewayId &&
							attachment.resourceType === 'vpc' &&
							attachment.state.value(now) === 'available',
					)
					.map(({resourceId}) => resourceId);
	return vpcIds.flatMap(id => region.vpcs.get(id)?.cidrs ?? []);
}
