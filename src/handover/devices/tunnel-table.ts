import type {DeviceTunnel} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import {ikeVersion} from './algorithms.ts';

/** A row of a tunnel's table. */
export type TunnelFact = readonly [name: string, value: string];

/**
 * What a tunnel is, as a table in Markdown under its name. Holds no key.
 * @param own what else there is to say of it on this device
 */
export function tunnelTable(tunnel: DeviceTunnel, own: readonly TunnelFact[]): readonly string[] {
	return [
		`## ${tunnel.name}`,
		'',
		'| | |',
		'|---|---|',
		...[...tunnelFacts(tunnel), ...own].map(
			([name, value]) => `| ${name} | ${printable(value).replaceAll('|', '\\|')} |`,
		),
		'',
	];
}

/** What a tunnel is, for a device that is set up by hand too. Without its key. */
function tunnelFacts(tunnel: DeviceTunnel): readonly TunnelFact[] {
	const {ike, esp, inside, insideIpv6, bgp, probe} = tunnel;
	return [
		['Cloud side, outside', tunnel.cloudAddress],
		['Site side, outside', tunnel.siteAddress],
		...identities(tunnel),
		...(inside ? [['Inside', `site ${inside.site}/${inside.prefixLength}, cloud ${inside.cloud}`] as const] : []),
		...(insideIpv6
			? [['Inside, IPv6', `site ${insideIpv6.site}/${insideIpv6.prefixLength}, cloud ${insideIpv6.cloud}`] as const]
			: []),
		['IKE', `version ${tunnel.ikeVersions.join(' or ')}, used here: ${ikeVersion(tunnel.ikeVersions)}`],
		['IKE may be', `${ike.encryption.join(', ')}; ${ike.integrity.join(', ')}; DH ${ike.dhGroups.join(', ')}`],
		['IKE lifetime', `${ike.lifetimeSeconds} s`],
		[
			'ESP may be',
			`${esp.encryption.join(', ')}${esp.integrity.length > 0 ? `; ${esp.integrity.join(', ')}` : ''}; ${esp.dhGroups.length > 0 ? `PFS DH ${esp.dhGroups.join(', ')}` : 'no PFS'}`,
		],
		['ESP lifetime', `${esp.lifetimeSeconds} s`],
		[
			'Ranges',
			tunnel.pairs
				.map(pair => `site ${pair.siteSide} ⇄ cloud ${pair.cloudSide}`)
				.slice(0, 12)
				.join('; ') + (tunnel.pairs.length > 12 ? `; and ${tunnel.pairs.length - 12} more` : ''),
		],
		[
			'Dead peer detection of the cloud',
			tunnel.dpdTimeoutSeconds === undefined ? 'off' : `${tunnel.dpdTimeoutSeconds} s`,
		],
		...(probe ? [['Health check', `cloud ${probe.cloud} asks site ${probe.site}`] as const] : []),
		...(bgp ? [['BGP', `site AS ${bgp.siteAsn}, cloud AS ${bgp.cloudAsn}, hold ${bgp.holdSeconds} s`] as const] : []),
	];
}

function identities({siteIdentity, cloudIdentity, siteAddress, cloudAddress}: DeviceTunnel) {
	const own = siteIdentity.value === siteAddress && cloudIdentity.value === cloudAddress;
	return own ? [] : [['Identities', `site ${siteIdentity.value}, cloud ${cloudIdentity.value}`] as const];
}
