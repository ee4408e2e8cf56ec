import {invalidValue} from '../protocol/api-error.ts';
import {flag, list, type Read, structure, text} from '../protocol/shape.ts';
import type {ConnectionOptions} from '../store/resources.ts';
import {tunnelMembers} from '../tunnel/tunnel-input.ts';

/** VpnConnectionOptionsSpecification as it travels. */
const optionMembers = {
	EnableAcceleration: flag,
	StaticRoutesOnly: flag,
	TunnelInsideIpVersion: text,
	TunnelOptions: list(structure(tunnelMembers)),
	LocalIpv4NetworkCidr: text,
	RemoteIpv4NetworkCidr: text,
	LocalIpv6NetworkCidr: text,
	RemoteIpv6NetworkCidr: text,
	OutsideIpAddressType: text,
	TransportTransitGatewayAttachmentId: text,
	TunnelBandwidth: text,
};

export const connectionOptions = structure(optionMembers);
export type ConnectionOptionsInput = Read<typeof optionMembers>;

/** The options with AWS's defaults filled in. @throws ApiError InvalidParameterValue for a word that EC2 does not know */
export function connectionOptionsOf(input: ConnectionOptionsInput): ConnectionOptions {
	return {
		staticRoutesOnly: input.StaticRoutesOnly ?? false,
		enableAcceleration: input.EnableAcceleration ?? false,
		insideIpVersion: word(input.TunnelInsideIpVersion, ['ipv4', 'ipv6'], 'TunnelInsideIpVersion'),
		localIpv4Cidr: input.LocalIpv4NetworkCidr ?? '0.0.0.0/0',
		remoteIpv4Cidr: input.RemoteIpv4NetworkCidr ?? '0.0.0.0/0',
		localIpv6Cidr: input.LocalIpv6NetworkCidr ?? '::/0',
		remoteIpv6Cidr: input.RemoteIpv6NetworkCidr ?? '::/0',
		outsideIpAddressType: word(
			input.OutsideIpAddressType,
			['PublicIpv4', 'PrivateIpv4', 'Ipv6'],
			'OutsideIpAddressType',
		),
		tunnelBandwidth: word(input.TunnelBandwidth, ['standard', 'large'], 'TunnelBandwidth'),
		...(input.TransportTransitGatewayAttachmentId === undefined
			? {}
			: {transportAttachmentId: input.TransportTransitGatewayAttachmentId}),
	};
}

/** One of the words; the first is the default. */
function word<T extends string>(value: string | undefined, allowed: readonly [T, ...T[]], name: string): T {
	if (value === undefined) return allowed[0];
	const known = allowed.find(candidate => candidate === value);
	if (known === undefined) throw invalidValue(value, name, `Valid values are ${allowed.join(', ')}.`);
	return known;
}
