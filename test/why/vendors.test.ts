import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {TunnelStatus} from '../../src/clouds/contract/tunnel-status.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import {readSite} from '../../src/why/read-site.ts';
import {down, known, up} from './known.ts';
import {sideOf} from './sides.ts';
import {fortiLog, vendorLines} from './vendor-lines.ts';

/* What a user would lose: the cause, in the words of a device that they have and nobody here has. */

const at = down.outsideAddress ?? '';

describe('a line of a device', () => {
	test.each(vendorLines)('%s: %s', (writer, cause, text) => {
		const {verdicts} = diagnose(known({site: text}));
		expect(verdicts[0]?.cause.id).toBe(cause);
		const [quote] = verdicts[0]?.evidence ?? [];
		expect(quote).toMatchObject({writer, fromGuide: true, line: 1});
		expect(text).toContain(quote?.text.slice(0, 120));
		// known from a guide alone: that is never a proof
		expect(verdicts[0]?.sureness).not.toBe('proved');
	});

	test.each(vendorLines)('%s alone reads it: %s', (writer, _cause, text) => {
		expect(readSite(known({site: text})).writers).toEqual([writer]);
	});

	const logs = new URL('logs/', import.meta.url);
	test.each(readdirSync(logs).filter(name => name.endsWith('.log')))(
		'%s, which was seen here, is read by no vendor’s words',
		name => {
			const {writers} = readSite(known({site: readFileSync(new URL(name, logs), 'utf8')}));
			const guides = new Set<string>([...vendorLines.map(([writer]) => writer), 'BGP']);
			expect(writers.filter(writer => guides.has(writer))).toEqual([]);
		},
	);

	test('a long line of FortiOS is quoted with its reason', () => {
		const site = fortiLog(
			'user="N/A" group="N/A" xauthuser="N/A" status="negotiate_error" reason="peer SA proposal not match local policy"',
		);
		const [verdict] = diagnose(known({site})).verdicts;
		expect(verdict?.evidence[0]?.text).toMatch(/^msg="IPsec phase 1 error".*reason="peer SA proposal not match/);
	});

	test('the time of a FortiOS line stands in its fields', () => {
		const site = fortiLog('status="dpd_failure"')
			.replace('tz="+0000"', 'tz="+0100"')
			.replace('time=00:05', 'time=00:55');
		const [verdict] = diagnose(known({site})).verdicts;
		expect(verdict?.evidence[0]?.at).toBe(Date.UTC(2026, 10, 30, 23, 55, 4));
	});

	test.each(vendorLines.filter(([, , text]) => text.includes(at)))(
		'%s, of another peer, says nothing: %s',
		(writer, _cause, text) => {
			const site = text.replaceAll(at, '198.51.100.77').replaceAll('203.0.113.9', '203.0.113.200');
			const {verdicts} = diagnose(known({site}));
			expect(verdicts.flatMap(({evidence}) => evidence).filter(quote => quote.writer === writer)).toEqual([]);
		},
	);

	test('the words of one vendor say nothing in lines of no known form', () => {
		const {verdicts, missing} = diagnose(known({site: 'somebody said: peer SA proposal not match local policy'}));
		expect(verdicts.map(({cause}) => cause.id)).not.toContain('phase-1-proposal');
		expect(missing.join()).toContain('no form that is known here');
	});
});

describe('a configuration of FortiOS, against what the cloud has', () => {
	const config = (phase1: string, phase2: string) => `config vpn ipsec phase1-interface
    edit "office"
        set interface "wan1"
        set ike-version 2
        set proposal aes256-sha256
        set dhgrp 14
        set remote-gw ${at}
        ${phase1}
    next
end
config vpn ipsec phase2-interface
    edit "office"
        set phase1name "office"
        set proposal aes256-sha256
        set dhgrp 14
        ${phase2}
    next
end`;
	const ids = (site: string) =>
		diagnose(known({site, side: sideOf()}))
			.verdicts.filter(({evidence}) => evidence.some(({writer}) => writer === 'FortiOS'))
			.map(({cause}) => cause.id);

	test.each([
		['', '', []],
		['set proposal aes128-sha1 3des-sha1', '', ['phase-1-proposal']],
		['set dhgrp 5 2', '', ['phase-1-proposal']],
		['set ike-version 1', '', ['ike-version']],
		['', 'set proposal aes128-sha1', ['phase-2-proposal']],
		['', 'set dhgrp 5', ['pfs-group']],
		['', 'set pfs disable', ['pfs-group']],
		['set remote-gw 198.51.100.1', '', []],
	])('%s %s', (phase1, phase2, causes) => {
		expect(ids(config(phase1, phase2))).toEqual(causes);
	});
});

describe('a state of a device', () => {
	const ids = (site: string, tunnels: readonly TunnelStatus[] = [down, up]) =>
		diagnose(known({site}, tunnels)).verdicts.map(({cause}) => cause.id);

	const isUp = [{...down, state: 'UP', raw: 'UP', message: ''} as const];

	test('FortiOS: a gateway that never had an answer', () => {
		const site = `vd: root/0
name: office
version: 1
interface: port1 3
addr: 203.0.113.9:500 -> ${at}:500
created: 15s ago
IKE SA: created 1/1
IPsec SA: created 0/0

  id/spi: 19576 a83334b3c66f871b/0000000000000000
  direction: initiator
  status: connecting, state 3, started 15s ago`;
		const verdict = diagnose(known({site})).verdicts[0];
		expect(verdict).toMatchObject({cause: {id: 'udp-500-blocked'}, tunnels: [1]});
	});

	test('FortiOS: packets go out and none comes in', () => {
		expect(ids(`'office' ${at}:0  selectors(total,up): 1/1  rx(pkt,err): 0/0  tx(pkt,err): 169/2`, isUp)[0]).toBe(
			'esp-blocked',
		);
	});

	test('Cisco: the counters of an SA, and a phase 1 that waits', () => {
		const counters = (out: number, into: number) => `   current_peer ${at} port 500
    #pkts encaps: ${out}, #pkts encrypt: ${out}, #pkts digest: ${out}
    #pkts decaps: ${into}, #pkts decrypt: ${into}, #pkts verify: ${into}`;
		expect(ids(counters(1450, 0), isUp)[0]).toBe('esp-blocked');
		expect(ids(counters(0, 1450), isUp)[0]).toBe('site-firewall');
		expect(ids(counters(3, 0), isUp)).not.toContain('esp-blocked');
		expect(ids(counters(1450, 0).replace(at, '198.51.100.77'), isUp)).not.toContain('esp-blocked');
		expect(ids(`203.0.113.9     ${at}       MM_NO_STATE          0 ACTIVE`)[0]).toBe('udp-500-blocked');
		expect(ids(`203.0.113.9     ${at}       MM_WAIT_MSG6          0 ACTIVE`)[0]).toBe('wrong-key');
	});

	test('PAN-OS: a gateway with IKE and no child, one that has all, and one of another peer', () => {
		const row = (peer: string, children: number) =>
			`2               ${peer}           office                Init 67       PSK/DH20/A256/SHA256  Jun.04 21:09:13 Jun.05 05:09:13 0  ${children}      Established`;
		expect(ids(row(at, 0))[0]).toBe('phase-2-proposal');
		expect(ids(row(at, 1))).not.toContain('phase-2-proposal');
		expect(ids(row('198.51.100.77', 0))).not.toContain('phase-2-proposal');
	});

	test('Junos: an SA that is DOWN without an answer', () => {
		const row = (responder: string) => `2859309 DOWN   e7753a11ff890094  ${responder}  IKEv2          ${at}`;
		expect(ids(row('0000000000000000'))[0]).toBe('udp-500-blocked');
		expect(ids(row('a83334b3c66f871b')).slice(0, 2).sort()).toEqual(['udp-4500-blocked', 'wrong-key']);
	});

	const side = {
		...known().side,
		cloud: 'aws',
		region: 'x',
		id: 'vpn-1',
		name: 'office',
		routing: 'bgp' as const,
		cloudRanges: [],
		siteRanges: [],
		notes: [],
	};
	const bgpIds = (site: string) =>
		diagnose(known({site, side: {...side, tunnels: []}}, [{...down, insideCidr: '169.254.10.0/30'}])).verdicts.map(
			({cause}) => cause.id,
		);

	test('a BGP neighbour is known by its address inside, also where nothing but the status was read', () => {
		const tunnels = [down, {...up, insideCidr: '169.254.10.4/30'}];
		const row = (peer: string, state: string) =>
			`${peer}    4 64512      10      11        0    0    0 00:14:05 ${state}`;
		const of = (site: string) =>
			diagnose(known({site}, tunnels)).verdicts.find(({cause}) => cause.id === 'bgp-not-established');
		expect(of(row('169.254.10.1', 'Active'))?.tunnels).toEqual([1]);
		expect(of(row('169.254.10.1', '12'))).toBeUndefined();
		const shut = diagnose(known({site: row('169.254.10.1', 'Idle (Admin)')}, tunnels)).verdicts[0];
		expect(shut?.cause.id).toBe('bgp-closed-on-purpose');
		expect(of('169.254.10.1          64512       2010       2000       0       3    15:00:52 Active')?.tunnels).toEqual(
			[1],
		);
	});

	test('a BGP neighbour that is not of this connection says nothing', () => {
		const foreign = '10.0.0.9        4 65001      10      11        0    0    0    never       Active';
		expect(bgpIds(foreign)).not.toContain('bgp-not-established');
	});
});
