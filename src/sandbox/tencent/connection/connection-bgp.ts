import {knownRange, overlaps, parseRange, rangeText} from '../../ipv4.ts';
import {canBgp} from '../gateway/gateway-version.ts';
import {checkAddress} from '../protocol/checks.ts';
import {malformed, TencentError} from '../protocol/tencent-error.ts';
import type {CustomerGateway, VpnConnection, VpnGateway} from '../store/store.ts';
import type {BgpInput} from './connection-shape.ts';

/**
 * Whether BGP can run between the two gateways: both have an ASN, not the same one, and the gateway is able to. The text of
 * VpnUnsupportedBgpAsnEqual speaks of existing tunnels' peers too; which are meant is not known, so two tunnels may lead to one ASN here.
 */
export function checkBgpEnds(gateway: VpnGateway, customerGateway: CustomerGateway): void {
	if (!canBgp(gateway)) {
		throw new TencentError(
			'UnsupportedOperation.VpnUnsupportedBgp',
			`\`${gateway.VpnGatewayId}\` is not a 4.0 gateway of 200, 500, 1000 or 3000 Mbps.`,
		);
	}
	for (const [id, asn] of [
		[gateway.VpnGatewayId, gateway.BgpAsn],
		[customerGateway.CustomerGatewayId, customerGateway.BgpAsn],
	] as const) {
		if (asn === undefined) throw new TencentError('UnsupportedOperation.VpnUnsupportedNotExistBgpAsn', `\`${id}\``);
	}
	if (gateway.BgpAsn === customerGateway.BgpAsn) {
		throw new TencentError('UnsupportedOperation.VpnUnsupportedBgpAsnEqual', `ASN: ${gateway.BgpAsn}.`);
	}
}

/** The BGP settings of a tunnel: a /30 that no other tunnel overlaps, and its two hosts. No page says where it has to lie. */
export function checkBgp(given: BgpInput, others: readonly VpnConnection[]): BgpInput {
	const range = parseRange(given.TunnelCidr);
	if (!range) throw malformed('BgpConfig.TunnelCidr', given.TunnelCidr);
	if (range.prefix !== 30) {
		throw new TencentError('InvalidParameterValue.VpnConnBgpTunnelCidrMask', `\`${given.TunnelCidr}\``);
	}
	const local = checkAddress('BgpConfig.LocalBgpIp', given.LocalBgpIp);
	const remote = checkAddress('BgpConfig.RemoteBgpIp', given.RemoteBgpIp);
	const hosts = [range.first + 1, range.first + 2];
	for (const [address, value] of [
		[local, given.LocalBgpIp],
		[remote, given.RemoteBgpIp],
	] as const) {
		if (hosts.includes(address) && local !== remote) continue;
		throw new TencentError(
			'InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported',
			`\`${value}\` must be a host of \`${rangeText(range)}\` of its own.`,
		);
	}
	for (const other of others) {
		if (!other.bgp || !overlaps(knownRange(other.bgp.TunnelCidr), range)) continue;
		throw new TencentError(
			'InvalidParameterValue.VpnConnBgpTunnelCidrConflict',
			`\`${rangeText(range)}\` overlaps \`${other.bgp.TunnelCidr}\` of \`${other.VpnConnectionId}\`.`,
		);
	}
	return {TunnelCidr: rangeText(range), LocalBgpIp: given.LocalBgpIp, RemoteBgpIp: given.RemoteBgpIp};
}
