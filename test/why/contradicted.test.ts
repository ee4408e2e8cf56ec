import {describe, expect, test} from 'vitest';
import {awsWhy} from '../../src/clouds/aws/why/why.ts';
import type {TunnelStatus} from '../../src/clouds/contract/tunnel-status.ts';
import {tencentWhy} from '../../src/clouds/tencent/why/why.ts';
import {causes} from '../../src/why/causes/registry.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';
import {withoutKeys} from '../../src/why/without-keys.ts';
import {aboutThis} from '../../src/why/words/own-commands.ts';
import {down, known, up} from './known.ts';
import {sideOf, sideWith} from './sides.ts';

/* What a user would lose: time, by a cause that what else is known speaks against. */

const frr = (peer: object, address = '169.254.10.1') => JSON.stringify({ipv4Unicast: {peers: {[address]: peer}}});
const established = frr({state: 'Established', remoteAs: 64_512, pfxRcd: 4, pfxSnt: 2});
const active = frr({state: 'Active', remoteAs: 64_512, pfxRcd: 0, pfxSnt: 0});

function found(tunnels: readonly TunnelStatus[], more: Partial<Known> = {}): Readonly<Record<string, string>> {
	const base = known({side: sideOf(), cloudWhy: awsWhy, tunnels: [1], ...more}, tunnels);
	const {verdicts} = diagnose({...base, connection: {...base.connection, routing: 'bgp'}});
	return Object.fromEntries(verdicts.map(({cause, sureness}) => [cause.id, sureness]));
}
const ipsecUp: readonly TunnelStatus[] = [{...down, message: 'IPSEC IS UP'}];
const noRoute: readonly TunnelStatus[] = [{...down, state: 'UP', raw: 'AVAILABLE', message: '', acceptedRoutes: 0}];

describe('one end says the contrary of the other', () => {
	test('BGP is Established on the device: that it does not come up is not likely', () => {
		expect(found(ipsecUp)['bgp-not-established']).toBe('likely');
		expect(found(ipsecUp, {site: established})['bgp-not-established']).not.toBe('likely');
	});

	test('the cloud has learned routes: that BGP does not come up is not likely, whatever a file says', () => {
		const routes = (acceptedRoutes: number) => [{...down, state: 'UP' as const, message: '', acceptedRoutes}];
		expect(found(routes(0), {site: active, cloudWhy: tencentWhy})['bgp-not-established']).toBe('likely');
		expect(found(routes(5), {site: active, cloudWhy: tencentWhy})['bgp-not-established']).not.toBe('likely');
	});

	test('opposites are never both likely: the cloud’s session is up, the device’s is not', () => {
		const upWithout = [{...down, state: 'UP' as const, raw: 'UP', message: '0 BGP ROUTES', acceptedRoutes: 0}];
		expect(found(upWithout)['no-accepted-routes']).toBe('likely');
		expect(found(upWithout, {site: active})).toEqual({
			'bgp-not-established': 'possible',
			'no-accepted-routes': 'possible',
		});
	});

	test('the cloud has routes: that the device sends none is not likely', () => {
		const routes = [{...down, state: 'UP' as const, raw: 'UP', message: '5 BGP ROUTES', acceptedRoutes: 5}];
		const none = frr({state: 'Established', remoteAs: 64_512, pfxRcd: 4, pfxSnt: 0});
		expect(found(routes, {site: none})['no-accepted-routes']).not.toBe('likely');
		expect(found([{...down, state: 'UP', raw: 'UP', message: ''}], {site: none})['no-accepted-routes']).toBe('likely');
	});

	test('a neighbour of two families is one: that nothing is sent in the other family is no trouble', () => {
		const peer = {state: 'Established', remoteAs: 64_512, pfxRcd: 4};
		const site = JSON.stringify({
			ipv6Unicast: {peers: {'169.254.10.1': {...peer, pfxSnt: 0}}},
			ipv4Unicast: {peers: {'169.254.10.1': {...peer, pfxSnt: 3}}},
		});
		expect(found([{...down, state: 'UP', raw: 'UP', message: ''}], {site})).toEqual({});
	});

	test('one value that has two causes makes neither likely', () => {
		expect(found(noRoute, {cloudWhy: tencentWhy})).toEqual({
			'bgp-not-established': 'possible',
			'no-accepted-routes': 'possible',
		});
	});
});

describe('another AS on the device than the cloud has', () => {
	test('is the cause, with the number', () => {
		expect(found(ipsecUp, {site: frr({state: 'Active', remoteAs: 64_999})})).toEqual({'wrong-asn': 'proved'});
	});

	test('its own one too', () => {
		const site = frr({state: 'Active', remoteAs: 64_512, localAs: 65_999});
		expect(found(ipsecUp, {site})['wrong-asn']).toBe('proved');
	});
});

describe('nobody starts the tunnel', () => {
	test('is not told of one whose IPsec is UP', () => {
		expect(found(ipsecUp)).not.toHaveProperty('nobody-initiates');
		expect(found([down])).toHaveProperty('nobody-initiates');
	});

	test('is not told where the cloud starts it', () => {
		expect(found([down], {side: sideWith({cloudInitiates: true})})).not.toHaveProperty('nobody-initiates');
	});

	test('a session that ended with its tunnel tells nothing of BGP', () => {
		const text = 'AWS-side peer BGP session state has changed from Established to Idle with neighbor 169.254.10.2';
		const cloudLog: Known['cloudLog'] = {
			state: 'read',
			isCut: false,
			lines: [{at: known().now - 60_000, tunnel: down.key, kind: 'bgp', text}],
		};
		expect(found([down], {cloudLog})).not.toHaveProperty('bgp-not-established');
		expect(found(ipsecUp, {cloudLog})).toHaveProperty('bgp-not-established');
	});
});

