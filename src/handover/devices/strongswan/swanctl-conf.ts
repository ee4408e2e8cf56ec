import {Buffer} from 'node:buffer';
import type {DeviceSide, DeviceTunnel, IkeIdentity} from '../../../connection/device-side.ts';
import {printable} from '../../../connection/printable.ts';
import {Secret} from '../../../connection/secret.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {deadPeer, deviceBegins} from '../../linux/daemon.ts';
import {type NumberedTunnel, numberTunnels} from '../../linux/numbering.ts';
import {espProposals, ikeProposals} from '../../linux/strongswan-proposals.ts';
import {ikeVersion} from '../algorithms.ts';
import {keysElsewhere} from '../keys-elsewhere.ts';
import type {ChangedTunnel} from '../tunnel-change.ts';
import {daemon} from './daemon.ts';
import {since} from './device.ts';

/** A line, or a section of lines. One without a value is left out. */
type Entry =
	| readonly [key: string, value: string | number | undefined]
	| {readonly comment: string}
	| {readonly section: string; readonly body: readonly Entry[]};

/**
 * swanctl.conf for strongSwan 5.9.6 and later, 5.8 with a word changed: one connection a tunnel, one child a pair of ranges, each tunnel on an XFRM interface.
 * Source: strongSwan documentation, "swanctl.conf" and "Route-based VPN".
 * @throws UserError when strongSwan does not speak what the cloud allows
 */
export function swanctlConf(side: DeviceSide, site: SiteFacts): Secret {
	const tunnels = numberTunnels(side, site);
	const keyless = keysElsewhere(side);
	const lines = [
		`# ${printable(side.name)} (${side.id}, ${side.region}): the site's side, for strongSwan ${since} and later`,
		'# strongSwan 5.8 to 5.9.5 has no trap|start: write trap in its place, and the first packet brings a tunnel up',
		'# goes to /etc/swanctl/conf.d/ and holds keys: mode 0600, owner root',
		...keyless.map(says => `# KEY MISSING: ${printable(says)}`),
		...written([
			{section: 'connections', body: tunnels.map(tunnel => connection(tunnel, side, site))},
			{section: 'secrets', body: side.tunnels.flatMap(secret)},
		]),
	];
	return new Secret(`${lines.join('\n')}\n`);
}

/**
 * What changes of one tunnel: its secret, or its connection. The other part stands in a file of its own, and is not touched.
 * @throws UserError when strongSwan does not speak what the cloud allows
 */
export function swanctlPart({side, site, tunnel, number, what}: ChangedTunnel): Secret {
	const numbered = numberTunnels(side, site).filter(each => each.tunnel === tunnel);
	const missing = what === 'key' && tunnel.key.from === 'elsewhere' ? [tunnel.key.says] : [];
	const lines = [
		`# ${printable(side.name)} (${side.id}, ${side.region}): ${what === 'key' ? 'the key of ' : ''}tunnel ${number} alone`,
		'# goes to /etc/swanctl/conf.d/: mode 0600, owner root',
		...missing.map(says => `# KEY MISSING: ${printable(says)}`),
		...written([
			what === 'key'
				? {section: 'secrets', body: secret(tunnel)}
				: {section: 'connections', body: numbered.map(each => connection(each, side, site))},
		]),
	];
	return new Secret(`${lines.join('\n')}\n`);
}

