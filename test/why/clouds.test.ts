import {describe, expect, test} from 'vitest';
import {awsWhy} from '../../src/clouds/aws/why/why.ts';
import {tencentWhy} from '../../src/clouds/tencent/why/why.ts';
import {causes} from '../../src/why/causes/registry.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import {cloudCases} from './cloud-cases.ts';
import {down, known} from './known.ts';
import {sideOf} from './sides.ts';

/* What a user would lose: an hour at the device, for what is the cloud's own, or stands in the cloud's own log. */

describe('what the cloud shows', () => {
	test.each(cloudCases.map(each => [each.cause, each.source, each] as const))(
		'%s is found first: %s',
		(cause, _source, one) => {
			const {verdicts} = diagnose(one.known);
			expect(verdicts[0]?.cause.id, JSON.stringify(verdicts.map(each => [each.cause.id, each.sureness]))).toBe(cause);
			expect(verdicts[0]?.sureness).toBe(one.sureness);
			expect(verdicts[0]?.evidence.length).toBeGreaterThan(0);
			if (verdicts[1]) expect(verdicts[1].sureness === 'proved' && verdicts[0]?.sureness !== 'proved').toBe(false);
		},
	);

	test('a blocked gateway stands above whatever a log says of the tunnel', () => {
		const gateway = cloudCases.find(({source}) => source.endsWith('IsAddressBlocked'));
		const copied = cloudCases.find(({source}) => source.startsWith('Tencent Cloud console log'));
		if (!gateway || !copied?.known.site) throw new Error('no such case');
		const {verdicts} = diagnose({...gateway.known, site: copied.known.site});
		expect(verdicts.map(({cause}) => cause.id).slice(0, 2)).toEqual(['gateway-blocked', 'wrong-key']);
	});

	test('routes without a way count only where a tunnel is UP: without one no way works', () => {
		const route = {
			destination: '10.9.0.0/16',
			table: 'rtb-1',
			origin: 'learned',
			state: 'not in use',
			raw: 'blackhole',
		} as const;
		const sight = {at: 0, tunnels: [], routes: [route], notPropagated: [], gateways: [], unread: []};
		const ids = diagnose(known({sight, side: sideOf()}, [down])).verdicts.map(({cause}) => cause.id);
		expect(ids).not.toContain('no-way-back');
	});

	test('a trouble of the cloud’s log that is over is not told', () => {
		const lines = [
			'AWS tunnel detected a pre-shared key mismatch with cgw: 203.0.113.9',
			'{"ike_phase1_state":"established","ike_phase2_state":"established"}',
		].map((text, index) => ({at: known().now - 60_000 + index, tunnel: down.key, kind: 'ike' as const, text}));
		const ids = (some: typeof lines) =>
			diagnose(known({cloudWhy: awsWhy, cloudLog: {state: 'read', isCut: false, lines: some}})).verdicts.map(
				({cause}) => cause.id,
			);
		expect(ids(lines)).not.toContain('wrong-key');
		expect(ids(lines.slice(0, 1))[0]).toBe('wrong-key');
	});

	test('falls without a beat are no beat', () => {
		const beat = cloudCases.find(({cause}) => cause === 'rekey-beat');
		if (!beat) throw new Error('no such case');
		const uneven = (beat.known.changes ?? []).map((change, index) => ({
			...change,
			at: change.at + index * index * 700_000,
		}));
		expect(diagnose({...beat.known, changes: uneven}).verdicts.map(({cause}) => cause.id)).not.toContain('rekey-beat');
	});
});

test('whatever a cloud’s words point to is a cause that there is', () => {
	const ids = new Set(causes.map(({id}) => id));
	const pointed = [awsWhy, tencentWhy].flatMap(({log}) => (log ?? []).flatMap(({points}) => Object.keys(points ?? {})));
	expect(pointed.filter(id => !ids.has(id))).toEqual([]);
	expect(pointed.length).toBeGreaterThan(20);
});

test('the way back of a transit gateway is proved in the table that was read', () => {
	const one = cloudCases.find(({source}) => source === 'AWS route: blackhole');
	const commands = one ? diagnose(one.known).verdicts[0]?.prove.map(({command}) => command) : [];
	expect(commands).toContain(
		'aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id tgw-rtb-0a --filters Name=attachment.resource-id,Values=vpn-40f41529 --region eu-central-1',
	);
});

test('its own commands never ask for what has keys in it', () => {
	for (const {id} of causes)
		for (const {cloudWhy} of [{cloudWhy: awsWhy}, {cloudWhy: tencentWhy}])
			for (const {command} of cloudWhy.proofs?.(
				id,
				{...known().connection, cloudGatewayId: 'tgw-0c2d11f0'},
				1,
				undefined,
			) ?? []) {
				expect(command).not.toMatch(/undefined|\[object/);
				// DescribeVpnConnections carries every pre-shared key: nothing but states of it is shown
				if (/describe-?vpn-?connections/i.test(command)) expect(command).toMatch(/--(?:query|filter) /);
			}
});

test.each(['tgw-0c2d11f0', 'vgw-0c2d11f0', 'vpngw-0c2d11f0', undefined])(
	'its own commands have nothing to fill in, with the gateway %s and no table read',
	cloudGatewayId => {
		const {cloudGatewayId: _, ...connection} = known().connection;
		const one = {...connection, ...(cloudGatewayId === undefined ? {} : {cloudGatewayId})};
		const commands = [awsWhy, tencentWhy].flatMap(({proofs}) =>
			causes.flatMap(({id}) => proofs?.(id, one, 1, undefined) ?? []).map(({command}) => command),
		);
		expect(commands.length).toBeGreaterThan(3);
		for (const command of commands) expect(command).not.toMatch(/-ID\b|<|undefined/);
	},
);
