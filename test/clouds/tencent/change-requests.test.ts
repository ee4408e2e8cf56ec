import {expect, test} from 'vitest';
import type {PlanValue} from '../../../src/clouds/contract/cloud.ts';
import {tencentKinds} from '../../../src/clouds/tencent/actions/kinds.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {models, strangers} from '../../sandbox/tencent-models.ts';
import {begin, converge, key, planOf} from './change-run.ts';
import {bgp, destinationRoutes, policy, tencentDocument} from './documents.ts';

/* What a user would lose: a change that the API does not understand, or a way back that it refuses. */

const at = (service: string) => models(`tencentcloud-sdk-nodejs/tencentcloud/services/${service}_models.d.ts`);
const sdk = {vpc: at('vpc/v20170312/vpc'), tag: at('tag/v20180813/tag')};

/** Parameters with their holes filled, as they go to the SDK. */
function filled(value: PlanValue): unknown {
	if (typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map(filled);
	if ('$result' in value) return 'vpnx-0123';
	if ('$secret' in value) return key;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member)]));
}

const {healthCheck: _check, ...plain} = destinationRoutes;
const changes: readonly (readonly [TencentConnection, TencentConnection])[] = [
	[
		policy,
		{
			...policy,
			name: 'renamed',
			tags: {team: 'network'},
			negotiation: 'passive',
			security: {preset: 'compatible'},
			ranges: [{cloudSide: '10.8.4.0/24', siteSide: ['172.20.40.0/24']}],
		},
	],
	[
		destinationRoutes,
		{...plain, tags: {}, routing: {mode: 'static', prefixes: ['172.20.10.0/24', '172.22.0.0/16'], priority: 100}},
	],
	[
		tencentDocument({site: {kind: 'new', name: 'berlin-device', address: '203.0.113.77', asn: 65_077}}),
		tencentDocument({site: {kind: 'new', name: 'berlin-renamed', address: '203.0.113.77', asn: 65_078}}),
	],
	[bgp, {...bgp, dpd: {enabled: false, timeoutSeconds: 30, action: 'restart'}, healthCheck: {enabled: true}}],
];

test('requests and their ways back hold what the SDK knows, in its types; and no plan resets a tunnel or a table', async () => {
	const seen = new Set<string>();
	for (const [stands, wanted] of changes) {
		const world = await begin({speed: 1_000_000});
		try {
			await converge(world.cloud, stands);
			for (const {call, parameters, service, change} of (await planOf(world.cloud, wanted, {prune: true})).actions) {
				const known = service === 'tag' ? sdk.tag : sdk.vpc;
				if (!call.startsWith('Describe'))
					expect(strangers(filled(parameters), `${call}Request`, known, call)).toEqual([]);
				if (change?.back)
					expect(
						strangers(filled(change.back.parameters), `${change.back.call}Request`, known, change.back.call),
					).toEqual([]);
				seen.add(call);
			}
		} finally {
			await world.close();
		}
	}

	expect([...seen].sort()).toEqual([
		'CreateRoutes',
		'CreateVpnGatewayRoutes',
		'DeleteRoutes',
		'DeleteVpnGatewayRoutes',
		'DescribeVpnConnections',
		'ModifyCustomerGatewayAttribute',
		'ModifyResourceTags',
		'ModifyVpnConnectionAttribute',
	]);
	// ResetRoutes empties a table first: nothing here can send it
	expect(
		tencentKinds.flatMap(({call, undo}) => [call, undo?.call ?? '']).filter(call => call.startsWith('Reset')),
	).toEqual(['ResetVpnConnection']);
});
