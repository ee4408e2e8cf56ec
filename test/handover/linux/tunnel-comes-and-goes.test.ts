import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {type NumberedTunnel, numberTunnels} from '../../../src/handover/linux/numbering.ts';
import {deviceFiles, type LinuxDevice} from '../devices/written-files.ts';

import {sideOf, tunnel} from '../sides.ts';

/*
 * The watch of interfaces.sh over several rounds, on a kernel's own interfaces, addresses and routes, in a network namespace. What a user would lose:
 * traffic that stays on a dead tunnel, or an interface that Libreswan's tunnel comes back on with its addresses gone. What stands in: the list of the
 * kernel's associations, whose state is what is tried; veth for an XFRM interface; and sleep, in which a round is looked at and the next one begins.
 */
const hasNamespaces =
	spawnSync('unshare', ['-n', 'ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two']).status === 0;
if (!hasNamespaces)
	process.stderr.write('skipped: the watch on real routes, since this user makes no network namespaces\n');

const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-comes-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const {bgp: _none, ...first} = {
	...tunnel,
	insideIpv6: {cloud: 'fd00:20::1', site: 'fd00:20::2', prefixLength: 126},
	pairs: [...tunnel.pairs, {cloudSide: '::/0', siteSide: '::/0'}],
};
const second = {
	...first,
	name: 'vpn-0a1b-2',
	cloudAddress: '192.0.2.11',
	inside: {cloud: '169.254.21.1', site: '169.254.21.2', prefixLength: 30},
	insideIpv6: {cloud: 'fd00:21::1', site: 'fd00:21::2', prefixLength: 126},
};
const sideWith = (count: 1 | 2, change = {}) =>
	sideOf({routing: 'static', tunnels: [first, second].slice(0, count), ...change});
const host = '10.20.0.1';

function tool(name: string, body: string): void {
	writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
	chmodSync(join(folder, name), 0o755);
}

/** What a round of the watch left. */
interface Round {
	/** The interface that a packet for the cloud takes; undefined when it is dropped. */
	readonly way: string | undefined;
	/** Interfaces that are up. */
	readonly open: readonly string[];
	/** Every address of every interface. */
	readonly addresses: string;
	/** Whom the watch asked since the round before. */
	readonly asked: string;
}

/** @param rounds for each the tunnels that have an association then @param before what stands in the namespace already, a line of shell */
function watched(target: LinuxDevice, count: 1 | 2, rounds: readonly (readonly number[])[], before = ''): Round[] {
	const side = sideWith(count);
	const numbered = numberTunnels(side, {});
	const names = numbered.map(({interfaceName}) => interfaceName);
	const script = deviceFiles(target, side, {}).find(({name}) => name === 'interfaces.sh')?.content ?? '';
	writeFileSync(join(folder, 'interfaces.sh'), String(script));
	for (const [index, up] of rounds.entries())
		writeFileSync(join(folder, `states${index}`), up.map(each => association(numbered[each - 1])).join(''));
	// an association is listed to the address that was asked for alone
	tool(
		'ip',
		`ip=$(PATH=\${PATH#*:} command -v ip)
case "$*" in
	"xfrm state list nokeys dst "*) awk -v dst="$6" '/^src /{on = ($4 == dst)} on' '${folder}'/states ;;
	"link add "*) name=$3; [ "$4" = type ] && [ "$5" = veth ] && exec "$ip" "$@"; "$ip" link add "$3" type veth peer name "p$3" && exec "$ip" link set "p$3" up ;;
	*) exec "$ip" "$@" ;;
esac`,
	);
	tool('nft', ':');
	tool('ping', `echo "$*" >>'${folder}'/asked`);
	tool(
		'sleep',
		`cd '${folder}'
round=$(cat round)
ip route get ${host} 2>/dev/null | sed -n 's/.* dev \\([^ ]*\\) .*/\\1/p' >way$round
ip -br link show up | sed -n 's/^\\(ipsec[0-9]*\\).*/\\1/p' >open$round
ip -br addr >addresses$round
mv asked asked$round 2>/dev/null || : >asked$round
[ -e states$((round + 1)) ] || { kill $PPID; exit; }
cp states$((round + 1)) states
echo $((round + 1)) >round`,
	);
	const daemonMakes =
		target === 'libreswan'
			? names.map(
					name => `ip link add ${name} type veth peer name p${name}\nip link set p${name} up\nip link set ${name} up`,
				)
			: [];
	writeFileSync(
		join(folder, 'all.sh'),
		`cd '${folder}'
mount -t sysfs sys /sys
cp states0 states; echo 0 >round; rm -f asked
ip link set lo up
${daemonMakes.join('\n')}
${before}
exec sh interfaces.sh watch`,
	);
	const {stderr} = spawnSync('unshare', ['-n', '-m', 'sh', join(folder, 'all.sh')], {
		encoding: 'utf8',
		env: {PATH: `${folder}:${process.env.PATH}`},
		timeout: 60_000,
	});
	expect(stderr).toBe('');
	return rounds.map((_up, index) => {
		const read = (name: string) => readFileSync(join(folder, `${name}${index}`), 'utf8');
		const lines = (name: string) => read(name).split('\n').filter(Boolean);
		return {way: lines('way')[0], open: lines('open'), addresses: read('addresses'), asked: read('asked')};
	});
}

