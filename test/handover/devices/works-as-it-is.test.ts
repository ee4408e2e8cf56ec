import {describe, expect, test} from 'vitest';
import {bothBegin} from '../../../src/clouds/engine/both-begin.ts';
import type {DeviceSide, DeviceTunnel} from '../../../src/connection/device-side.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import {ownDevices} from '../../../src/handover/devices/registry.ts';
import {tunnelMtu} from '../../../src/handover/devices/tunnel-sizes.ts';
import type {SiteFacts} from '../../../src/handover/handover-file.ts';
import {sideOf, tunnel} from '../sides.ts';
import {deviceFiles} from './written-files.ts';

/* What each of these says was seen on real daemons in the lab first (npm run lab:kernel): a user would lose a tunnel, or the site its internet. */

function filesOf(target: 'strongswan' | 'libreswan', side: DeviceSide, site: SiteFacts = {}) {
	const files = deviceFiles(target, side, site).map(({name, content}): [string, string] => [
		name,
		content instanceof Secret ? content.reveal() : content,
	]);
	const all = new Map(files);
	return (name: string) => all.get(name) ?? '';
}

const second = {name: 'vpn-0a1b-2', cloudAddress: '192.0.2.11'};
const {bgp: _bgp, inside: _inside, ...withoutBgp} = tunnel;
const staticSide = (change: Partial<DeviceTunnel>): DeviceSide => ({
	...sideOf({cloud: 'tencent', routing: 'static'}),
	tunnels: [{...withoutBgp, ...change}],
});
const cbc = {...tunnel.ike, encryption: ['aes256-cbc'] as const, integrity: ['sha256'] as const};
const fixed: SiteFacts = {nat: false};
const connections = (conf: string) => conf.split(/^conn /m).slice(1);

describe('Libreswan', () => {
	test('brings both tunnels to 0.0.0.0/0 up: each allows the other, with a fixed address too', () => {
		for (const site of [{}, fixed])
			for (const conf of connections(filesOf('libreswan', sideOf({}, [{}, second]), site)('ipsec.conf'))) {
				expect(conf).toContain('\toverlapip=yes\n');
				// without a next hop of its own, that of a fixed left is the peer: another route to the same range
				expect(conf).toMatch(/\tleft=%defaultroute\n|\tleft=203\.0\.113\.77\n[\s\S]*\tleftnexthop=%defaultroute\n/);
			}
	});

	test('makes its interfaces a moment after its start (seen with 5.2 on Debian 13): the steps wait for one', () => {
		const lines = filesOf('libreswan', sideOf())('STEPS.md').split('\n');
		const start = lines.findIndex(line => line.includes('systemctl restart ipsec.service'));
		expect(lines[start + 1]).toMatch(
			/^\s*timeout 30 sh -c 'until ip link show ipsec\d+ 2>\/dev\/null; do sleep 1; done'$/,
		);
	});

	test('never routes by itself: a selector of 0.0.0.0/0 would take the site’s internet into the tunnel', () => {
		const narrow = staticSide({pairs: [{cloudSide: '0.0.0.0/0', siteSide: '192.168.7.0/24'}]});
		const conf = filesOf('libreswan', narrow)('ipsec.conf');
		expect(conf).toContain('\tleftupdown=%disabled\n');
	});

	test('begins IKEv1’s pairs one by one: all at once are more than a peer follows, and none comes up', () => {
		const pairs = [1, 2, 3, 4].map(each => ({cloudSide: `10.8.${each}.0/24`, siteSide: '172.20.1.0/24'}));
		const begins = (version: 1 | 2) =>
			[
				...filesOf(
					'libreswan',
					staticSide({pairs, ikeVersions: [version], ike: cbc, esp: {...tunnel.esp, ...cbc}}),
				)('ipsec.conf').matchAll(/\tauto=(\w+)/g),
			].map(([, word]) => word);
		expect(begins(1)).toEqual(['start', 'ondemand', 'ondemand', 'ondemand']);
		expect(begins(2)).toEqual(['start', 'start', 'start', 'start']);
	});

	test('accepts IKEv1 only where the connection needs it; left alone it loads none', () => {
		const of = (version: 1 | 2) =>
			filesOf('libreswan', sideOf({}, [{ikeVersions: [version], ike: {...sideOf().tunnels[0]!.ike}}]))('ipsec.conf');
		expect(of(1)).toMatch(/^config setup\n\tikev1-policy=accept\n/m);
		expect(of(2)).not.toContain('config setup');
	});
});

