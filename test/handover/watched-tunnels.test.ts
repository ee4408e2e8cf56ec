import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import type {DeviceTunnel} from '../../src/connection/device-side.ts';
import {deviceFiles} from '../../src/handover/device-files.ts';
import {numberTunnels} from '../../src/handover/numbering.ts';
import {deadPeerSeconds, retransmitSeconds} from '../../src/handover/retransmit-conf.ts';
import {sideOf, tunnel} from './sides.ts';

const {bgp: _none, ...withoutBgp} = tunnel;
const second = {...withoutBgp, name: 'vpn-0a1b-2', cloudAddress: '192.0.2.11'};
const staticSide = (change = {}) => ({...sideOf({routing: 'static', ...change}), tunnels: [withoutBgp, second]});

function fileOf(target: 'strongswan' | 'libreswan', side: ReturnType<typeof sideOf>, name: string, site = {}): string {
	return String(deviceFiles(target, side, site).find(file => file.name === name)?.content ?? '');
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
		// or nothing would ever bring it back
		expect(did).toContain(`ping -c 1 -W 1 -I ${one.interfaceName} 169.254.20.1`);
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

test('both programs are told to give a silent peer up within the 30 s of the clouds', () => {
	expect(deadPeerSeconds).toBeLessThanOrEqual(30);
	const side = sideOf({}, [tunnel as DeviceTunnel]);
	const conf = fileOf('strongswan', side, 'retransmit.conf');
	const setting = (name: string) => Number(new RegExp(`${name} = (\\S+)`).exec(conf)?.[1]);
	const waits = Array.from(
		{length: setting('retransmit_tries') + 1},
		(_all, retry) => setting('retransmit_base') ** retry,
	);
	const total = setting('retransmit_timeout') * waits.reduce((sum, wait) => sum + wait, 0);
	expect(Math.ceil(total)).toBe(retransmitSeconds);
	expect(fileOf('strongswan', side, 'STEPS.md')).toContain('install -m 644 retransmit.conf /etc/strongswan.d/');
	expect(fileOf('libreswan', side, 'ipsec.conf')).toContain(`retransmit-timeout=${retransmitSeconds}s`);
});
