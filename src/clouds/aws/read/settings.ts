import type {VpnConnection} from '@aws-sdk/client-ec2';
import type {Settings} from '../../contract/comparison.ts';
import {ForeignReader} from '../../document/foreign.ts';
import {awsTunnelOptionsOf} from '../import/from-request.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';
import {tagText, word} from '../wire/tags.ts';

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
	const storage = keyStorageOf(connection);
	return {
		name: tagText(connection.Tags?.find(({Key}) => Key === 'Name')?.Value),
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
		...(storage ? {keyStorage: storage} : {}),
		...Object.fromEntries(
			(connection.Tags ?? []).map(({Key, Value}) => [`tags.${tagText(Key)}`, tagText(Value) || '""']),
		),
		...Object.fromEntries(
			tunnels.flatMap((tunnel, index) => [
				[`tunnels[${index}].insideCidr`, word(tunnel.TunnelInsideCidr)],
				[`tunnels[${index}].insideIpv6Cidr`, spellIpv6Cidr(word(tunnel.TunnelInsideIpv6Cidr))],
				...Object.entries(flatOptions(awsTunnelOptionsOf(new ForeignReader(tunnel)))).map(
					([name, value]) => [`tunnels[${index}].options.${name}`, value] as const,
				),
			]),
		),
	};
}

/** Options by their names, lists in one order, as text. */
export function flatOptions({
	logs = {},
	...options
}: {
	readonly logs?: object | undefined;
	readonly [option: string]: unknown;
}): Settings {
	const shown = (value: unknown) =>
		Array.isArray(value) ? [...new Set(value.map(String))].sort(byNumber).join(', ') : String(value);
	return Object.fromEntries([
		...Object.entries(options).map(([name, value]) => [name, shown(value)] as const),
		...Object.entries(logs).map(([name, value]) => [`logs.${name}`, shown(value)] as const),
	]);
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', {numeric: true});

/** A key that is in Secrets Manager reads `REDACTED`, or is not there at all. */
function keyStorageOf({
	Options: options,
	PreSharedKeyArn: arn,
}: VpnConnection): 'Standard' | 'SecretsManager' | undefined {
	const keys = (options?.TunnelOptions ?? []).flatMap(({PreSharedKey}) => PreSharedKey ?? []);
	if (keys.some(key => key !== '' && key !== 'REDACTED')) return 'Standard';
	return arn || keys.includes('REDACTED') ? 'SecretsManager' : undefined;
}
