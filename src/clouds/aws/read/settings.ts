import type {TunnelOption, VpnConnection} from '@aws-sdk/client-ec2';
import type {Settings} from '../../contract/comparison.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';
import {tagText, word} from '../wire/tags.ts';
import {tunnelValues} from './tunnel-values.ts';

export const everything = '0.0.0.0/0';
export const everythingIpv6 = '::/0';

/**
 * Every value of a connection that can be compared with a document, by its path there; never a key. AWS leaves out what is at its
 * default, so what is not there is the default; a young connection shows no tunnels yet. Pure.
 * Source: EC2 API, DescribeVpnConnections; connections that nobody changed list only addresses and keys of their tunnels.
 */
export function settingsOf(connection: VpnConnection): Settings {
	const options = connection.Options ?? {};
	const isIpv6 = options.TunnelInsideIpVersion === 'ipv6';
	const tunnels = connection.State === 'pending' ? [] : (options.TunnelOptions ?? []);
	return {
		// tags as they are, whatever is in them: what is compared and sent is not what is shown
		name: connection.Tags?.find(({Key}) => Key === 'Name')?.Value ?? '',
		'routing.mode': options.StaticRoutesOnly ? 'static' : 'bgp',
		...(isIpv6
			? {
					'ipv6Ranges.siteSide': spellIpv6Cidr(word(options.LocalIpv6NetworkCidr) || everythingIpv6),
					'ipv6Ranges.cloudSide': spellIpv6Cidr(word(options.RemoteIpv6NetworkCidr) || everythingIpv6),
				}
			: {
					'ranges[0].siteSide[0]': word(options.LocalIpv4NetworkCidr) || everything,
					'ranges[0].cloudSide': word(options.RemoteIpv4NetworkCidr) || everything,
				}),
		insideIpVersion: isIpv6 ? 'ipv6' : 'ipv4',
		acceleration: String(options.EnableAcceleration ?? false),
		outsideAddressType: word(options.OutsideIpAddressType) || 'PublicIpv4',
		transportAttachmentId: word(options.TransportTransitGatewayAttachmentId),
		tunnelBandwidth: word(options.TunnelBandwidth) || 'standard',
		...Object.fromEntries((connection.Tags ?? []).map(({Key = '', Value}) => [`tags.${Key}`, Value || '""'])),
		...Object.fromEntries(
			tunnels.flatMap((tunnel, index) => [
				[`tunnels[${index}].outsideAddress`, word(tunnel.OutsideIpAddress)],
				...Object.entries({...tunnelValues(tunnel), ...keyPlace(connection, tunnel)}).map(
					([name, value]) => [`tunnels[${index}].${name}`, tagText(value)] as const,
				),
			]),
		),
	};
}

/** What stands in place of a key that AWS keeps elsewhere. Source: terraform-provider-aws#42819. */
export const redactedKey = 'REDACTED';

/** Where the key of a tunnel is, as far as AWS shows it: one in Secrets Manager is redacted, or not there at all. */
export function keyPlace(
	{PreSharedKeyArn: arn}: Pick<VpnConnection, 'PreSharedKeyArn'>,
	{PreSharedKey: key = ''}: Pick<TunnelOption, 'PreSharedKey'>,
): {readonly keyStorage?: 'Standard' | 'SecretsManager'} {
	if (key !== '' && key !== redactedKey) return {keyStorage: 'Standard'};
	return arn || key !== '' ? {keyStorage: 'SecretsManager'} : {};
}