test('FRR’s state on one line is no log, and its other neighbours are not quoted', () => {
	const site = frr({state: 'Active', lastNotificationReason: 'Connection refused'}, '169.254.77.1');
	const why = diagnose(known({site, side: sideOf(), cloudWhy: awsWhy}, [{...down, message: 'IPSEC IS UP'}, up]));
	expect(why.lookedAt.join()).not.toContain('FRR’s log');
	expect(why.verdicts.flatMap(({evidence}) => evidence).filter(({writer}) => writer === 'FRR')).toEqual([]);
});

describe('what is told helps when it is followed', () => {
	test('a tunnel that is dead answers no health check: that is not its cause', () => {
		const dead: TunnelStatus = {...down, raw: 'UNAVAILABLE', probe: 'unanswered'};
		expect(found([dead])).not.toHaveProperty('probe-unanswered');
		expect(found([{...dead, raw: 'AVAILABLE'}])).toHaveProperty('probe-unanswered');
	});

	test('that a health check has no answer does not tell whether traffic flows: none of it is said to stand still', () => {
		const why = diagnose(known({cloudWhy: awsWhy}, [{...down, raw: 'AVAILABLE', probe: 'unanswered'}]));
		const {title = ''} = why.verdicts.find(({cause}) => cause.id === 'probe-unanswered')?.cause ?? {};
		expect(title).toMatch(/health check/);
		expect(title).not.toMatch(/traffic/);
	});

	test('a device that does not know the cloud’s address is told to look at its own peer', () => {
		const site = `IKE phase-1 negotiation is failed. Couldn't find configuration for IKE phase-1 request for peer IP ${down.key}[500].`;
		const [verdict] = diagnose(known({site})).verdicts;
		expect(verdict?.mend.join()).toContain(`is ${down.key}`);
		expect(verdict?.mend.join()).not.toContain('new customer gateway');
	});

	test('the command that gives the site’s log says the region', () => {
		expect(diagnose(known()).missing[0]).toContain(
			'tunnelwright why vpn-40f41529 --region eu-central-1 --site-logs FILE',
		);
	});

	test('the cloud’s own tool is told the profile', () => {
		const base = known({cloudWhy: awsWhy, profile: 'retail'}, ipsecUp);
		const {verdicts} = diagnose({...base, connection: {...base.connection, routing: 'bgp'}});
		const own = verdicts.flatMap(({prove}) => prove).filter(({command}) => command.startsWith('aws '));
		expect(own.length).toBeGreaterThan(0);
		for (const {command} of own) expect(command).toMatch(/ --profile retail$/);
		const off = {
			state: 'off',
			says: 'It writes no log.',
			command: 'aws ec2 change --region eu-central-1',
			costs: 'It falls.',
		} as const;
		expect(diagnose({...base, cloudLog: off}).missing.join()).toContain(
			'It writes no log. It falls. With the cloud’s own tool: aws ec2 change --region eu-central-1 --profile retail',
		);
	});

	test('each command of ours is for this very connection, in its region', () => {
		const {id, region} = known().connection;
		const told = aboutThis(
			{
				verdicts: [
					{
						cause: {id: 'wrong-key', title: ''},
						sureness: 'likely',
						tunnels: [1],
						evidence: [],
						mend: [`tunnelwright config ${id} writes its files anew.`, `in tunnelwright watch, Enter on ${id} and e.`],
						prove: [
							{where: 'here', command: `tunnelwright status ${id} --region ${region}`, shows: 'tunnelwright watch'},
						],
					},
				],
				lookedAt: [],
				missing: [`tunnelwright why ${id} --site-logs FILE`],
			},
			{id, region},
		);
		expect(told.verdicts[0]?.mend).toEqual([
			`tunnelwright config ${id} --region ${region} writes its files anew.`,
			`in tunnelwright watch ${id} --region ${region}, Enter on ${id} and e.`,
		]);
		expect(told.verdicts[0]?.prove).toEqual([
			{
				where: 'here',
				command: `tunnelwright status ${id} --region ${region}`,
				shows: `tunnelwright watch ${id} --region ${region}`,
			},
		]);
		expect(told.missing).toEqual([`tunnelwright why ${id} --region ${region} --site-logs FILE`]);
	});

	test('no mend names a command that is not there', () => {
		const words = causes.flatMap(cause => cause.mend(known())).join('\n');
		const named = [...words.matchAll(/tunnelwright ([a-z-]+)/g)].map(([, command]) => command);
		expect(
			named.filter(
				command => !['watch', 'config', 'rotate-keys', 'replace-tunnel', 'status', 'why'].includes(command ?? ''),
			),
		).toEqual([]);
	});
});

test('what was given of the site and is empty is told so', () => {
	expect(diagnose(known({site: ''})).missing.join()).toContain('what was given of the site is empty');
});

test('a token is masked in what is quoted, and the word alone is none', () => {
	const held = [
		'auth token=abc123',
		'{"token":"abc123"}',
		"'token' : 'abc123'",
		'GET /x?access_token=abc123&y',
		'Authorization: Bearer abc123',
	];
	for (const line of held) expect(withoutKeys([line]).join(), line).not.toContain('abc123');
	expect(withoutKeys(['bearer token missing'])).toEqual(['bearer token missing']);
	expect(withoutKeys(['no token found'])).toEqual(['no token found']);
});

test('what differs in PFS is looked for in the words of the device that wrote the log', () => {
	const [verdict] = diagnose(known({site: 'IKEv2 child SA negotiation is failed message lacks KE payload'})).verdicts;
	expect(verdict?.cause.id).toBe('pfs-group');
	expect(verdict?.prove.map(({command}) => command).join()).not.toContain('swanctl');
});
