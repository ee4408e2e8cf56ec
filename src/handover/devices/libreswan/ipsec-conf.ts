import type {DeviceSide, DeviceTunnel} from '../../../connection/device-side.ts';
import {printable} from '../../../connection/printable.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {deadPeer} from '../../linux/daemon.ts';
import {espOf, ikeOf} from '../../linux/libreswan-proposals.ts';
import {type NumberedTunnel, numberTunnels} from '../../linux/numbering.ts';
import {ikeVersion} from '../algorithms.ts';
import type {ChangedTunnel} from '../tunnel-change.ts';
import {daemon} from './daemon.ts';
import {since} from './device.ts';
import {identity} from './ipsec-secrets.ts';

/** Where nothing is said, Libreswan 4.10 and 5 drop IKEv1, and leave such connections out. Source: ipsec.conf(5), `ikev1-policy`. */
const allowIkev1 = ['', '# counts for every connection of the device', 'config setup', '\tikev1-policy=accept'];

/**
 * ipsec.conf for Libreswan 4 and later: a connection for each tunnel and pair of ranges, each tunnel on an interface of its own.
 * @throws UserError when Libreswan does not speak what the cloud allows
 */
export function ipsecConf(side: DeviceSide, site: SiteFacts): string {
	return written(`the site's side, for Libreswan ${since} and later`, numberTunnels(side, site), {side, site});
}

/** The connections of one tunnel alone. @throws UserError when Libreswan speaks none of the algorithms that the cloud allows */
export function ipsecConfOf({side, site, tunnel, number}: ChangedTunnel): string {
	const own = numberTunnels(side, site).filter(each => each.tunnel === tunnel);
	return written(`tunnel ${number} alone`, own, {side, site});
}

function written(what: string, tunnels: readonly NumberedTunnel[], {side, site}: Joined): string {
	const lines = [
		`# ${printable(side.name)} (${side.id}, ${side.region}): ${what}`,
		'# goes to /etc/ipsec.d/',
		...(tunnels.some(({tunnel}) => ikeVersion(tunnel.ikeVersions) === 1) ? allowIkev1 : []),
		...tunnels.flatMap(numbered =>
			numbered.tunnel.pairs.flatMap((pair, index) => connection(numbered, pair, index, {side, site})),
		),
	];
	return `${lines.join('\n')}\n`;
}

/** The name that Libreswan knows a pair by. */
export function connectionName({name, pairs}: DeviceTunnel, index: number): string {
	return pairs.length === 1 ? name : `${name}-net-${index + 1}`;
}

interface Joined {
	readonly side: DeviceSide;
	readonly site: SiteFacts;
}

function connection(
	{tunnel, interfaceId}: NumberedTunnel,
	pair: DeviceTunnel['pairs'][number],
	index: number,
	{side, site}: Joined,
): readonly string[] {
	// IKEv1's pairs of ranges, all at once, are more than a peer may follow (strongSwan: three): each but the first begins with its first packet
	const takesTurns = tunnel.pairs.length > 1 && index > 0 && ikeVersion(tunnel.ikeVersions) === 1;
	const version = ikeVersion(tunnel.ikeVersions);
	const {delay, timeout} = deadPeer(daemon, tunnel);
	const settings: readonly (readonly [string, string | number | undefined])[] = [
		['authby', 'secret'],
		['auto', takesTurns ? 'ondemand' : 'start'],
		['ikev2', version === 2 ? 'insist' : 'no'],
		['aggressive', version === 1 && tunnel.aggressive ? 'yes' : undefined],
		['left', site.nat === false ? tunnel.siteAddress : '%defaultroute'],
		['leftid', identity(tunnel.siteIdentity)],
		['leftsubnet', pair.siteSide],
		['leftnexthop', site.nat === false ? '%defaultroute' : undefined],
		// routes are made by interfaces.sh and BGP: Libreswan’s own would take the whole internet with a selector of 0.0.0.0/0
		['leftupdown', '%disabled'],
		['right', tunnel.cloudAddress],
		['rightid', identity(tunnel.cloudIdentity)],
		['rightsubnet', pair.cloudSide],
		['ike', ikeOf(tunnel, version)],
		['esp', espOf(tunnel, version)],
		['pfs', tunnel.esp.dhGroups.length > 0 ? 'yes' : 'no'],
		// Before the cloud does it, so that the end of a lifetime never cuts the tunnel.
		['ikelifetime', `${Math.floor(tunnel.ike.lifetimeSeconds * 0.9375)}s`],
		['salifetime', `${Math.floor(tunnel.esp.lifetimeSeconds * 0.9)}s`],
		['dpddelay', delay],
		// IKEv1 alone goes by it, but Libreswan 4 wants it with IKEv2 too
		['dpdtimeout', timeout],
		['dpdaction', takesTurns ? 'hold' : 'restart'],
		// IKEv2 finds a dead peer by a question that is not answered (60 s if not told)
		['retransmit-timeout', `${deadPeer(daemon, {ikeVersions: [2]}).timeout}s`],
		['keyingtries', '%forever'],
		['fragmentation', 'yes'],
		['encapsulation', side.alwaysUdp ? 'yes' : undefined],
		// another tunnel carries the same ranges, on its own interface: of this connection, or of one whose files come beside these
		['overlapip', 'yes'],
		['replay-window', tunnel.replayWindow],
		['ipsec-interface', interfaceId],
	];
	const given = settings.filter(([, value]) => value !== undefined);
	return ['', `conn ${connectionName(tunnel, index)}`, ...given.map(([key, value]) => `\t${key}=${value}`)];
}
