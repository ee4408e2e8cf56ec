import {describe, expect, test} from 'vitest';
import {awsWhy} from '../../src/clouds/aws/why/why.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';
import {down, known, up} from './known.ts';
import {sideOf} from './sides.ts';

/*
 * What a user would lose: logs are never of one tunnel and one hour. What is told of a log with two connections, an old day, another zone, or its lines out of
 * order, has to be carried by the lines that it quotes.
 */

const {now} = known();
const fell = now - 3 * 3_600_000;
const other = {...up, insideCidr: '169.254.10.4/30', since: now - 30 * 86_400_000};
const time = (minutesAgo: number, zone = 0) =>
	`${new Date(now - minutesAgo * 60_000 + zone * 3_600_000).toISOString().slice(0, 19)}${zone === 0 ? 'Z' : `+0${zone}:00`}`;
const bare = (minutesAgo: number, zone: number) => time(minutesAgo, zone).slice(0, 19);

function asked(lines: readonly string[], tunnels: Known['connection']['tunnels'] = [{...down, since: fell}, other]) {
	const base = known({side: sideOf(), cloudWhy: awsWhy, site: lines.join('\n')}, tunnels);
	return diagnose({...base, tunnels: base.tunnels.length > 0 ? base.tunnels : [1, 2]});
}
const told = (...given: Parameters<typeof asked>) =>
	asked(...given).verdicts.map(({cause, sureness, tunnels}) => `${sureness} ${cause.id} ${tunnels.join()}`);
const refused = (at: string, peer: string) => [
	`${at} gw charon[1]: 07[IKE] initiating IKE_SA b[2] to ${peer}`,
	`${at} gw charon[1]: 09[IKE] <b|2> received NO_PROPOSAL_CHOSEN notify error`,
];

describe('times', () => {
	test('a device that is behind UTC and writes no zone: nothing is told of its lines but that they look too old', () => {
		const {missing} = asked(refused(bare(5, 0 - 5), '192.0.2.1'));
		expect(told(refused(bare(5, 0 - 5), '192.0.2.1'))).toEqual(['possible nobody-initiates 1']);
		expect(missing.join('\n')).toMatch(/from before its last change.*read as UTC/);
	});

	test('with its zone they are of now', () => {
		expect(told(refused(time(5, 9), '192.0.2.1'))[0]).toBe('likely phase-1-proposal 1');
	});

	test('times that are yet to come are said to be so', () => {
		expect(asked(refused(bare(5, 9), '192.0.2.1')).missing.join('\n')).toMatch(/which is yet to come.*read as UTC/);
	});

	test('a log whose newest line comes first is read by its times: what came up last counts', () => {
		const lines = [
			...refused(time(20), '192.0.2.1'),
			`${time(2)} gw charon[1]: 11[IKE] IKE_SA b[3] established between 203.0.113.9[203.0.113.9]...192.0.2.1[192.0.2.1]`,
			`${time(1)} gw charon[1]: 11[IKE] CHILD_SA b{4} established with SPIs c1_i c2_o and TS 0.0.0.0/0 === 0.0.0.0/0`,
		];
		for (const order of [lines, lines.toReversed(), [...lines.slice(2), ...lines.slice(0, 2)]]) {
			expect(told(order)).toEqual(['possible stale-spi 1']);
		}
	});

	test('a session that ended once, hours ago, is possible only while the cloud says UP', () => {
		const hold =
			'2026/11/30 14:00:00 BGP: [TA] %NOTIFICATION: sent to neighbor 169.254.10.1 4/0 (Hold Timer Expired) 0 bytes';
		expect(
			told([hold], [{...other, ...{insideCidr: '169.254.10.0/30', key: down.key, outsideAddress: '192.0.2.1'}}]),
		).toEqual(['possible bgp-hold-timer 1']);
	});
});

