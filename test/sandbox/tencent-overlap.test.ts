import fc from 'fast-check';
import type {SecurityPolicyDatabase} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startTencent, type TencentServer} from './tencent-server.ts';

let server: TencentServer;
beforeAll(async () => {
	server = await startTencent({tencentCreateReply: 'id'});
});
afterAll(() => server.close());

/** A /16 to /24 of a few neighbouring networks, so that about as many overlap as do not. */
const rangeIn = (first: number) =>
	fc.record({prefix: fc.integer({min: 20, max: 24}), third: fc.integer({min: 0, max: 63})}).map(({prefix, third}) => ({
		text: `${first}.30.${third}.0/${prefix}`,
		bits: `${(third + 256).toString(2).slice(1)}00000000`.slice(0, prefix - 16),
	}));

type Range = {text: string; bits: string};

/** Two ranges overlap when the shorter prefix begins the longer: said in text, unlike the sandbox's numbers. */
const overlap = (a: Range, b: Range): boolean => a.bits.startsWith(b.bits) || b.bits.startsWith(a.bits);

const rule = fc.record({
	cloud: rangeIn(10),
	sites: fc.uniqueArray(rangeIn(172), {minLength: 1, maxLength: 3, selector: site => site.bits}),
});
type Rule = {cloud: Range; sites: Range[]};

const toRequest = (rules: readonly Rule[]): SecurityPolicyDatabase[] =>
	rules.map(({cloud, sites}) => ({LocalCidrBlock: cloud.text, RemoteCidrBlock: sites.map(site => site.text)}));

const pairs = (rules: readonly Rule[]) => rules.flatMap(({cloud, sites}) => sites.map(site => ({cloud, site})));

const clash = (a: {cloud: Range; site: Range}, b: {cloud: Range; site: Range}) =>
	overlap(a.cloud, b.cloud) && overlap(a.site, b.site);

async function attempt(customerGateway: string, rules: readonly Rule[]): Promise<{id: string; code: string}> {
	try {
		const {VpnConnection} = await server.vpc().CreateVpnConnection({
			VpnGatewayId: 'vpngw-1w9tue3d',
			CustomerGatewayId: customerGateway,
			VpnConnectionName: 'x',
			PreShareKey: 'x',
			RouteType: 'Policy',
			SecurityPolicyDatabases: toRequest(rules),
		});
		return {id: VpnConnection?.VpnConnectionId ?? '', code: ''};
	} catch (error) {
		return {id: '', code: error instanceof Error && 'code' in error ? String(error.code) : String(error)};
	}
}

async function remove(...ids: string[]): Promise<void> {
	server.advance(10_000);
	for (const VpnConnectionId of ids) {
		if (VpnConnectionId !== '') {
			await server.vpc().DeleteVpnConnection({VpnGatewayId: 'vpngw-1w9tue3d', VpnConnectionId});
		}
	}
	server.advance(5000);
}

describe('SPD ranges', () => {
	it('are taken exactly when no pair overlaps another on both sides, in the tunnel and across the gateway', async () => {
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(
				fc.array(rule, {minLength: 1, maxLength: 3}),
				fc.array(rule, {minLength: 1, maxLength: 3}),
				async (one, two) => {
					const mine = pairs(one);
					const own = mine.some((pair, index) => mine.slice(index + 1).some(other => clash(pair, other)));
					const first = await attempt('cgw-qa9sxpy7', one);
					expect(first.code).toBe(own ? 'InvalidParameterValue.VpnConnSpdCidrConflict' : '');
					const theirs = pairs(two);
					const inside = theirs.some((pair, index) => theirs.slice(index + 1).some(other => clash(pair, other)));
					const across = !own && theirs.some(pair => mine.some(other => clash(pair, other)));
					const second = await attempt('cgw-2wqq41m9', two);
					const expected = inside
						? 'InvalidParameterValue.VpnConnSpdCidrConflict'
						: across
							? 'InvalidParameterValue.VpnConnCidrConflict'
							: '';
					expect(second.code).toBe(expected);
					seen.add(first.code).add(second.code);
					await remove(first.id, second.id);
				},
			),
			{numRuns: 80},
		);
		// All three outcomes must have been met, or the property proved little.
		expect(seen.size).toBe(3);
	});
});
