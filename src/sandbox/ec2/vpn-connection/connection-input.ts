import {flag, list, type Read, structure, text} from '../protocol/shape.ts';
import {checkWords} from '../protocol/words.ts';
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

/**
 * What was asked for with AWS's defaults filled in, in the order in which it is shown.
 * @throws ApiError InvalidParameterValue for a word that EC2 does not know
 */
export function connectionOptionsOf({TunnelOptions, ...asked}: ConnectionOptionsInput) {
	const options = {
		EnableAcceleration: false,
		StaticRoutesOnly: false,
		LocalIpv4NetworkCidr: '0.0.0.0/0',
		RemoteIpv4NetworkCidr: '0.0.0.0/0',
		LocalIpv6NetworkCidr: '::/0',
		RemoteIpv6NetworkCidr: '::/0',
		OutsideIpAddressType: 'PublicIpv4',
		TransportTransitGatewayAttachmentId: undefined,
		TunnelInsideIpVersion: 'ipv4',
		TunnelBandwidth: 'standard',
		...asked,
	};
	checkWords(options, {
		TunnelInsideIpVersion: ['ipv4', 'ipv6'],
		OutsideIpAddressType: ['PublicIpv4', 'PrivateIpv4', 'Ipv6'],
		TunnelBandwidth: ['standard', 'large'],
	});
	return options;
}

export type ConnectionOptions = Readonly<ReturnType<typeof connectionOptionsOf>>;
