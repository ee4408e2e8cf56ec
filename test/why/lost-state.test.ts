import {describe, expect, test} from 'vitest';
import {awsWhy} from '../../src/clouds/aws/why/why.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';
import {down, known, up} from './known.ts';
import {sideOf} from './sides.ts';

/* What a user would lose: the device shows a tunnel that stands and the cloud says it is DOWN, and nobody tells him that one of the two has forgotten the other. */

const sas = (age: number, packets: string) =>
	`vpn-40f41529-1: #1, ESTABLISHED, IKEv2, 0179478d36224451_i* ff0bec40d6a52212_r
  local  '203.0.113.9' @ 203.0.113.9[4500]
  remote '192.0.2.1' @ 192.0.2.1[4500]
  established ${age}s ago, rekeying in 25509s
  vpn-40f41529-1: #2, reqid 1, INSTALLED, TUNNEL, ESP:AES_CBC-256/HMAC_SHA2_256_128
    installed ${age}s ago, rekeying in 3081s, expires in 3597s
${packets}`;
const unheard = `    in  ab57e88b,      0 bytes,     0 packets
    out 7dadce80,   1008 bytes,    12 packets,     1s ago`;
const onceHeard = `    in  ab57e88b,  90000 bytes,   900 packets,  4000s ago
    out 7dadce80,   1008 bytes,    12 packets,     1s ago`;
const heard = `    in  ab57e88b,  90000 bytes,   900 packets,     2s ago
    out 7dadce80,   1008 bytes,    12 packets,     1s ago`;

function found(site: string, more: Partial<Known> = {}, tunnel = down) {
	const {verdicts} = diagnose(known({side: sideOf(), cloudWhy: awsWhy, site, ...more}, [tunnel, up]));
	return Object.fromEntries(verdicts.map(({cause, sureness}) => [cause.id, sureness]));
}
const old = 16 * 3600;

describe('the device has an SA, and the cloud says that the tunnel is DOWN', () => {
	test('older than the fall, and nothing comes in: one end has lost its state, and it is not ESP', () => {
		const told = found(sas(old, unheard));
		expect(Object.keys(told)[0]).toBe('stale-spi');
		expect(told['stale-spi']).toBe('likely');
		expect(told).not.toHaveProperty('esp-blocked');
		expect(told).not.toHaveProperty('nobody-initiates');
	});

	test('the SA, its age and its packets are quoted', () => {
		const [verdict] = diagnose(known({side: sideOf(), site: sas(old, onceHeard)})).verdicts;
		expect(verdict?.cause.id).toBe('stale-spi');
		expect(verdict?.evidence[0]?.text).toMatch(/INSTALLED.*installed 57600s ago.*in ab57e88b.*out 7dadce80/);
		expect(verdict?.mend.join('\n')).toContain('swanctl --terminate --ike vpn-40f41529-1');
	});

	test('a young one proves little: the cloud’s status may be late', () => {
		expect(found(sas(5, unheard))['stale-spi']).toBe('possible');
	});

	test('one that carries traffic both ways is not stale', () => {
		expect(found(sas(old, heard))).not.toHaveProperty('stale-spi');
	});

	test('where the cloud says that IPsec is up, BGP is what is missing', () => {
		expect(found(sas(old, unheard), {}, {...down, message: 'IPSEC IS UP'})).not.toHaveProperty('stale-spi');
	});

	test('in the words of another device it is possible', () => {
		const site = "'office' 192.0.2.1:0  selectors(total,up): 1/1  rx(pkt,err): 5/0  tx(pkt,err): 69/2";
		expect(found(site)['stale-spi']).toBe('possible');
	});
});

describe('a limit of routes: whose it is', () => {
	const bgpDown = {...down, message: 'IPSEC IS UP'};
	const first = (site: string) => {
		const base = known({side: sideOf(), cloudWhy: awsWhy, site, tunnels: [1]}, [bgpDown]);
		const connection = {...base.connection, routing: 'bgp' as const, cloudGatewayId: 'vgw-1'};
		return diagnose({...base, connection}).verdicts[0]?.cause.id;
	};
	const log = (text: string) => `2026/12/01 00:00:01 BGP: [A1B2C-D3E4F] ${text}`;
	test.each([
		[
			'device-route-limit',
			log('%MAXPFXEXCEED: No. of IPv4 Unicast prefix received from 169.254.10.1 4 exceed, limit 3'),
		],
		[
			'device-route-limit',
			log('%NOTIFICATION: sent to neighbor 169.254.10.1 6/1 (Cease/Maximum Number of Prefixes Reached) 7 bytes'),
		],
		[
			'too-many-prefixes',
			log('%NOTIFICATION: received from neighbor 169.254.10.1 6/1 (Cease/Maximum Number of Prefixes Reached) 7 bytes'),
		],
		[
			'device-route-limit',
			JSON.stringify({ipv4Unicast: {peers: {'169.254.10.1': {state: 'Idle (PfxCt)', remoteAs: 64_512}}}}),
		],
		[
			'too-many-prefixes',
			'AWS-side peer sent a notification 6/1 (Cease/Maximum Number of Prefixes Reached) to neighbor 169.254.10.2',
		],
		[
			'device-route-limit',
			'AWS-side peer received notification 6/1 (Cease/Maximum Number of Prefixes Reached) from neighbor 169.254.10.2',
		],
		[
			'device-route-limit',
			'*Dec  1 00:00:01: %BGP-3-MAXPFXEXCEED: Number of prefixes received from 169.254.10.1 (afi 0): 101 exceeds limit 100',
		],
	])('%s: %s', (cause, site) => {
		expect(first(site)).toBe(cause);
	});

	test('more than the cloud takes is announced: 100 to a virtual private gateway, 1,000 to a transit gateway', () => {
		const site = (pfxSnt: number) =>
			JSON.stringify({ipv4Unicast: {peers: {'169.254.10.1': {state: 'Established', remoteAs: 64_512, pfxSnt}}}});
		const told = (cloudGatewayId: string, pfxSnt: number) => {
			const base = known({side: sideOf(), cloudWhy: awsWhy, site: site(pfxSnt), tunnels: [1]}, [down]);
			const tunnels = [{...down, state: 'UP' as const, raw: 'UP', message: ''}];
			const {verdicts} = diagnose({...base, connection: {...base.connection, routing: 'bgp', cloudGatewayId, tunnels}});
			return verdicts.map(({cause, sureness}) => `${cause.id} ${sureness}`);
		};
		expect(told('vgw-1', 140)).toEqual(['too-many-prefixes likely']);
		expect(told('vgw-1', 100)).toEqual([]);
		expect(told('tgw-1', 140)).toEqual([]);
		expect(told('tgw-1', 1001)).toEqual(['too-many-prefixes likely']);
		expect(told('', 1001)).toEqual([]);
	});
});