describe('the health check of Tencent Cloud', () => {
	const probe = {cloud: '169.254.128.1', site: '169.254.128.2'};
	const probed = staticSide({probe});

	test.each(['strongswan', 'libreswan'] as const)(
		'%s answers it: the address on the tunnel, a way back, said',
		target => {
			const read = filesOf(target, probed);
			expect(read('interfaces.sh')).toMatch(/ip addr replace 169\.254\.128\.2\/32 dev ipsec\d+\n/);
			expect(read('interfaces.sh')).toMatch(/ip route replace 169\.254\.128\.1\/32 dev ipsec\d+\n/);
			expect(read('STEPS.md')).toMatch(/health check asks 169\.254\.128\.2 from 169\.254\.128\.1/);
			expect(read('STEPS.md')).toContain('interrupts its traffic');
		},
	);

	test('an address that is none never gets into the script', () => {
		const hostile = staticSide({probe: {cloud: '1.1.1.1; reboot', site: '1.1.1.2'}});
		expect(() => deviceFiles('strongswan', hostile, {})).toThrow(UserError);
	});
});

describe('an accelerated connection', () => {
	const side = sideOf({alwaysUdp: true});

	test('has ESP in UDP and room for it, whatever is said of NAT', () => {
		const swanctl = filesOf('strongswan', side, fixed);
		expect(swanctl('swanctl.conf')).toContain('encap = yes');
		expect(filesOf('libreswan', side, fixed)('ipsec.conf')).toContain('\tencapsulation=yes\n');
		const mtu = tunnelMtu({wan: 1500, encryption: 'aes256-gcm', nat: true});
		expect(swanctl('interfaces.sh')).toContain(`mtu ${mtu} up`);
		expect(swanctl('STEPS.md')).toMatch(/accelerated: AWS demands ESP in UDP/);
	});

	test('is the only one that has', () => {
		expect(filesOf('strongswan', sideOf(), fixed)('swanctl.conf')).not.toContain('encap');
	});
});

describe('one end begins', () => {
	const begun = {cloudInitiates: true, cloudRestarts: true};

	test('the cloud where it is set to, begins anew, and can reach the device', () => {
		const side = sideOf({}, [begun]);
		expect(filesOf('strongswan', side, fixed)('swanctl.conf')).toMatch(
			/dpd_action = clear\n\s+start_action = trap\n\s+close_action = none/,
		);
		// a Libreswan that waits has no interface, and does not come back after its restart
		expect(filesOf('libreswan', side, fixed)('ipsec.conf')).toContain('\tauto=start\n');
		expect(filesOf('libreswan', side, fixed)('STEPS.md')).toMatch(/set to begin too.*Leave it to one/);
		expect(filesOf('strongswan', side, fixed)('STEPS.md')).toContain('The cloud begins, and begins anew');
	});

	test.each<[string, object, SiteFacts]>([
		['nobody said that the device can be reached', begun, {}],
		['the device is behind NAT', begun, {nat: true}],
		['the cloud would not begin anew', {...begun, cloudRestarts: false}, fixed],
	])('the device where %s, and what to do is said', (_why, change, site) => {
		const side = sideOf({}, [change]);
		expect(filesOf('strongswan', side, site)('swanctl.conf')).toContain('start_action = trap|start');
		expect(filesOf('libreswan', side, site)('ipsec.conf')).toContain('\tauto=start\n');
		expect(filesOf('strongswan', side, site)('STEPS.md')).toMatch(/set to begin too.*Leave it to one/);
	});

	test.each<[string, object, SiteFacts, string | undefined]>([
		[
			'NAT not known, DPD restarts',
			begun,
			{},
			'where the device has the public address itself, make these files again',
		],
		[
			'no NAT, DPD does not',
			{...begun, cloudRestarts: false},
			fixed,
			'or set DPD on with the action `restart` and make',
		],
		[
			'NAT not known, DPD does not',
			{...begun, cloudRestarts: false},
			{},
			'itself, set DPD on with the action `restart` and',
		],
		['behind NAT, where the cloud reaches nobody', begun, {nat: true}, undefined],
	])('only what is still to do is advised: %s', (_why, change, site, advice) => {
		const steps = filesOf('strongswan', sideOf({cloud: 'tencent'}, [change]), site)('STEPS.md');
		if (advice === undefined) expect(steps).not.toContain('the device then waits');
		else expect(steps).toContain(advice);
		expect(steps.includes('DPD on with')).toBe('cloudRestarts' in change && !change.cloudRestarts);
	});

	test.each([true, false])('the dry run tells what the files do, DPD restart %s', cloudRestarts => {
		const waits = (target: 'strongswan' | 'libreswan', site: SiteFacts) =>
			filesOf(
				target,
				sideOf({}, [{...begun, cloudRestarts}]),
				site,
			)('STEPS.md').includes('The cloud begins, and begins');
		expect([waits('strongswan', {}), waits('libreswan', fixed)]).toEqual([false, false]);
		const text = bothBegin('AWS', cloudRestarts);
		expect(text).toContain('the files for the device have it begin too');
		expect(text.includes('unless they are for strongSwan and made for a device that is not behind NAT')).toBe(
			waits('strongswan', fixed),
		);
	});

	test('nothing is said where the cloud only answers', () => {
		expect(filesOf('strongswan', sideOf())('STEPS.md')).not.toContain('begin too');
	});
});

