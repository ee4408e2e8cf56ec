import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Encryption, Integrity} from '../../../src/connection/device-side.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import {tunnelMtu} from '../../../src/handover/devices/tunnel-sizes.ts';
import type {SiteFacts} from '../../../src/handover/handover-file.ts';
import {numberTunnels} from '../../../src/handover/linux/numbering.ts';
import {espProposals, ikeProposals} from '../../../src/handover/linux/strongswan-proposals.ts';
import {sideOf, tunnel} from '../sides.ts';
import {deviceFiles} from './written-files.ts';

const filesOf = (target: 'strongswan' | 'libreswan', side = sideOf(), site: SiteFacts = {}) =>
	new Map(
		deviceFiles(target, side, site).map(({name, content}) => [
			name,
			content instanceof Secret ? content.reveal() : content,
		]),
	);

describe('proposals in strongSwan’s words', () => {
	test('all that is allowed, the best first; GCM with its pseudo-random functions', () => {
		expect(ikeProposals(tunnel)).toBe(
			'aes256gcm16-prfsha384-prfsha256-ecp384-modp2048,aes256-sha384-sha256-ecp384-modp2048',
		);
		expect(espProposals(tunnel)).toBe('aes256gcm16-ecp384-modp2048');
	});

	test('IKEv1: a proposal for each combination, one group in phase 2, no GCM in phase 1', () => {
		const old = {...tunnel, ikeVersions: [1] as const};
		expect(ikeProposals(old)).toBe(
			'aes256-sha384-ecp384,aes256-sha384-modp2048,aes256-sha256-ecp384,aes256-sha256-modp2048',
		);
		expect(espProposals(old)).toBe('aes256gcm16-ecp384');
		expect(() => ikeProposals({...old, ike: {...old.ike, encryption: ['aes256-gcm']}})).toThrow(UserError);
	});

	test('what is weak is asked for only where the cloud allows nothing else', () => {
		const weak = {encryption: ['3des-cbc', 'aes128-cbc'], integrity: ['md5', 'sha1'], dhGroups: [1, 2, 24]} as const;
		expect(ikeProposals({...tunnel, ike: {...tunnel.ike, ...weak}})).toBe(
			'aes128-sha1-md5-modp2048s256-modp1024-modp768',
		);
		const both = {...tunnel.ike, dhGroups: [2, 14], integrity: ['sha1', 'sha256'] as const};
		expect(ikeProposals({...tunnel, ike: both})).not.toMatch(/sha1|modp1024/);
	});

	test('no perfect forward secrecy where the cloud has none', () => {
		const esp = {...tunnel.esp, encryption: ['aes128-cbc'] as const, integrity: ['sha1'] as const, dhGroups: []};
		expect(espProposals({...tunnel, esp})).toBe('aes128-sha1');
	});

	test('what strongSwan does not speak is said', () => {
		expect(() => ikeProposals({...tunnel, ike: {...tunnel.ike, encryption: ['sm4-cbc']}})).toThrow(/strongSwan/);
	});
});

test.each<[Encryption, Integrity | undefined, without: number, behindNat: number]>([
	['aes256-gcm', undefined, 1446, 1438],
	['aes256-cbc', 'sha1', 1438, 1422],
	['aes256-cbc', 'sha256', 1438, 1422],
	['aes256-cbc', 'sha384', 1422, 1422],
	['aes256-cbc', 'sha512', 1422, 1406],
])('the MTU of %s and %s is what the kernel’s is on a 1500 byte path', (encryption, integrity, without, behindNat) => {
	expect(tunnelMtu({wan: 1500, encryption, integrity, nat: false})).toBe(without);
	expect(tunnelMtu({wan: 1500, encryption, integrity, nat: true})).toBe(behindNat);
});

