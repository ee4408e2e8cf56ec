import type {DeviceSide, DeviceTunnel, Encryption, Integrity} from '../../../connection/device-side.ts';
import {printable} from '../../../connection/printable.ts';
import {UserError} from '../../../connection/user-error.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {deadPeer} from '../../linux/daemon.ts';
import {type NumberedTunnel, numberTunnels} from '../../linux/numbering.ts';
import {ikeVersion, isAead, preferredEncryption, preferredGroups, preferredIntegrity} from '../algorithms.ts';
import {ownDevices} from '../registry.ts';
import type {ChangedTunnel} from '../tunnel-change.ts';
import {daemon} from './daemon.ts';
import {since} from './device.ts';
import {identity} from './ipsec-secrets.ts';

/** Libreswan's keywords. Source: Libreswan, ipsec.conf(5), `ike=` and `esp=`. */
const encryptionWords: Readonly<Partial<Record<Encryption, string>>> = {
	'aes128-cbc': 'aes128',
	'aes192-cbc': 'aes192',
	'aes256-cbc': 'aes256',
	'aes128-gcm': 'aes_gcm128',
	'aes192-gcm': 'aes_gcm192',
	'aes256-gcm': 'aes_gcm256',
	'3des-cbc': '3des',
};
const integrityWords: Readonly<Partial<Record<Integrity, string>>> = {
	md5: 'md5',
	sha1: 'sha1',
	sha256: 'sha2_256',
	sha384: 'sha2_384',
	sha512: 'sha2_512',
};
/** Group 2 and 22 are not compiled in, and elliptic curves are IKEv2's alone ("not supported by IKEv1"). */
const groups: Readonly<Record<1 | 2, readonly number[]>> = {
	1: [5, 14, 15, 16, 17, 18],
	2: [5, 14, 15, 16, 17, 18, 19, 20, 21],
};
/** Where nothing is said, Libreswan 4.10 and 5 drop IKEv1, and leave such connections out. Source: ipsec.conf(5), `ikev1-policy`. */
const allowIkev1 = ['', '# counts for every connection of the device', 'config setup', '\tikev1-policy=accept'];

/** As many as fit into a first packet with ease. */
const mostProposals = 8;

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

function ikeOf({ike, name}: DeviceTunnel, version: 1 | 2): string {
	const ciphers = preferredEncryption(ike.encryption).filter(cipher => version === 2 || !isAead(cipher));
	const exchanges = groupsFor(ike.dhGroups, version);
	const proposals = ciphers.flatMap(cipher =>
		preferredIntegrity(ike.integrity).flatMap(integrity =>
			exchanges.slice(0, 2).map(group => [encryptionWords[cipher], integrityWords[integrity], group] as const),
		),
	);
	const lines = proposals.flatMap(([cipher, integrity, group]) =>
		cipher && integrity ? [`${cipher}-${integrity};dh${group}`] : [],
	);
	return someOf(lines, `IKE of ${name}`);
}

/** One group alone: with two Libreswan leaves the connection out without a word ("more than one IKEv2 ESP DH algorithm"). */
function espOf({esp, name}: DeviceTunnel, version: 1 | 2): string {
	const [group] = groupsFor(esp.dhGroups, version);
	if (group === undefined && esp.dhGroups.length > 0) return someOf([], `ESP of ${name}`);
	const suffix = group === undefined ? '' : `;dh${group}`;
	const lines = preferredEncryption(esp.encryption).flatMap(cipher => {
		const word = encryptionWords[cipher];
		if (!word) return [];
		if (isAead(cipher)) return [`${word}${suffix}`];
		return preferredIntegrity(esp.integrity).flatMap(integrity =>
			integrityWords[integrity] ? [`${word}-${integrityWords[integrity]}${suffix}`] : [],
		);
	});
	return someOf(lines, `ESP of ${name}`);
}

/** The best of those that Libreswan has: what is preferred may be what it lacks. */
function groupsFor(allowed: readonly number[], version: 1 | 2): readonly number[] {
	return preferredGroups(allowed.filter(group => groups[version].includes(group)));
}

function someOf(lines: readonly string[], what: string): string {
	if (lines.length > 0) return lines.slice(0, mostProposals).join(',');
	throw new UserError(`Libreswan speaks none of the algorithms that the cloud allows for ${what}`, {
		mend: `choose DH group 14 or higher and AES for the connection, or use --device ${ownDevices()[0]?.id}`,
	});
}