describe('BGP’s preference of two tunnels', () => {
	const side = sideOf({}, [{}, second]);

	test('is the cloud’s by itself: AWS steers by MED, and whatever comes back is taken', () => {
		const read = filesOf('strongswan', side);
		expect(read('frr.conf')).not.toMatch(/local-preference|prepend/);
		expect(read('interfaces.sh').match(/rp_filter=2/g)).toHaveLength(2);
		expect(read('STEPS.md')).toMatch(/AWS can steer.*--prefer first/);
	});

	test('is the first tunnel’s at both ends where that is asked for', () => {
		const read = filesOf('strongswan', side, {prefer: 'first'});
		expect(read('frr.conf')).toMatch(
			/set local-preference 200[\s\S]*set local-preference 100\n[\s\S]*set as-path prepend 65010\n/,
		);
		expect(read('STEPS.md')).toContain('overrules AWS');
	});
});

describe('the firewall', () => {
	test('STEPS.md names every opening: IKE, ESP, BGP, and both ways of what is forwarded, with the ranges', () => {
		const steps = filesOf(
			'strongswan',
			sideOf({siteRanges: ['192.168.7.0/24', '192.168.7.0/25']}, [{}, second]),
		)('STEPS.md');
		const rules = /```nft\n([\s\S]*?)```/.exec(steps)?.[1] ?? '';
		expect(rules).toContain('ip saddr { 192.0.2.10, 192.0.2.11 } udp dport { 500, 4500 } accept');
		expect(rules).toContain('meta l4proto esp accept');
		expect(rules).toMatch(/iifname "ipsec\d+" ip saddr 169\.254\.20\.1 tcp dport 179 accept/);
		// a set of nftables takes no members that overlap
		expect(rules).toMatch(
			/oifname \{ "ipsec\d+", "ipsec\d+" \} ip saddr 192\.168\.7\.0\/24 ip daddr 10\.20\.0\.0\/16 accept/,
		);
		expect(rules).toMatch(
			/iifname \{ "ipsec\d+", "ipsec\d+" \} ip saddr 10\.20\.0\.0\/16 ip daddr 192\.168\.7\.0\/24 accept/,
		);
	});
});

test('the firewall lets out what the watch asks to bring a tunnel back, with addresses inside and without', () => {
	for (const change of [{}, {inside: tunnel.inside}]) {
		const read = filesOf('strongswan', staticSide(change));
		const asked = /ask (ipsec\d+) ([\d.]+)$/m.exec(read('interfaces.sh')) ?? [];
		const output = read('STEPS.md').split('# in the chain of the hook output')[1];
		expect(output).toContain(`oifname "${asked[1]}" ip daddr ${asked[2]} meta l4proto icmp accept`);
	}
});

