import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import type {DeviceSide} from '../../../src/connection/device-side.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {libreswan} from '../../../src/handover/devices/libreswan/device.ts';
import {strongswan} from '../../../src/handover/devices/strongswan/device.ts';
import {type ChangedPart, changedTunnel} from '../../../src/handover/devices/tunnel-change.ts';
import type {HandoverFile} from '../../../src/handover/handover-file.ts';
import {printedSteps} from '../../lab/change/printed-steps.ts';
import {sideOf, tunnel} from '../sides.ts';

/*
 * The lines that put a changed tunnel's file in place, as they are printed, on the files of the whole connection. What a user would lose: the other
 * tunnel, by a line that takes too much, or the change, by one that leaves what it replaces.
 */
const root = mkdtempSync(join(tmpdir(), 'tunnelwright-changed-'));
afterAll(() => rmSync(root, {recursive: true, force: true}));

const second = {
	name: 'vpn-0a1b-2',
	cloudAddress: '192.0.2.20',
	cloudIdentity: {type: 'address', value: '192.0.2.20'},
} as const;
const pairs = [1, 2, 3].map(each => ({cloudSide: `10.${each}.0.0/16`, siteSide: '192.168.4.0/24'}));
const {bgp: _none, ...withoutBgp} = tunnel;
const elsewhere = {from: 'elsewhere', says: 'ask the vault'} as const;
const sides: Readonly<Record<string, DeviceSide>> = {
	'two tunnels': sideOf({}, [{}, second]),
	'pairs of ranges': {
		...sideOf({routing: 'policy'}),
		tunnels: [
			{...withoutBgp, pairs},
			{...withoutBgp, ...second, pairs},
		],
	},
	'names as identities': sideOf({}, [{siteIdentity: {type: 'fqdn', value: 'site.example'}}, second]),
	'keys that are elsewhere': sideOf({}, [{key: elsewhere}, {...second, key: elsewhere}]),
};

const textOf = ({content}: HandoverFile) => (content instanceof Secret ? content.reveal() : content);

/** Where each device has the files of the whole, and how one of its parts reads without the first tunnel's. */
const devices = {
	strongswan: {
		device: strongswan,
		whole: {key: 'swanctl.conf', security: 'swanctl.conf'},
		to: (id: string, _what: ChangedPart) => `swanctl/conf.d/${id}.conf`,
	},
	libreswan: {
		device: libreswan,
		whole: {key: 'ipsec.secrets', security: 'ipsec.conf'},
		to: (id: string, what: ChangedPart) => `ipsec.d/${id}.${what === 'key' ? 'secrets' : 'conf'}`,
	},
};

describe.each(Object.entries(devices))('%s', (_name, {device, whole, to}) => {
	const every = Object.entries(sides).flatMap(([name, side]) =>
		[1, 2].flatMap(number => (['key', 'security'] as const).map(what => [name, what, number, side] as const)),
	);

	test.each(every)(
		'%s, %s of tunnel %i: its part leaves the whole, and nothing else does',
		async (_says, what, number, side) => {
			const folder = mkdtempSync(join(root, 'files-'));
			const etc = mkdtempSync(join(root, 'etc-'));
			for (const name of ['swanctl/conf.d', 'ipsec.d', `tunnelwright/${side.id}`])
				mkdirSync(join(etc, name), {recursive: true});
			const maker = await device.load();
			const cloud = {} as never;
			const site = {};
			const files = await maker.make({side, site, cloud}, new AbortController().signal);
			const before = textOf(files.find(({name}) => name === whole[what]) ?? {name: '', content: '', what: ''});
			const target = join(etc, to(side.id, what));
			writeFileSync(target, before, {mode: 0o600});
			const changed = maker.change(changedTunnel(side, side.tunnels[number - 1]?.cloudAddress ?? '', site, what));
			for (const file of changed) writeFileSync(join(folder, file.name), textOf(file));
			const page = textOf(changed.at(-1) ?? {name: '', content: '', what: ''});
			const lines = printedSteps(page, 'Change')
				.flatMap(step => step.lines)
				.filter(line => /^(install|sed) /.test(line) && !line.includes('/etc/tunnelwright/'));
			expect(lines).toHaveLength(2);
			// twice: as where it was changed before
			for (const line of [...lines, ...lines]) {
				const here = line.replaceAll(' /etc/', ` ${etc}/`);
				expect(spawnSync('sh', ['-ec', here], {cwd: folder, encoding: 'utf8'})).toMatchObject({status: 0, stderr: ''});
			}

			const after = readFileSync(target, 'utf8');
			expect(statSync(target).mode & 0o777).toBe(0o600);
			const [first = '', other = ''] = [number, 3 - number].map(each => side.tunnels[each - 1]?.cloudAddress ?? '');
			const linesOf = (text: string, address: string) =>
				text.split('\n').filter(line => line.includes(address) && !/^# (?:goes|KEY)/.test(line.trim()));
			const own = linesOf(before, first).length;
			expect(own).toBeGreaterThan(0);
			// of strongSwan's one file the other part of this tunnel stays
			const kept =
				what === 'key' && whole.key === whole.security
					? linesOf(before, first).filter(line => /remote_addrs|^ {6}id = /.test(line))
					: [];
			const stays =
				whole.key === whole.security && what === 'security'
					? linesOf(before, first).filter(line => /id-2/.test(line))
					: kept;
			expect(linesOf(after, first)).toEqual(stays);
			expect(linesOf(after, other)).toEqual(linesOf(before, other));
			expect((after.match(/\{/g) ?? []).length).toBe((after.match(/\}/g) ?? []).length);
			const [placed = ''] = lines.flatMap(line => /^install -m 600 \S+ \/etc\/(\S+)$/.exec(line)?.[1] ?? []);
			expect(readFileSync(join(etc, placed), 'utf8')).toBe(textOf(changed[0] ?? {name: '', content: '', what: ''}));
			expect(statSync(join(etc, placed)).mode & 0o777).toBe(0o600);
		},
	);
});
