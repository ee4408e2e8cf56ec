import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type AwsConnection, awsConnection} from '../../../src/clouds/aws/document.ts';
import {valuesOf} from '../../../src/clouds/aws/plan/compare-tunnels.ts';
import {defaultOf, inForce} from '../../../src/clouds/aws/read/tunnel-values.ts';
import {checkAws} from '../../../src/clouds/aws/rules/rules.ts';
import type {Cloud, ExistingConnection} from '../../../src/clouds/contract/cloud.ts';
import {changingCalls, converge, planOn} from './converge.ts';
import {awsDocument, startAws} from './documents.ts';

/*
 * For any two valid documents of one connection: what comes of the second on top of the first is what the second alone makes, or it is told that only a new
 * connection has it. A user would lose trust in every apply if it were not so.
 */

const {signal} = new AbortController();
/** A fixed share of runs in the tests; as many as are wanted, of other documents each time, by hand. */
const runs = process.env.CHANGE_RUNS === undefined ? undefined : Number(process.env.CHANGE_RUNS);
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, {nil: undefined, freq: 2});
const some = <T>(...values: readonly T[]) => fc.subarray([...values], {minLength: 1});

const logs = fc.record(
	{
		logEnabled: fc.boolean(),
		logGroupArn: fc.constantFrom(
			...['vpn', 'other'].map(name => `arn:aws:logs:eu-central-1:111122223333:log-group:${name}`),
		),
		logOutputFormat: fc.constantFrom('json', 'text'),
		bgpLogEnabled: fc.boolean(),
		bgpLogGroupArn: fc.constant('arn:aws:logs:eu-central-1:111122223333:log-group:bgp'),
		bgpLogOutputFormat: fc.constantFrom('json', 'text'),
	},
	{requiredKeys: []},
);
const options = fc.record(
	{
		phase1LifetimeSeconds: fc.constantFrom(28_800, 14_400),
		phase2LifetimeSeconds: fc.constantFrom(3600, 1800),
		rekeyMarginTimeSeconds: fc.constantFrom(270, 600),
		rekeyFuzzPercentage: fc.constantFrom(100, 0),
		replayWindowSize: fc.constantFrom(1024, 64),
		dpdTimeoutSeconds: fc.constantFrom(30, 60),
		dpdTimeoutAction: fc.constantFrom('clear', 'none', 'restart'),
		phase1Encryption: some('AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'),
		phase2Encryption: fc.oneof(some('AES128', 'AES256', 'AES128-GCM-16'), some('AES128-GCM-16', 'AES256-GCM-16')),
		phase1Integrity: some('SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'),
		phase2Integrity: some('SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'),
		phase1DhGroups: some(2, 14, 15, 24),
		phase2DhGroups: some(2, 5, 14, 24),
		ikeVersions: some('ikev1', 'ikev2'),
		startupAction: fc.constantFrom('add', 'start'),
		lifecycleControl: fc.boolean(),
		logs,
	},
	{requiredKeys: []},
);
const tunnel = (index: number) =>
	fc.record(
		{
			insideCidr: fc.constantFrom(`169.254.6${index}.0/30`, `169.254.7${index}.4/30`),
			options,
		},
		{requiredKeys: []},
	);
const prefixes = ['172.20.0.0/16', '172.21.0.0/16', '172.22.0.0/16'] as const;
const tables = ['rtb-a', 'rtb-b'] as const;

/** What the two documents of a run have in common. */
const fixed = fc.record({onTransit: fc.boolean(), isStatic: fc.boolean()});

const free = fc.record({
	name: fc.constantFrom('office', 'branch'),
	tags: fc.dictionary(fc.constantFrom('team', 'env', 'k"ey'), fc.constantFrom('', 'a', 'b c'), {maxKeys: 3}),
	prefixes: some(...prefixes),
	tables: fc.subarray([...tables]),
	narrow: maybe(
		fc.constantFrom(
			{cloudSide: '10.20.0.0/16', siteSide: ['172.16.0.0/12']},
			{cloudSide: '10.0.0.0/8', siteSide: ['172.20.0.0/14']},
		),
	),
	preset: fc.constantFrom('strong', 'compatible', 'custom'),
	options: maybe(options),
	tunnels: fc.tuple(tunnel(0), tunnel(1)),
	keyStorage: fc.constantFrom('Standard', 'SecretsManager'),
	large: fc.boolean(),
	accelerated: fc.integer({min: 0, max: 9}).map(number => number === 0),
	/** One in ten has the other routing: only a new connection has it. */
	reroutes: fc.integer({min: 0, max: 9}).map(number => number === 0),
});

type Fixed = typeof fixed extends fc.Arbitrary<infer T> ? T : never;
type Free = typeof free extends fc.Arbitrary<infer T> ? T : never;