/** As `ip xfrm state list nokeys` prints it. */
function association(of: NumberedTunnel | undefined): string {
	return of === undefined
		? ''
		: `src 203.0.113.77 dst ${of.tunnel.cloudAddress}
	proto esp spi 0xc1234567 reqid 1 mode tunnel
	if_id 0x${of.interfaceId.toString(16)}
`;
}

describe.runIf(hasNamespaces).each(['strongswan', 'libreswan'] as const)('a tunnel of %s comes and goes', target => {
	const isDaemon = target === 'libreswan';
	const [one = '', two = ''] = numberTunnels(sideWith(2), {}).map(({interfaceName}) => interfaceName);

	test('with two tunnels traffic is on the first that is up, a round later', () => {
		const rounds = watched(target, 2, [[1, 2], [2], [1, 2], [], [2]]);
		expect(rounds.map(({way}) => way)).toEqual([one, two, one, isDaemon ? undefined : one, two]);
		expect(rounds.map(({open}) => open)).toEqual(
			isDaemon ? [[one, two], [two], [one, two], [], [two]] : rounds.map(() => [one, two]),
		);
		for (const address of ['169.254.20.2/30', '169.254.21.2/30', 'fd00:20::2/126', 'fd00:21::2/126'])
			expect(rounds[2]?.addresses).toContain(address);
	});

	test('with one tunnel traffic is on it while it is up, else on that of a connection beside it', () => {
		const alone = watched(target, 1, [[1], [], [1]]);
		expect(alone.map(({way}) => way)).toEqual([one, isDaemon ? undefined : one, one]);
		expect(alone.map(({open}) => open)).toEqual([[one], isDaemon ? [] : [one], [one]]);
		for (const address of ['169.254.20.2/30', 'fd00:20::2/126']) expect(alone[2]?.addresses).toContain(address);
		const standby = numberTunnels(sideWith(1, {id: 'vpn-beef', isStandby: true}), {})[0]?.metric;
		const beside = watched(
			target,
			1,
			[[1], [], [1]],
			`ip link add other type veth peer name pother\nip link set pother up\nip link set other up\nip route add 10.20.0.0/16 dev other metric ${standby}`,
		);
		expect(beside.map(({way}) => way)).toEqual([one, 'other', one]);
	});

	test('a tunnel that is down is asked for only where a packet brings it up', () => {
		for (const count of [1, 2] as const) {
			const [round] = watched(target, count, [[]]);
			if (isDaemon) expect(round?.asked).toBe('');
			else expect(round?.asked).toContain(`-I ${one} fd00:20::1`);
		}
	});
});
