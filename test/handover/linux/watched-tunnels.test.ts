import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {Secret} from '../../../src/connection/secret.ts';
import {numberTunnels} from '../../../src/handover/linux/numbering.ts';
import {roundSeconds} from '../../../src/handover/linux/watch-functions.ts';
import {deviceFiles} from '../devices/written-files.ts';
import {sideOf, tunnel} from '../sides.ts';

const {bgp: _none, ...withoutBgp} = tunnel;
const second = {...withoutBgp, name: 'vpn-0a1b-2', cloudAddress: '192.0.2.11'};
const staticSide = (change = {}) => ({...sideOf({routing: 'static', ...change}), tunnels: [withoutBgp, second]});

function fileOf(target: 'strongswan' | 'libreswan', side: ReturnType<typeof sideOf>, name: string, site = {}): string {
	const content = deviceFiles(target, side, site).find(file => file.name === name)?.content ?? '';
	return content instanceof Secret ? content.reveal() : content;
}

/*
 * interfaces.sh itself runs, with stand-ins for the programs that ask and change the kernel. What a user would lose: the traffic, which stayed on
 * a dead tunnel, or left by the default route for all to read.
 */
const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-watch-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** Two rounds of the watch. @param states what the kernel says of its associations @returns what it was told to do */
function watched(
	target: 'strongswan' | 'libreswan',
	side: ReturnType<typeof sideOf>,
	states: string,
): readonly string[] {
	const tool = (name: string, body: string) => {
		writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
		chmodSync(join(folder, name), 0o755);
	};
	writeFileSync(join(folder, 'states'), states);
	writeFileSync(join(folder, 'did'), '');
	writeFileSync(join(folder, 'interfaces.sh'), fileOf(target, side, 'interfaces.sh'));
	tool(
		'ip',
		`case "$*" in
	*"xfrm state"*) awk -v dst="$6" '/^src /{on = ($4 == dst)} on' '${folder}/states' ;;
	*"route show"*) ;;
	*) echo "ip $*" >>'${folder}/did' ;;
esac`,
	);
	for (const name of ['sysctl', 'nft']) tool(name, ':');
	tool('ping', `echo "ping $*" >>'${folder}/did'`);
	// the second round ends it
	tool('sleep', `[ -e '${folder}/slept' ] && kill $PPID; : >'${folder}/slept'`);
	rmSync(join(folder, 'slept'), {force: true});
	spawnSync('sh', [join(folder, 'interfaces.sh'), 'watch'], {
		encoding: 'utf8',
		env: {PATH: `${folder}:${process.env.PATH}`},
		timeout: 20_000,
	});
	return spawnSync('cat', [join(folder, 'did')], {encoding: 'utf8'})
		.stdout.trim()
		.split('\n');
}

/** As `ip xfrm state list nokeys` prints it. */
function association(to: string, id: number, spi: string): string {
	return `src 203.0.113.77 dst ${to}
	proto esp spi ${spi} reqid 1 mode tunnel
	replay-window 0 flag af-unspec
	if_id 0x${id.toString(16)}
`;
}

describe.each(['strongswan', 'libreswan'] as const)('the watch on %s', target => {
	const numbered = numberTunnels(staticSide(), {});
	const [one, two] = numbered;
	if (!one || !two) throw new Error('two tunnels');
	const preferred = (change: string, {interfaceName, metric}: typeof one) =>
		`ip route ${change} 10.20.0.0/16 dev ${interfaceName} metric ${metric}`;

	test('puts the route to the tunnel that is up before the one whose peer is dead', () => {
		const did = watched(target, staticSide(), association('192.0.2.11', two.interfaceId, '0xc1234567'));
		expect(did).toContain(preferred('replace', two));
		expect(did).toContain(preferred('del', one));
		expect(did).not.toContain(preferred('replace', one));
		// Or nothing would ever bring it back. Libreswan begins anew by itself, and makes another association over the wrong tunnel for a packet.
		const asks = did.filter(line => line.startsWith('ping'));
		expect(asks).toEqual(target === 'strongswan' ? [`ping -c 1 -W 1 -I ${one.interfaceName} 169.254.20.1`] : []);
	});

	test('takes no association for one that is only asked for, is of another connection, or leads elsewhere', () => {
		const states = [
			association('192.0.2.10', one.interfaceId, '0x00000000'),
			association('192.0.2.10', one.interfaceId * 16, '0xc1234567'),
			association('203.0.113.77', one.interfaceId, '0xc1234567'),
		];
		expect(watched(target, staticSide(), states.join(''))).not.toContain(preferred('replace', one));
	});

	test('holds back what is for the cloud, and lets every other route to it come first, FRR’s too', () => {
		for (const side of [staticSide(), sideOf()]) {
			const held = watched(target, side, '').find(line => line.includes('blackhole')) ?? '';
			expect(held).toMatch(/^ip route replace blackhole 10\.20\.0\.0\/16 metric \d+$/);
			const metric = Number(/metric (\d+)/.exec(held)?.[1]);
			expect(metric).toBeLessThan(2 ** 32);
			// the byte that FRR takes for the administrative distance; BGP's are 20 and 200, 255 is never used
			expect(Math.floor(metric / 2 ** 24)).toBe(254);
		}
	});
});

