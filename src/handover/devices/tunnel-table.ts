import type {DeviceTunnel, InsideAddresses} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import {ikeVersion} from './algorithms.ts';

/** A row of a tunnel's table. */
export type TunnelFact = readonly [name: string, value: string];
/** The same, where there may be nothing to say. */
type Known = readonly [name: string, value: string | undefined];

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
		...[...tunnelFacts(tunnel), ...own].flatMap(([name, value]) =>
			value === undefined ? [] : [`| ${name} | ${printable(value).replaceAll('|', '\\|')} |`],
		),
		'',
	];
}

/** What a tunnel is, for a device that is set up by hand too. Without its key. */
function tunnelFacts(tunnel: DeviceTunnel): readonly Known[] {
	const {ike, esp, inside, insideIpv6, bgp, probe, siteIdentity, cloudIdentity} = tunnel;
	return [
		['Cloud side, outside', tunnel.cloudAddress],
		['Site side, outside', tunnel.siteAddress],
		['Identities', hasOwnIdentities(tunnel) ? undefined : `site ${siteIdentity.value}, cloud ${cloudIdentity.value}`],
		['Inside', inside && endsOf(inside)],
		['Inside, IPv6', insideIpv6 && endsOf(insideIpv6)],
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
		['Health check', probe && `cloud ${probe.cloud} asks site ${probe.site}`],
		['BGP', bgp && `site AS ${bgp.siteAsn}, cloud AS ${bgp.cloudAsn}, hold ${bgp.holdSeconds} s`],
	];
}

function endsOf({site, cloud, prefixLength}: InsideAddresses): string {
	return `site ${site}/${prefixLength}, cloud ${cloud}`;
}

/** Whether each end is known by its outside address. */
function hasOwnIdentities({siteIdentity, cloudIdentity, siteAddress, cloudAddress}: DeviceTunnel): boolean {
	return siteIdentity.value === siteAddress && cloudIdentity.value === cloudAddress;
}