function documentOf({onTransit, isStatic}: Fixed, given: Free): AwsConnection {
	const static_ = isStatic !== given.reroutes;
	const {narrow} = given;
	return awsConnection.parse({
		...awsDocument(),
		name: given.name,
		tags: given.tags,
		cloudGateway: onTransit ? {kind: 'tgw', id: 'tgw-0c2d11f0'} : {kind: 'vgw', id: 'vgw-9a4cacf3'},
		routing: static_ ? {mode: 'static', prefixes: given.prefixes} : {mode: 'bgp'},
		...(static_ && narrow ? {ranges: [narrow]} : {}),
		routeTables: onTransit ? [] : given.tables,
		security: {preset: given.preset, ...(given.options ? {options: given.options} : {})},
		tunnels: given.tunnels.map(each => ({presharedKey: {from: 'generated'}, ...each})),
		keyStorage: given.keyStorage,
		tunnelBandwidth: onTransit && given.large ? 'large' : 'standard',
		acceleration: onTransit && given.accelerated,
	});
}

/** Whether no rule refuses it, as far as the document alone tells. */
function isValid(document: AwsConnection): boolean {
	return checkAws(document, {}).every(({severity}) => severity !== 'refuse');
}

/** The real tables of the gateway's VPC in place of made-up ones. */
async function withTables(cloud: Cloud, document: AwsConnection): Promise<AwsConnection> {
	if (document.routeTables.length === 0) return document;
	const gateways = await cloud.cloudGateways(document.region, signal);
	const vpc = gateways.find(({id}) => id === 'vgw-9a4cacf3')?.vpcId ?? '';
	const real = await cloud.routeTables(document.region, vpc, signal);
	return {...document, routeTables: document.routeTables.map(id => real[id === 'rtb-a' ? 0 : 1]?.id ?? id)};
}

/** All that can be seen of a connection and that a document decides: explicit defaults and absent ones are one, tunnels are in any order. */
async function seen(cloud: Cloud, document: AwsConnection) {
	const facts = await cloud.facts(document, signal);
	const {exists} = cloud.plan(document, facts);
	if (!exists) throw new Error('nothing stands');
	const {settings = {}, routes = [], attachment, siteGatewayId = ''} = exists;
	const whole = Object.entries(settings).filter(([field]) => !field.startsWith('tunnels['));
	const learning = facts.routeTables?.filter(({propagatingGateways}) =>
		propagatingGateways.includes(exists.cloudGatewayId ?? ''),
	);
	return {
		whole: Object.fromEntries(whole),
		tunnels: [0, 1].map(index => tunnelIn(document, exists, index)).sort(),
		routes: routes.map(({destination}) => destination).sort(),
		attachment: attachment?.tags,
		tables: learning?.map(({id}) => id).sort(),
		site: facts.siteGateways?.find(({id}) => id === siteGatewayId)?.address,
	};
}

function tunnelIn({tunnels}: AwsConnection, {settings = {}}: ExistingConnection, index: number): string {
	const {outsideAddress: _, insideCidr = '', ...values} = valuesOf(settings, index);
	const asked = tunnels.some(each => each.insideCidr === insideCidr);
	const names = Object.keys(values)
		.sort()
		.filter(name => inForce(values, name) !== defaultOf(name));
	return JSON.stringify([asked ? insideCidr : 'any', names.map(name => [name, inForce(values, name)])]);
}

describe('two documents of one connection', () => {
	it('the second on top of the first is the second alone, or only a new connection; once more there is nothing to do', async () => {
		let [whole, changes] = [0, 0];
		await fc.assert(
			fc.asyncProperty(
				fixed.chain(both => fc.tuple(free, free).map(each => each.map(given => documentOf(both, given)))),
				async ([first, second]) => {
					fc.pre(first !== undefined && second !== undefined && isValid(first) && isValid(second));
					if (!first || !second) return;
					const [one, alone] = [await startAws({speed: 1_000_000}), await startAws({speed: 1_000_000})];
					try {
						const a = await withTables(one.cloud, first);
						const b = await withTables(one.cloud, second);
						await converge(one.cloud, a);
						const since = one.sandbox.requests.length;
						const {plan} = await converge(one.cloud, b, {prune: true});
						const calls = plan.actions.map(({call}) => call).filter(call => !call.startsWith('Describe'));
						// where AWS keeps both keys in one place, the second call for it finds nothing to do
						const found = changingCalls(one.sandbox, since);
						expect(found.filter(call => !calls.includes(call))).toEqual([]);
						expect(calls.length - found.length).toBeLessThanOrEqual(1);
						const needsNew = plan.comparison?.differences.some(({interrupts}) => interrupts?.kind === 'new');
						if (needsNew) {
							expect(calls).toEqual([]);
							return;
						}

						whole += 1;
						changes += calls.length;
						const again = await planOn(one.cloud, b, {prune: true});
						expect([again.comparison?.differences, again.comparison?.missing, again.actions]).toEqual([[], [], []]);
						await converge(alone.cloud, await withTables(alone.cloud, second));
						expect(await seen(one.cloud, b)).toEqual(await seen(alone.cloud, await withTables(alone.cloud, second)));
					} finally {
						one.cloud.close();
						alone.cloud.close();
						await one.sandbox.close();
						await alone.sandbox.close();
					}
				},
			),
			{numRuns: runs ?? 12, ...(runs === undefined ? {seed: 20_261_130, endOnFailure: true} : {})},
		);
		expect(whole).toBeGreaterThan(5);
		expect(changes).toBeGreaterThan(20);
	}, 600_000);
});