describe('other connections', () => {
	test('a refusal of the tunnel that the cloud says is UP is possible at most, whichever cause it may be of', () => {
		const line = (peer: string) =>
			`date=2026-11-30 time=23:55:00 devid="FGT60F" tz="+0000" logid="0101037124" msg="IPsec phase 1 error" action="negotiate" remip=${peer} status="negotiate_error" reason="peer SA proposal not match local policy"`;
		expect(told([line('192.0.2.2')]).filter(each => each.endsWith(' 2'))).not.toContainEqual(
			expect.stringMatching(/^likely/),
		);
		expect(told([line('192.0.2.2')]).join()).not.toContain('phase-2-proposal');
		expect(told([line('192.0.2.1')])[0]).toBe('likely phase-1-proposal 1');
	});

	test('a session of which no line names a peer is not ours where those of peers are told apart', () => {
		const lines = [
			`${time(8)} gw pluto[9]: "berlin" #4: IKE_AUTH response rejected: AUTHENTICATION_FAILED`,
			`${time(8)} gw pluto[9]: "osaka" #5: sent IKE_SA_INIT request to 192.0.2.1:500`,
			`${time(6)} gw pluto[9]: "osaka" #5: STATE_V2_PARENT_I1: 60 second timeout exceeded after 7 retransmits.  No response (or no acceptable response) to our first IKEv2 message`,
		];
		expect(told(lines)).toEqual(['likely udp-500-blocked 1']);
	});

	test('the log of another site that is let in by the same gateway says nothing of this one', () => {
		const lines = [
			`${time(3)} gw charon[1]: 11[NET] sending packet: from 198.18.3.2[500] to 192.0.2.1[500] (336 bytes)`,
			`${time(3)} gw charon[1]: 12[IKE] IKE_SA x[1] established between 198.18.3.2[198.18.3.2]...192.0.2.1[192.0.2.1]`,
		];
		expect(told(lines)).toEqual(['possible nobody-initiates 1']);
		expect(told(lines.slice(0, 1))[0]).toBe('likely site-address-changed 1');
	});
});

describe('the device begins, and no more is known', () => {
	test('then it is not that nobody starts it: it is not known', () => {
		const line = (at: string) => `${at} gw charon[1]: 07[IKE] initiating IKE_SA b[2] to 192.0.2.1`;
		expect(told([line(time(5))])).toEqual([]);
		// that of before the fall says nothing of now
		expect(told([line(time(300))])).toEqual(['possible nobody-initiates 1']);
		const ofOther = told([line(time(5)).replace('192.0.2.1', '192.0.2.2')]);
		expect(ofOther).toContain('possible nobody-initiates 1');
		// one line of the other tunnel is no proof that this one is not there
		expect(ofOther.join()).not.toContain('likely');
	});
});

describe('one line, one cause', () => {
	test('whoever calls himself by a wrong name is refused for that: the key is not told beside it', () => {
		const lines = [
			`${time(8)} gw charon[1]: 07[IKE] initiating IKE_SA b[2] to 192.0.2.1`,
			`${time(8)} gw charon[1]: 07[IKE] <b|2> authentication of '10.1.1.1' (myself) with pre-shared key`,
			`${time(8)} gw charon[1]: 09[IKE] <b|2> received AUTHENTICATION_FAILED notify error`,
		];
		expect(told(lines)).toEqual(['likely wrong-identity 1']);
		const right = lines.map(line => line.replace('10.1.1.1', '203.0.113.9'));
		expect(told(right)[0]).toBe('likely wrong-key 1');
	});

	test('another AS in "show bgp summary" is that, and not a port', () => {
		const line = (asn: number) =>
			`169.254.10.1  4      ${asn}         0         0        0    0    0    never       Active        0 N/A`;
		expect(told([line(64_999)], [{...down, message: 'IPSEC IS UP'}])[0]).toBe('likely wrong-asn 1');
		expect(told([line(64_512)], [{...down, message: 'IPSEC IS UP'}])[0]).toBe('likely bgp-not-established 1');
	});

	test('any JSON is not FRR’s', () => {
		expect(asked(['{"not": "bgp"}']).lookedAt.join()).not.toContain('FRR');
	});
});
