import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import type {DeviceSide} from '../../../src/connection/device-side.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {libreswan as libreswanDevice} from '../../../src/handover/devices/libreswan/device.ts';
import {changedTunnel} from '../../../src/handover/devices/tunnel-change.ts';
import {sideOf, tunnel} from '../sides.ts';
import {deviceFiles} from './written-files.ts';

/*
 * What a user would lose: files for Libreswan and FRR that these refuse. They are read by the real programs, which carry no packet for it. Libreswan
 * can't be installed beside strongSwan: TUNNELWRIGHT_LIBRESWAN names a folder into which its package was unpacked.
 */
const root = process.env.TUNNELWRIGHT_LIBRESWAN ?? '/';
const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-device-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function run(program: string, ...args: readonly string[]) {
	const env = {PATH: process.env.PATH, ...(root === '/' ? {} : {LD_LIBRARY_PATH: libraries})};
	const {status, stdout, stderr} = spawnSync(program, args, {encoding: 'utf8', env, timeout: 60_000});
	return {status, text: `${stdout}${stderr}`};
}

const libreswan = (name: string) => join(root, 'usr/libexec/ipsec', name);

function addconn(configuration: string) {
	const file = join(folder, 'ipsec.conf');
	writeFileSync(file, configuration);
	return run(libreswan('addconn'), '--config', file, '--checkconfig');
}

/** What Libreswan makes of an `ike=` or `esp=` line. */
function algparse(line: string, version: 1 | 2) {
	return run(libreswan('algparse'), `-v${version}`, '-pfs', line);
}

/** Whether the programs are there and find their libraries. */
const hasLibreswan = existsSync(libreswan('addconn')) && algparse('esp=aes256-sha2_256', 2).status === 0;
const hasVtysh = spawnSync('vtysh', ['--help']).status === 0;
if (!hasLibreswan)
	process.stderr.write('skipped: the files for Libreswan, since its addconn and algparse are not here\n');
if (!hasVtysh) process.stderr.write('skipped: the files for FRR, since its vtysh is not here\n');

const pairs = [
	{cloudSide: '10.8.1.0/26', siteSide: '172.20.1.0/26'},
	{cloudSide: '10.8.1.64/26', siteSide: '172.20.1.64/26'},
];
const cbc = {...tunnel.ike, encryption: ['aes256-cbc', 'aes128-cbc'], integrity: ['sha256', 'sha1']} as const;
const sides: readonly (readonly [says: string, side: DeviceSide])[] = [
	['BGP, two tunnels', sideOf({}, [{}, {name: 'vpn-0a1b-2', cloudAddress: '192.0.2.11'}])],
	['IKEv1', sideOf({routing: 'static'}, [{ikeVersions: [1], ike: {...cbc}, esp: {...tunnel.esp, ...cbc}}])],
	[
		'pairs of ranges',
		sideOf({routing: 'policy'}, [{pairs, bgp: undefined, esp: {...tunnel.esp, ...cbc, dhGroups: []}}]),
	],
	[
		'names as identities',
		sideOf({routing: 'static'}, [
			{
				siteIdentity: {type: 'fqdn', value: 'site.example'},
				cloudIdentity: {type: 'fqdn', value: 'cloud.example'},
				key: {from: 'cloud', key: new Secret('"#\\ 0x')},
			},
		]),
	],
];

function fileOf(target: 'strongswan' | 'libreswan', side: DeviceSide, name: string): string {
	const content = deviceFiles(target, side, {}).find(file => file.name === name)?.content ?? '';
	return content instanceof Secret ? content.reveal() : content;
}

describe.runIf(hasLibreswan)('Libreswan’s own programs', () => {
	test.each(sides)('take the file and every proposal in it: %s', (_says, side) => {
		const configuration = fileOf('libreswan', side, 'ipsec.conf');
		expect(addconn(configuration)).toEqual({status: 0, text: ''});
		const version = configuration.includes('ikev2=no') ? 1 : 2;
		const lines = [...configuration.matchAll(/^\t((?:ike|esp)=.*)$/gm)].map(([, line]) => line ?? '');
		expect(lines).toHaveLength(side.tunnels.flatMap(own => own.pairs).length * 2);
		for (const line of lines) {
			const {status, text} = algparse(line, version);
			expect(text).not.toMatch(/ERROR|ignor/i);
			expect(status).toBe(0);
			// Each of them stands in the answer: none was left out without a word.
			expect(text.match(/^\t/gm)).toHaveLength(line.split(',').length);
		}
	});

	test.each(sides)('take the file of one tunnel alone: %s', async (_says, side) => {
		const {change} = await libreswanDevice.load();
		for (const {name, cloudAddress, pairs: own} of side.tunnels) {
			const [file] = change(changedTunnel(side, cloudAddress, {}, 'security'));
			const configuration = String(file?.content);
			expect(addconn(configuration)).toEqual({status: 0, text: ''});
			expect([...configuration.matchAll(/^conn (.*)$/gm)].every(([, conn = '']) => conn.startsWith(name))).toBe(true);
			expect([...configuration.matchAll(/^conn /gm)]).toHaveLength(own.length);
		}
	});

	test('would refuse a word, a value and an algorithm that there is not', () => {
		const configuration = fileOf('libreswan', sideOf(), 'ipsec.conf');
		expect(addconn(configuration.replace('dpddelay', 'dpdelay')).status).not.toBe(0);
		expect(addconn(configuration.replace('auto=start', 'auto=begin')).status).not.toBe(0);
		expect(algparse('ike=aes256-sha2_256;dh99', 2).status).not.toBe(0);
		expect(algparse('esp=aes_gcm512;dh14', 2).status).not.toBe(0);
	});
});

describe.runIf(hasVtysh)('FRR’s own vtysh', () => {
	const frr = fileOf('strongswan', sideOf({siteRanges: ['192.168.4.0/24']}), 'frr.conf');
	const check = (configuration: string) => {
		const file = join(folder, 'frr.conf');
		writeFileSync(file, configuration);
		return run('vtysh', '-C', '-f', file);
	};

	test('takes the file for BGP', () => {
		expect(frr).toContain('router bgp');
		expect(check(frr)).toMatchObject({status: 0});
	});

	test('would refuse a command, an AS and a prefix that can’t be', () => {
		expect(check(frr.replace('router bgp', 'router bpg')).status).not.toBe(0);
		expect(check(frr.replace(/remote-as \d+/, 'remote-as 4294967296')).status).not.toBe(0);
		expect(check(frr.replace('192.168.4.0/24', '192.168.4.0/33')).status).not.toBe(0);
	});
});
