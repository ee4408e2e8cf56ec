import fc from 'fast-check';
import type {DeviceSide} from '../../../src/connection/device-side.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {sampleFiles} from '../../../src/handover/devices/cloud-sample/files.ts';
import {changedTunnel} from '../../../src/handover/devices/tunnel-change.ts';
import {changedFiles, deviceFiles} from '../../handover/devices/written-files.ts';
import {sideOf, tunnel} from '../../handover/sides.ts';
import {allowed} from '../allowed.ts';
import {refuseStrangeLines} from '../file-grammar.ts';
import {hostileText, refuseSteering} from '../hostile-text.ts';
import {changedJson, jsonChanges} from '../mutations.ts';
import {target} from '../target.ts';

const key = 'Only.for_this.test';
const sides: readonly DeviceSide[] = [
	sideOf(),
	sideOf({routing: 'static', siteRanges: ['192.168.4.0/24'], notes: ['a note']}, [{}, {name: 'vpn-0a1b-2'}]),
	sideOf({cloud: 'tencent', routing: 'policy'}, [
		{
			pairs: [
				{cloudSide: '10.8.1.0/26', siteSide: '172.20.1.0/26'},
				{cloudSide: '10.8.2.0/26', siteSide: '172.20.2.0/26'},
			],
			ikeVersions: [1],
			ike: {...tunnel.ike, encryption: ['aes256-cbc'], integrity: ['sha256']},
			siteIdentity: {type: 'fqdn', value: 'site.example'},
			cloudIdentity: {type: 'fqdn', value: 'cloud.example'},
		},
	]),
	sideOf({}, [
		{
			insideIpv6: {cloud: 'fd00::1', site: 'fd00::2', prefixLength: 126},
			pairs: [{cloudSide: '::/0', siteSide: '::/0'}],
			key: {from: 'elsewhere', says: 'the vault'},
		},
	]),
	sideOf({cloud: 'tencent', routing: 'static', alwaysUdp: true}, [
		{probe: {cloud: '169.254.128.1', site: '169.254.128.2'}, cloudInitiates: true, cloudRestarts: true},
	]),
];

/** Keys are no part of what changes: JSON has no Secret. */
const plain = (side: DeviceSide): unknown => JSON.parse(JSON.stringify(side));
const withKeys = (value: unknown): DeviceSide => {
	const side = value as DeviceSide; // changed text by text below its types: what the writers must bear
	return {
		...side,
		tunnels: side.tunnels.map(own =>
			own.key.from === 'elsewhere' ? own : {...own, key: {from: 'cloud', key: new Secret(key)}},
		),
	};
};

/** Texts and numbers stay texts and numbers: the shapes are made by our own code. */
function typed(before: unknown, after: unknown): unknown {
	if (typeof before === 'string') return typeof after === 'string' ? after : before;
	if (typeof before === 'number') return typeof after === 'number' ? after : before;
	if (Array.isArray(before))
		return before.map((item, index) => typed(item, Array.isArray(after) ? after[index] : undefined));
	if (typeof before !== 'object' || before === null) return before;
	return Object.fromEntries(
		Object.entries(before).map(([name, member]) => [name, typed(member, Reflect.get(Object(after), name))]),
	);
}

/** Files for a root shell and for daemons: whatever the cloud calls things, every line in them is one of ours. */
export const deviceFilesTarget = () =>
	target({
		name: 'device-files',
		what: 'swanctl.conf, ipsec.conf, frr.conf, scripts, units and pages of steps from hostile names, of one tunnel too',
		input: fc.record({
			side: fc.nat(sides.length - 1),
			changes: jsonChanges,
			name: hostileText,
			own: fc.constantFrom('strongswan', 'libreswan'),
			nat: fc.constantFrom(true, false, undefined),
			part: fc.constantFrom('key', 'security'),
			/** Whether the tunnel is named as the cloud calls it now. */
			isNamed: fc.boolean(),
			sample: hostileText,
		}),
		async check({side: index, changes, name, own, nat, part, isNamed, sample}) {
			const good = plain(sides[index] ?? sideOf());
			const side = withKeys(typed(good, changedJson(good, changes)));
			const site = nat === undefined ? {} : {nat};
			const named = {...side, name, notes: [name]};
			const kind = {id: '1', slug: 'aws:x-1', vendor: name, platform: name, software: name};
			const made = [
				...((await allowed(() => deviceFiles(own, named, site))) ?? []),
				...((await allowed(() => {
					const of = isNamed ? (named.tunnels.at(-1)?.cloudAddress ?? '') : name;
					return changedFiles(own, changedTunnel(named, of, site, part));
				})) ?? []),
				...((await allowed(() => sampleFiles(kind, {text: new Secret(sample), notes: [name]}, named, site))) ?? []),
			];
			for (const file of made) {
				const content = file.content instanceof Secret ? file.content.reveal() : file.content;
				refuseStrangeLines(file.name, content);
				refuseSteering(content.replace(/[\t\r]/g, ' '), file.name);
				if (!(file.content instanceof Secret) && content.includes(key)) throw new Error(`a key stands in ${file.name}`);
			}
		},
	});
