import type {Step} from '../../../connection/steps-page.ts';
import {type LinuxChange, sizesOf} from '../../linux/change.ts';
import {ikeVersion} from '../algorithms.ts';
import type {ChangedTunnel} from '../tunnel-change.ts';
import {connectionName, ipsecConfOf} from './ipsec-conf.ts';
import {identity, ipsecSecretsOf} from './ipsec-secrets.ts';

/**
 * One tunnel alone on Libreswan: its secret, or its connection, in a file of its own. A connection may stand in one file only, so that it is taken
 * out of the file of the whole first. Source: Libreswan, ipsec_auto(8), ipsec.secrets(5).
 */
export const change: LinuxChange = {
	files: changed => [
		changed.what === 'key'
			? {
					name: fileName(changed),
					content: ipsecSecretsOf([changed.tunnel]),
					what: `the key of tunnel ${changed.number}, and no other`,
				}
			: {
					name: fileName(changed),
					content: ipsecConfOf(changed),
					what: `tunnel ${changed.number} without its key, and no other`,
				},
	],
	shut: changed => forEachConnection(changed, name => `ipsec auto --delete ${name}`),
	load,
	check: ({tunnel, number}) => [
		{
			says: `Tunnel ${number} is among those that carry traffic, with each of its pairs of ranges.`,
			lines: [`ipsec trafficstatus | grep '${tunnel.name}'`],
		},
	],
	notes: changed => [
		`\`${installed(changed)}\` counts from now on, beside the file of the whole connection: where that is installed anew or taken back, it is removed with it. A page of steps that is older than this does not name it: remove it by hand then.`,
	],
};

function load(changed: ChangedTunnel): readonly Step[] {
	const {what} = changed;
	return [
		{
			says: 'Put the file in place, and take what it replaces out of the file of the whole connection, which stays as it is for the rest. The first line does nothing where that was done before.',
			lines: [
				`sed -i ${what === 'key' ? secretLine(changed) : connectionLines(changed)} /etc/ipsec.d/${changed.side.id}.${extension(changed)}`,
				`install -m 600 ${fileName(changed)} ${installed(changed)}`,
			],
		},
		{
			says: `${what === 'key' ? 'Read the keys anew. ' : ''}The tunnel is ended, and loaded anew.`,
			lines: [
				...(what === 'key' ? ['ipsec auto --rereadsecrets'] : []),
				...forEachConnection(changed, name => `ipsec auto --replace ${name}`),
			],
		},
		{
			says: 'Start it, until it is up. While the cloud changes its end, which takes minutes, it refuses; by itself Libreswan would let more and more time pass before it asks again.',
			lines: [...(takesTurns(changed) ? [waitForPackets(changed)] : []), `timeout 900 sh -c '${untilUp(changed)}'`],
		},
		...(what === 'security' ? sizesOf(changed) : []),
	];
}

/** IKEv1's pairs of ranges: each but the first begins with its first packet, as in the file of the whole. */
function takesTurns({tunnel}: ChangedTunnel): boolean {
	return tunnel.pairs.length > 1 && ikeVersion(tunnel.ikeVersions) === 1;
}

function waitForPackets({tunnel}: ChangedTunnel): string {
	return `for number in $(seq 2 ${tunnel.pairs.length}); do ipsec auto --route ${tunnel.name}-net-$number; done`;
}

/** What is there already is not begun a second time. */
function untilUp(changed: ChangedTunnel): string {
	const {tunnel} = changed;
	const up = (name: string) => `ipsec trafficstatus | grep -q "${name}\\"" || timeout 20 ipsec auto --up ${name}`;
	const [count, start] = takesTurns(changed)
		? [1, up(connectionName(tunnel, 0))]
		: [tunnel.pairs.length, forEachConnection(changed, up).join('; ')];
	return `until sleep 3; [ "$(ipsec trafficstatus | grep -c "${tunnel.name}[\\"-]")" -ge ${count} ]; do ${start}; done; true`;
}

/** From its heading to the blank line before the next. */
function connectionLines({tunnel}: ChangedTunnel): string {
	const name = tunnel.pairs.length === 1 ? tunnel.name : `${tunnel.name}-net-[0-9]*`;
	return `'/^conn ${name}$/,/^$/d'`;
}

function secretLine({tunnel}: ChangedTunnel): string {
	const ends = [tunnel.siteIdentity, tunnel.cloudIdentity].map(end => identity(end).replaceAll('.', '\\.'));
	return `'/^[# ]*${ends.join(' ')} : /d'`;
}

function forEachConnection({tunnel}: ChangedTunnel, line: (name: string) => string): readonly string[] {
	const {pairs} = tunnel;
	if (pairs.length === 1) return [line(connectionName(tunnel, 0))];
	const numbered = connectionName(tunnel, 0).replace(/1$/, '$number');
	return [`for number in $(seq ${pairs.length}); do ${line(numbered)}; done`];
}

function extension({what}: ChangedTunnel): string {
	return what === 'key' ? 'secrets' : 'conf';
}

function fileName(changed: ChangedTunnel): string {
	return `ipsec-tunnel-${changed.number}.${extension(changed)}`;
}

function installed(changed: ChangedTunnel): string {
	return `/etc/ipsec.d/${changed.side.id}.tunnel-${changed.number}.${extension(changed)}`;
}