test('with BGP the ranges that the device’s owner names are held back, a default route never, and the page tells', () => {
	const script = fileOf('strongswan', sideOf(), 'interfaces.sh', {
		cloudRanges: ['10.9.0.0/16', '0.0.0.0/0', 'fd00:9::/48'],
	});
	expect(script).toContain('ip route replace blackhole 10.9.0.0/16');
	expect(script).toContain('ip -6 route replace blackhole fd00:9::/48');
	expect(script).not.toContain('blackhole 0.0.0.0/0');
	expect(fileOf('strongswan', sideOf(), 'STEPS.md')).toContain('Packets for 10.20.0.0/16 never leave unencrypted');
	const unknown = fileOf('strongswan', sideOf({cloudRanges: []}), 'STEPS.md');
	expect(unknown).toContain('--cloud-range');
	expect(unknown).toContain('leave unencrypted by the default route while no tunnel is up');
});

test('two connections to one range, the standby of the two behind the other, never take each other’s route away', () => {
	const metrics = (id: string, isStandby: boolean) =>
		numberTunnels({...staticSide({id, isStandby}), tunnels: [withoutBgp]}, {})[0]?.metric ?? 0;
	expect(metrics('vpnx-aaaa1111', false)).toBeLessThan(200);
	expect(metrics('vpnx-bbbb2222', true)).toBeGreaterThanOrEqual(200);
	expect(metrics('vpnx-aaaa1111', false)).not.toBe(metrics('vpnx-cccc3333', false));
});

/** How long a peer may be silent before its tunnel is gone, at most, by what the files say. In seconds. */
function silence(target: 'strongswan' | 'libreswan', side: ReturnType<typeof sideOf>, version: 1 | 2): number {
	const conf = fileOf(target, side, target === 'strongswan' ? 'swanctl.conf' : 'ipsec.conf');
	const daemon = fileOf(target, side, 'retransmit.conf');
	const setting = (name: string, text = conf) =>
		Number(new RegExp(`^\\s*${name} ?= ?([\\d.]+)s?$`, 'm').exec(text)?.[1]);
	if (target === 'strongswan') {
		if (version === 1) return setting('dpd_delay') + setting('dpd_timeout');
		const tries = Array.from({length: setting('retransmit_tries', daemon) + 1}, (_all, retry) => retry);
		const waits = tries.map(
			retry => setting('retransmit_timeout', daemon) * setting('retransmit_base', daemon) ** retry,
		);
		return setting('dpd_delay') + waits.reduce((sum, wait) => sum + wait, 0);
	}

	// what comes just after one look for traffic is news at the next
	const asked = 2 * setting('dpddelay');
	if (version === 1) return asked + setting('dpdtimeout');
	let [waited, wait] = [0.5, 0.5];
	for (let retry = 0; waited < setting('retransmit-timeout'); retry += 1) {
		if (retry > 0) wait *= 2;
		waited += wait;
	}

	return asked + 1 + waited;
}

test.each([
	['strongswan', 1],
	['strongswan', 2],
	['libreswan', 1],
	['libreswan', 2],
] as const)(
	'with %s and IKEv%s traffic leaves a silent peer within half a minute, and the page says when',
	(target, version) => {
		const old = {ikeVersions: [version], ike: {...tunnel.ike, encryption: ['aes256-cbc']}} as const;
		const side = sideOf({routing: 'static', tunnels: [{...withoutBgp, ...old}]});
		const seconds = silence(target, side, version) + roundSeconds;
		expect(seconds).toBeGreaterThan(10);
		expect(seconds).toBeLessThanOrEqual(28);
		const said = Number(/falls silent is down within (\d+) s/.exec(fileOf(target, side, 'STEPS.md'))?.[1]);
		expect(said).toBe(Math.ceil(seconds));
	},
);

test('that an interface is down while its tunnel is, is told where it is so', () => {
	const says = 'While a tunnel is down its interface is closed';
	expect(fileOf('libreswan', sideOf(), 'STEPS.md')).toContain(says);
	expect(fileOf('strongswan', sideOf(), 'STEPS.md')).not.toContain(says);
});

test('what strongSwan takes for the whole device is laid down with its tunnels', () => {
	expect(fileOf('strongswan', sideOf(), 'STEPS.md')).toContain('install -m 644 retransmit.conf /etc/strongswan.d/');
});

test('each of two connections of a device to the same ranges is taken by Libreswan', () => {
	// both have to say it: "cannot install eroute -- it is in use"
	expect(fileOf('libreswan', sideOf({routing: 'static', tunnels: [withoutBgp]}), 'ipsec.conf')).toContain(
		'overlapip=yes',
	);
});
