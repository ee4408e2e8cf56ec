import {addressText, parseRange} from '../../ipv4.ts';
import {invalidValue} from '../protocol/api-error.ts';
import {hexOf} from '../protocol/ids.ts';
import type {RegionHoldings, VpnConnection} from '../store/resources.ts';
import {parseIpv6Range} from '../vpc/addresses.ts';

/** Source: EC2 API Reference, VpnTunnelOptionsSpecification, TunnelInsideCidr. */
const reserved = new Set([...[0, 1, 2, 3, 4, 5].map(octet => `169.254.${octet}.0/30`), '169.254.169.252/30']);

/** What a connection ends at in the cloud, or is to end at. */
export type Target = Partial<Pick<VpnConnection, 'vpnGatewayId' | 'transitGatewayId' | 'concentratorId'>>;

/**
 * The inside ranges that a new tunnel must not have: those of IPv4 on the same virtual private gateway, those of IPv6 on the same
 * transit gateway. Source: EC2 API Reference, VpnTunnelOptionsSpecification.
 */
export function insideCidrsInUse(region: RegionHoldings, target: Target, now: number, except?: string): Set<string> {
	const gateway = gatewayOf(target);
	return new Set(
		[...region.vpnConnections.values()]
			.filter(({id, state}) => id !== except && state.value(now) !== 'deleted')
			.filter(connection => gateway !== undefined && gatewayOf(connection) === gateway)
			.flatMap(({tunnels}) => tunnels.flatMap(tunnel => insideCidrsOf(target, tunnel))),
	);
}

/** The inside ranges of a tunnel that no other tunnel of the same target may have, its own connection's second one included. */
export function insideCidrsOf(
	target: Target,
	{
		insideCidr,
		insideIpv6Cidr,
	}: {readonly insideCidr?: string | undefined; readonly insideIpv6Cidr?: string | undefined},
): readonly string[] {
	const cidr = target.vpnGatewayId ? insideCidr : gatewayOf(target) && insideIpv6Cidr;
	return cidr ? [cidr] : [];
}

function gatewayOf(target: Target): string | undefined {
	return target.vpnGatewayId ?? target.concentratorId ?? target.transitGatewayId;
}

/** @throws ApiError InvalidParameterValue */
export function checkInsideCidr(cidr: string, taken: ReadonlySet<string>): void {
	const range = parseRange(cidr);
	if (!range || range.hostBits || range.prefix !== 30 || !cidr.startsWith('169.254.'))
		throw invalidValue(cidr, 'TunnelInsideCidr', 'It must be a size /30 CIDR block from the 169.254.0.0/16 range.');
	if (reserved.has(cidr)) throw invalidValue(cidr, 'TunnelInsideCidr', 'The CIDR block is reserved.');
	if (taken.has(cidr)) throw invalidValue(cidr, 'TunnelInsideCidr', 'The CIDR block is already in use.');
}

/** @throws ApiError InvalidParameterValue */
export function checkInsideIpv6Cidr(cidr: string, taken: ReadonlySet<string>): void {
	const range = parseIpv6Range(cidr);
	if (!range || range.hostBits || range.prefixLength !== 126 || range.bytes[0] !== 0xfd)
		throw invalidValue(cidr, 'TunnelInsideIpv6Cidr', 'It must be a size /126 CIDR block from the fd00::/8 range.');
	if (taken.has(cidr)) throw invalidValue(cidr, 'TunnelInsideIpv6Cidr', 'The CIDR block is already in use.');
}

/** A free inside range, as EC2 picks one for a tunnel that names none. */
export function pickInsideCidr(seed: string, taken: ReadonlySet<string>): string {
	const blocks = 2 ** 14;
	const start = Number.parseInt(hexOf(`inside ${seed}`).slice(0, 8), 16) % blocks;
	for (let step = 0; step < blocks; step += 1) {
		const cidr = `${addressText(0xa9_fe_00_00 + ((start + step) % blocks) * 4)}/30`;
		if (!reserved.has(cidr) && !taken.has(cidr)) return cidr;
	}

	throw new Error('169.254.0.0/16 has no block left');
}

/** A free inside range of IPv6 (/126 in fd00::/8). */
export function pickInsideIpv6Cidr(seed: string): string {
	const hex = hexOf(`inside6 ${seed}`);
	const groups = [0, 4, 8, 12, 16, 20].map(at => hex.slice(at, at + 4));
	return `${parseIpv6Range(`fd${hex.slice(30, 32)}:${groups.join(':')}:0/126`)?.network}/126`;
}