describe('keys', () => {
	test('any key is written so that it is read as it is', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', minLength: 1, maxLength: 64}), key => {
				const side = sideOf({}, [{key: {from: 'cloud', key: new Secret(key)}}]);
				const written = /secret = 0s(\S+)$/m.exec(filesOf('strongswan', side).get('swanctl.conf') ?? '')?.[1] ?? '';
				expect(Buffer.from(written, 'base64')).toEqual(Buffer.from(key, 'utf8'));
				const other = /PSK 0s(\S+)$/m.exec(filesOf('libreswan', side).get('ipsec.secrets') ?? '')?.[1] ?? '';
				expect(Buffer.from(other, 'base64')).toEqual(Buffer.from(key, 'utf8'));
			}),
		);
	});

	test('stand in no file but those that need them', () => {
		for (const target of ['strongswan', 'libreswan'] as const)
			for (const [name, content] of filesOf(target)) {
				const holds = content.includes('Only.for_this.test') || content.includes(btoa('Only.for_this.test'));
				expect([name, holds]).toEqual([name, name === 'swanctl.conf' || name === 'ipsec.secrets']);
			}
	});

	test('that are elsewhere: the files and the page say where', () => {
		const files = filesOf('strongswan', sideOf({}, [{key: {from: 'elsewhere', says: 'ask the vault'}}]));
		expect(files.get('swanctl.conf')).toContain('# KEY MISSING: ask the vault');
		expect(files.get('swanctl.conf')).not.toMatch(/^\s*secret = /m);
		// the place is ready: with the key after 0s and the # away it is the section that strongSwan reads
		expect(files.get('swanctl.conf')).toMatch(
			/secrets \{\n {2}# ike-vpn-0a1b-1 \{\n {2}# {3}id-1 = 203.0.113.77\n {2}# {3}id-2 = 192.0.2.10\n {2}# {3}secret = 0s\n {2}# \}\n\}/,
		);
		expect(files.get('STEPS.md')).toContain('ask the vault');
		const libreswan = filesOf('libreswan', sideOf({}, [{key: {from: 'elsewhere', says: 'ask the vault'}}]));
		expect(libreswan.get('ipsec.secrets')).toContain('\n# 203.0.113.77 192.0.2.10 : PSK 0s\n');
	});
});