function connection({tunnel, interfaceId}: NumberedTunnel, side: DeviceSide, site: SiteFacts): Entry {
	const {ike} = tunnel;
	const version = ikeVersion(tunnel.ikeVersions);
	// Before the cloud does it, so that the end of a lifetime never cuts the tunnel.
	const rekey = Math.floor(ike.lifetimeSeconds * 0.9375);
	const {delay, timeout} = deadPeer(daemon, tunnel);
	return {
		section: tunnel.name,
		body: [
			['version', version],
			// Behind NAT the device's own address is not the one that the cloud knows.
			['local_addrs', site.nat === false ? tunnel.siteAddress : undefined],
			['remote_addrs', tunnel.cloudAddress],
			['proposals', ikeProposals(tunnel)],
			['rekey_time', `${rekey}s`],
			['over_time', `${ike.lifetimeSeconds - rekey}s`],
			['dpd_delay', `${delay}s`],
			// IKEv2 has none: retransmit.conf says it
			['dpd_timeout', version === 1 ? `${timeout}s` : undefined],
			['keyingtries', 0],
			['unique', 'replace'],
			['mobike', 'no'],
			['encap', side.alwaysUdp ? 'yes' : undefined],
			['fragmentation', 'yes'],
			['if_id_in', interfaceId],
			['if_id_out', interfaceId],
			{
				section: 'local',
				body: [
					['auth', 'psk'],
					['id', identity(tunnel.siteIdentity)],
				],
			},
			{
				section: 'remote',
				body: [
					['auth', 'psk'],
					['id', identity(tunnel.cloudIdentity)],
				],
			},
			{section: 'children', body: tunnel.pairs.map((pair, index) => child(tunnel, pair, index, site))},
		],
	};
}

function child(tunnel: DeviceTunnel, pair: DeviceTunnel['pairs'][number], index: number, site: SiteFacts): Entry {
	const {esp} = tunnel;
	const kilobytes = esp.lifetimeKilobytes;
	return {
		section: childName(tunnel, index),
		body: [
			['local_ts', pair.siteSide],
			['remote_ts', pair.cloudSide],
			['esp_proposals', espProposals(tunnel)],
			['rekey_time', `${Math.floor(esp.lifetimeSeconds * 0.9)}s`],
			['life_time', `${esp.lifetimeSeconds}s`],
			['rekey_bytes', kilobytes === undefined ? undefined : Math.floor(kilobytes * 1024 * 0.9)],
			['life_bytes', kilobytes === undefined ? undefined : kilobytes * 1024],
			['replay_window', tunnel.replayWindow],
			...begins(tunnel, site),
		],
	};
}

function begins(tunnel: DeviceTunnel, site: SiteFacts): readonly Entry[] {
	if (!deviceBegins(daemon, tunnel, site))
		return [
			{
				comment:
					'the cloud begins, and begins anew: two ends that do make everything twice. A packet that finds no tunnel still asks for one',
			},
			['dpd_action', 'clear'],
			['start_action', 'trap'],
			['close_action', 'none'],
		];
	return [
		['dpd_action', 'restart'],
		// `start` alone is given up for good at the first refusal, such as an endpoint's that is still being set up, whatever
		// keyingtries says: that counts silence. The trap begins anew with the next packet.
		['start_action', 'trap|start'],
		['close_action', 'start'],
	];
}

/** The name that `swanctl --list-sas` shows for a pair. */
export function childName({name, pairs}: DeviceTunnel, index: number): string {
	return pairs.length === 1 ? name : `${name}-net-${index + 1}`;
}

/** Base64: the only notation in which a key may hold anything. Text would end at #, and 0x or 0s at its start would be decoded. */
function secret(tunnel: DeviceTunnel): readonly Entry[] {
	const ends = [
		['id-1', identity(tunnel.siteIdentity)],
		['id-2', identity(tunnel.cloudIdentity)],
	] as const;
	// Ready but for the key: a section without its secret would not load.
	if (tunnel.key.from === 'elsewhere')
		return written([{section: `ike-${tunnel.name}`, body: [...ends, ['secret', '0s']]}]).map(comment => ({comment}));
	const value = Buffer.from(tunnel.key.key.reveal(), 'utf8').toString('base64');
	return [
		{
			section: `ike-${tunnel.name}`,
			body: [...ends, ['secret', `0s${value}`]],
		},
	];
}

function identity({type, value}: IkeIdentity): string {
	return type === 'address' ? value : `"fqdn:${value.replace(/["\\]/g, '\\$&')}"`;
}

function written(entries: readonly Entry[], depth = 0): readonly string[] {
	const indent = '  '.repeat(depth);
	return entries.flatMap(entry => {
		if ('comment' in entry) return [`${indent}# ${entry.comment}`];
		if ('section' in entry) return [`${indent}${entry.section} {`, ...written(entry.body, depth + 1), `${indent}}`];
		return entry[1] === undefined ? [] : [`${indent}${entry[0]} = ${entry[1]}`];
	});
}