test.each(ownDevices())('$name is wanted in one version: in the list, the page and the file', ({id, title}) => {
	const version = /^\w+ [\d.]+/.exec(title)?.[0] ?? '';
	const read = filesOf(id === 'strongswan' ? 'strongswan' : 'libreswan', sideOf());
	expect(read('STEPS.md')).toContain(`Have ${version} or later`);
	expect(read(id === 'strongswan' ? 'swanctl.conf' : 'ipsec.conf')).toContain(`for ${version} and later`);
});

describe('narrowed ranges leave the addresses inside the tunnel out', () => {
	const sideWith = (pairs: DeviceTunnel['pairs']): DeviceSide => ({
		...sideOf({routing: 'static', cloudRanges: ['10.30.0.0/16'], siteRanges: ['192.168.16.0/22']}),
		tunnels: [{...withoutBgp, ...(tunnel.inside ? {inside: tunnel.inside} : {}), pairs}],
	});
	const side = sideWith([{siteSide: '192.168.16.0/22', cloudSide: '10.30.0.0/16'}]);

	test('so the watch asks a host at the cloud’s side from an address of the site, and the firewall lets that out', () => {
		const read = filesOf('strongswan', side);
		expect(read('interfaces.sh')).toMatch(/ask ipsec\d+ 10\.30\.0\.1 "\$\(own_in 192\.168\.16\.0\/22\)"$/m);
		expect(read('STEPS.md')).toMatch(/oifname "ipsec\d+" ip daddr 10\.30\.0\.1 meta l4proto icmp accept/);
		expect(filesOf('strongswan', sideOf({routing: 'static'}))('interfaces.sh')).not.toContain('own_in');
	});

	test('everything at the cloud’s side still takes its address inside, from an address of the site', () => {
		const read = filesOf('strongswan', sideWith([{siteSide: '192.168.16.0/22', cloudSide: '0.0.0.0/0'}]));
		expect(read('interfaces.sh')).toMatch(/ask ipsec\d+ 169\.254\.20\.1 "\$\(own_in 192\.168\.16\.0\/22\)"$/m);
	});

	test.each(['strongswan', 'libreswan'] as const)('so nobody is told to ping them, on %s', target => {
		const steps = filesOf(target, side)('STEPS.md');
		expect(steps).not.toMatch(/ping .*169\.254/);
		expect(steps).toContain('ping -c 3 -I ADDRESS-OF-THE-SITE HOST-AT-THE-CLOUD');
		expect(steps).toContain('192.168.16.0/22 to 10.30.0.0/16');
		expect(filesOf(target, sideOf({routing: 'static'}))('STEPS.md')).toContain('ping -c 3 169.254.20.1');
	});
});

describe('what would come up and carry nothing is refused', () => {
	test('strongSwan with IKEv1’s aggressive mode: it answers none that the cloud begins', () => {
		const side = sideOf({}, [{ikeVersions: [1], aggressive: true}]);
		expect(() => deviceFiles('strongswan', side, {})).toThrow(/aggressive mode.*renews its keys first/);
	});

	test('BGP with ranges that leave the inside addresses out', () => {
		for (const pair of [
			{cloudSide: '0.0.0.0/0', siteSide: '192.168.7.0/24'},
			{cloudSide: '10.20.0.0/16', siteSide: '0.0.0.0/0'},
		])
			for (const target of ['strongswan', 'libreswan'] as const)
				expect(() => deviceFiles(target, sideOf({}, [{pairs: [pair]}]), {})).toThrow(
					/BGP cannot pass.*169\.254\.20\.2/,
				);
		expect(() =>
			deviceFiles('strongswan', sideOf({}, [{pairs: [{cloudSide: '0.0.0.0/0', siteSide: '169.254.0.0/16'}]}]), {}),
		).not.toThrow();
	});

	test('one inside range for both tunnels with BGP: a neighbour is known by its address', () => {
		const inside = {cloud: '169.254.9.1', site: '169.254.9.2', prefixLength: 30};
		for (const target of ['strongswan', 'libreswan'] as const)
			expect(() => deviceFiles(target, sideOf({}, [{inside}, {inside}]), {})).toThrow(/neighbour 169\.254\.9\.1/);
		expect(() => deviceFiles('strongswan', sideOf({}, [{inside}]), {})).not.toThrow();
	});
});