describe('what a name may hold', () => {
	test('it cannot end a comment or begin a line of configuration', () => {
		const name = 'x\nconnections { evil {} }\r\nExecStart=/bin/evil';
		for (const target of ['strongswan', 'libreswan'] as const)
			for (const [file, content] of filesOf(target, sideOf({name}))) {
				expect([file, /^\s*(connections \{ evil|ExecStart=\/bin\/evil)/m.test(content)]).toEqual([file, false]);
			}
	});

	test('an identity of the cloud cannot leave its quotes', () => {
		const side = sideOf({}, [{cloudIdentity: {type: 'fqdn', value: 'a"\\ } b'}}]);
		expect(filesOf('strongswan', side).get('swanctl.conf')).toContain('id = "fqdn:a\\"\\\\ } b"');
	});
});

describe('interfaces', () => {
	test('of one connection are always the same, of two differ, and fit into Linux’s 15 characters', () => {
		const hex = fc.string({unit: fc.constantFrom(...'0123456789abcdef'), minLength: 8, maxLength: 17});
		fc.assert(
			fc.property(hex, id => {
				const side = sideOf({id: `vpn-${id}`}, [{}, {}]);
				const [first, second] = numberTunnels(side, {});
				expect(first?.interfaceName.length).toBeLessThanOrEqual(15);
				expect(second?.interfaceId).toBe((first?.interfaceId ?? 0) + 1);
				expect(numberTunnels(side, {}).map(({interfaceId}) => interfaceId)).toEqual([
					first?.interfaceId,
					second?.interfaceId,
				]);
			}),
		);
	});

	test('static: the cloud’s ranges go into both tunnels, the first one first; with BGP nothing does', () => {
		const routes = (routing: 'bgp' | 'static', site: SiteFacts = {}) =>
			(filesOf('strongswan', sideOf({routing}, [{}, {}]), site).get('interfaces.sh') ?? '').match(
				/route replace .* dev ipsec.*/g,
			);
		// while a tunnel is up, and behind those when none is
		expect(routes('static')).toEqual([
			expect.stringMatching(/^route replace 10\.20\.0\.0\/16 dev ipsec\d+ metric 101\d\d$/),
			expect.stringMatching(/^route replace 10\.20\.0\.0\/16 dev ipsec\d+ metric 1\d\d$/),
			expect.stringMatching(/^route replace 10\.20\.0\.0\/16 dev ipsec\d+ metric 102\d\d$/),
			expect.stringMatching(/^route replace 10\.20\.0\.0\/16 dev ipsec\d+ metric 2\d\d$/),
		]);
		expect(routes('static', {cloudRanges: ['10.9.0.0/16']})?.[0]).toContain('10.9.0.0/16');
		expect(routes('bgp')).toBeNull();
	});

	test('NAT: the device’s own address is left to it, and the MTU leaves room for UDP', () => {
		const conf = (nat: boolean | undefined) =>
			filesOf('strongswan', sideOf(), nat === undefined ? {} : {nat}).get('swanctl.conf');
		expect(conf(false)).toContain('local_addrs = 203.0.113.77');
		expect(conf(true)).not.toContain('local_addrs');
		expect(conf(undefined)).not.toContain('local_addrs');
		expect(filesOf('strongswan', sideOf(), {nat: false}).get('interfaces.sh')).toContain('mtu 1446');
		expect(filesOf('strongswan', sideOf(), {nat: true}).get('interfaces.sh')).toContain('mtu 1438');
		expect(filesOf('strongswan', sideOf()).get('interfaces.sh')).toContain('mtu 1438');
	});
});

test('FRR tells the cloud what the connection names, or the site’s private networks, and never the tunnels’ own', () => {
	const named = filesOf('strongswan', sideOf({siteRanges: ['192.168.4.0/24']})).get('frr.conf');
	expect(named).toContain('network 192.168.4.0/24');
	expect(named).not.toContain('redistribute');
	const open = filesOf('strongswan').get('frr.conf');
	expect(open).toContain('redistribute connected');
	expect(open).not.toMatch(/-SITE seq \d+ permit (169\.254|0\.0\.0\.0)/);
	expect(
		filesOf(
			'strongswan',
			sideOf(
				{routing: 'static'},
				[{}].map(() => withoutBgp()),
			),
		).has('frr.conf'),
	).toBe(false);
});

function withoutBgp() {
	return {bgp: undefined} as unknown as Partial<typeof tunnel>; // what a static tunnel is like
}

test('Libreswan gets one group in phase 2, since it drops a connection with two, and none that it was built without', () => {
	const conf = filesOf('libreswan').get('ipsec.conf') ?? '';
	expect(conf).toContain('esp=aes_gcm256;dh20\n');
	expect(filesOf('libreswan', sideOf({}, [{ikeVersions: [1]}])).get('ipsec.conf')).toMatch(
		/ike=aes256-sha2_384;dh14,.*\n\tesp=aes_gcm256;dh14\n/,
	);
	const old = sideOf({}, [{esp: {...tunnel.esp, dhGroups: [2]}}]);
	expect(() => deviceFiles('libreswan', old, {})).toThrow(/Libreswan/);
});

test('IPv6 inside: the larger header counts for TCP, and the checks ask over IPv6', () => {
	const insideIpv6 = {cloud: 'fd00:1::1', site: 'fd00:1::2', prefixLength: 126};
	const pairs = [{cloudSide: '::/0', siteSide: '::/0'}];
	const files = filesOf('strongswan', sideOf({}, [{insideIpv6, pairs}]), {nat: false});
	expect(files.get('mss.nft')).toContain('maxseg size set 1386');
	expect(filesOf('strongswan', sideOf(), {nat: false}).get('mss.nft')).toContain('maxseg size set 1406');
	const steps = files.get('STEPS.md');
	expect(steps).toContain('ping -c 3 fd00:1::1');
	expect(steps).toContain("vtysh -c 'show bgp ipv6 summary'");
	expect(steps).toContain('ping -M do -s 1398');
});

test('BGP tells the cloud what the site has, and nothing that another neighbor told', () => {
	const frr = filesOf('strongswan', sideOf({}, [{}, {name: 'vpn-0a1b-2'}])).get('frr.conf') ?? '';
	expect(frr).toContain('bgp as-path access-list TW-vpn-0a1b-OWN seq 5 permit ^$');
	for (const index of [1, 2])
		expect(frr).toMatch(
			new RegExp(`route-map TW-vpn-0a1b-OUT-${index} permit 10\n match .*\n match as-path TW-vpn-0a1b-OWN\n`),
		);
});

test('the page says where its commands run, has the daemon begin at every boot, and takes BGP back too', () => {
	const steps = filesOf('strongswan').get('STEPS.md') ?? '';
	const order = [
		'Copy this folder to the device',
		'install -d',
		'enable --now strongswan.service',
		'swanctl --load-all',
	];
	const places = order.map(words => steps.indexOf(words));
	expect(places).not.toContain(-1);
	expect(places).toEqual([...places].sort((a, b) => a - b));
	// Debian's swanctl says of a dozen plugins that they failed to load
	expect(steps).toContain('It ends with "successfully loaded"');
	expect(steps).toContain('install -b -m 640 -o frr -g frr frr.conf');
	const child = /children \{\s+(\S+) \{/.exec(filesOf('strongswan').get('swanctl.conf') ?? '')?.[1];
	expect(steps).toContain(`   swanctl --initiate --child ${child}\n`);
	expect(filesOf('libreswan').get('STEPS.md')).not.toContain('swanctl');
	const back = steps.slice(steps.indexOf('## Take back'));
	expect(back).toContain("-c 'router bgp 65010' -c 'no neighbor 169.254.20.1'");
	const unrouted = filesOf('strongswan', sideOf({routing: 'static'}, [{bgp: undefined}])).get('STEPS.md');
	expect(unrouted).not.toContain('vtysh');
});
