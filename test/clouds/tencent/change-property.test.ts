import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {type TencentConnection, tencentConnection} from '../../../src/clouds/tencent/document.ts';
import {dpdOptions, ikeOptions, ipsecOptions, sessionOptions} from '../../../src/clouds/tencent/options.ts';
import {formSections} from '../../../src/clouds/tencent/placed-options.ts';
import {tencentPresets} from '../../../src/clouds/tencent/presets.ts';
import {begin, carryOut, changesIn, converge, planOf, takeBack, tunnelIn, type World} from './change-run.ts';
import {tencentDocument} from './documents.ts';
import '../../torture/quick-waits.mjs';

/* What a user would lose: a tunnel that depends on what it was before; a second apply that changes something; calls that no plan told of. */

const {signal} = new AbortController();
const worlds: World[] = [];
/** Each has its own count of calls a second. */
async function newWorld(): Promise<World> {
	const world = await begin({speed: 1_000_000});
	worlds.push(world);
	return world;
}

afterAll(async () => {
	for (const world of worlds) await world.close();
});

type Row = {readonly values?: readonly string[]; readonly limits?: {readonly least: number; readonly most: number}};

/** Some of these options, each with one of its values. */
function someOf(rows: Readonly<Record<string, Row>>): fc.Arbitrary<Record<string, unknown>> {
	const arbitraries = Object.entries(rows).map(([name, {values, limits}]) => [
		name,
		fc.option(
			values
				? fc.constantFrom<string | number>(...values)
				: fc.integer({min: limits?.least ?? 0, max: limits?.most ?? 0}),
			{nil: undefined, freq: 1},
		),
	]);
	return fc.record(Object.fromEntries(arbitraries)).map(given => JSON.parse(JSON.stringify(given)));
}

const security = fc
	.record({preset: fc.constantFrom('strong', 'compatible'), options: someOf({...ikeOptions, ...ipsecOptions})})
	.map(({preset, options}) => ({preset, options}));
const subset = (...values: readonly string[]) => fc.subarray([...values], {minLength: 1});
const prefixes = subset('172.20.10.0/24', '172.20.64.0/18', '172.21.0.0/16', '192.168.7.0/24');
const healthCheck = fc.option(
	fc.record({
		enabled: fc.constant(true),
		localIp: fc.constantFrom('169.254.200.1', '169.254.200.5'),
		remoteIp: fc.constantFrom('169.254.200.2', '169.254.200.6'),
		intervalMs: fc.constantFrom(undefined, 1000, 5000),
		threshold: fc.constantFrom(undefined, 3, 8),
	}),
	{nil: undefined},
);
const routings = {
	policy: fc.record({
		routing: fc.constant({mode: 'policy'}),
		ranges: fc
			.uniqueArray(fc.constantFrom('10.8.4.0/24', '10.8.5.0/24', '10.8.6.9/24'), {minLength: 1})
			.chain(sides => fc.tuple(...sides.map(cloudSide => prefixes.map(siteSide => ({cloudSide, siteSide}))))),
	}),
	static: fc.record({
		routing: fc.record({
			mode: fc.constant('static'),
			prefixes,
			priority: fc.constantFrom(undefined, 0, 100),
		}),
		ranges: fc.constant([]),
		healthCheck,
	}),
	bgp: fc.record({
		routing: fc.constantFrom(
			{mode: 'bgp', tunnelCidr: '169.254.130.0/30', cloudAddress: '169.254.130.1', siteAddress: '169.254.130.2'},
			{mode: 'bgp', tunnelCidr: '169.254.130.0/30', cloudAddress: '169.254.130.2', siteAddress: '169.254.130.1'},
			{mode: 'bgp', tunnelCidr: '169.254.140.0/30', cloudAddress: '169.254.140.1', siteAddress: '169.254.140.2'},
		),
		ranges: fc.constant([]),
		healthCheck,
	}),
};
const common = fc.record({
	name: fc.constantFrom('berlin', '东京'),
	security,
	negotiation: fc.constantFrom(...sessionOptions.negotiation.values),
	dpd: fc.oneof(
		fc.constant({enabled: false}),
		fc.record({
			enabled: fc.constant(true),
			timeoutSeconds: fc.integer({min: 30, max: 60}),
			action: fc.constantFrom(...dpdOptions.action.values),
		}),
	),
	tags: fc.dictionary(fc.constantFrom('team', 'stage', 'owner'), fc.constantFrom('', 'a', 'b')),
});
const office = {
	cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
	site: {kind: 'existing', id: 'cgw-qa9sxpy7'},
};
const core = {
	cloudGateway: {kind: 'vpc', id: 'vpngw-bgp4gz01', vpcId: 'vpc-p5sf61yj'},
	site: {kind: 'existing', id: 'cgw-2wqq41m9'},
};

const documentOf = (ends: object, parts: readonly object[]) =>
	tencentConnection.parse(
		JSON.parse(JSON.stringify(Object.assign({version: 1, cloud: 'tencent', region: 'ap-guangzhou'}, ends, ...parts))),
	);
/** A document between two gateways, whichever way it routes. */
const document = fc.oneof(
	...(['policy', 'static'] as const).map(mode =>
		fc.tuple(common, routings[mode]).map(parts => documentOf(office, parts)),
	),
);
const bgpDocument = fc.tuple(common, routings.bgp).map(parts => documentOf(core, parts));

const isValid = async ({cloud}: World, of: TencentConnection) =>
	cloud.check(of, await cloud.facts(of, signal)).every(({severity}) => severity !== 'refuse');

/** All that a user could see of a tunnel: what is off does nothing, and an address that the cloud picked is any. */
async function seenOf({cloud}: World, id: string, of: TencentConnection) {
	const tunnel = await tunnelIn(cloud, id);
	const settings = tunnel?.settings ?? {};
	const isOff = (group: string) => settings[`${group}.enabled`] !== 'on';
	const [table] = (
		await cloud.routeTables('ap-guangzhou', of.cloudGateway.kind === 'vpc' ? of.cloudGateway.vpcId : '', signal)
	).filter(({main}) => main);
	return {
		name: tunnel?.name,
		routing: tunnel?.routing,
		settings: Object.fromEntries(
			Object.entries(settings)
				.filter(
					([field]) =>
						!['dpd', 'healthCheck'].some(
							group => field.startsWith(`${group}.`) && field !== `${group}.enabled` && isOff(group),
						),
				)
				.sort(),
		),
		routes: (await cloud.standingRoutes?.('ap-guangzhou', id, signal))
			?.map(({destination, priority, enabled}) => `${destination} ${priority} ${enabled}`)
			.sort(),
		vpcRoutes: table?.routes
			.filter(({target}) => target === of.cloudGateway.id)
			.map(({destination}) => destination)
			.sort(),
	};
}

const idOf = (run: Awaited<ReturnType<typeof converge>>) =>
	run.results.get('connection')?.id ?? run.plan.exists?.id ?? '';

/** A, then B; then both are taken back, and B is made alone. */
async function holdsFor(world: World, a: TencentConnection, b: TencentConnection): Promise<void> {
	const {cloud} = world;
	fc.pre((await isValid(world, a)) && (await isValid(world, b)));
	const first = await converge(cloud, a);
	const id = idOf(first);
	const before = await seenOf(world, id, a);
	const plan = await planOf(cloud, b, {prune: true});
	const since = world.sandbox.requests.length;
	const second = await carryOut(cloud, plan);
	const called = world.sandbox.requests.slice(since).filter(({code}) => code === '');
	expect(changesIn({requests: called})).toEqual(
		plan.actions.map(({call}) => call).filter(call => !call.startsWith('Describe')),
	);
	const needsNew = plan.comparison?.differences.some(({interrupts}) => interrupts?.kind === 'new');
	expect(needsNew).toBe(a.routing.mode !== b.routing.mode);
	const after = await seenOf(world, id, b);
	if (needsNew) expect(plan.actions).toEqual([]);
	else
		expect(await planOf(cloud, b, {prune: true})).toMatchObject({
			actions: [],
			comparison: {differences: [], missing: [], unread: []},
		});
	for (const end of Object.values(await takeBack(cloud, second))) expect(['put back', 'deleted']).toContain(end);
	expect(await seenOf(world, id, a)).toEqual(before);
	await takeBack(cloud, first);
	if (needsNew) return;
	const alone = await converge(cloud, b);
	expect(after).toEqual(await seenOf(world, idOf(alone), b));
	await takeBack(cloud, alone);
}

/** Many at once: a world answers so many calls a second, and no more. */
async function holdsForAll(pair: fc.Arbitrary<TencentConnection>, numRuns: number): Promise<void> {
	const runs = Array.from({length: 6}, async () => {
		const world = await newWorld();
		await fc.assert(
			fc.asyncProperty(pair, pair, (a, b) => holdsFor(world, a, b)),
			{numRuns, endOnFailure: true},
		);
	});
	await Promise.all(runs);
}

describe('a document that comes after another one', () => {
	it('gives what it gives alone, or is told to need a new tunnel; and the way back gives what was before', async () => {
		await holdsForAll(document, 8);
	}, 120_000);

	it('by BGP too', async () => {
		await holdsForAll(bgpDocument, 4);
	}, 120_000);
});

describe('each option, changed alone', () => {
	const base = tencentDocument({
		name: 'each-option',
		site: {kind: 'new', name: 'each-option', address: '203.0.113.60'},
		routing: {mode: 'static', prefixes: ['172.20.10.0/24']},
		ranges: [],
		healthCheck: {
			enabled: true,
			localIp: '169.254.201.1',
			remoteIp: '169.254.201.2',
			intervalMs: 5000,
			threshold: 3,
			timeoutMs: 150,
		},
		dpd: {enabled: true, timeoutSeconds: 30, action: 'restart'},
		security: {preset: 'strong', options: {...tencentPresets.strong}},
	});
	const options = [
		...formSections.IKE,
		...formSections.IPsec,
		...formSections.Session,
		...formSections['Health check'],
	];
	let id = '';
	let cloud: Cloud;
	beforeAll(async () => {
		cloud = (await newWorld()).cloud;
		id = idOf(await converge(cloud, base));
	});

	it.each(options.map(option => [option.field, option] as const))(
		'%s',
		async (field, {values, limits, kind, standard}) => {
			const was = (await tunnelIn(cloud, id))?.settings?.[field] ?? '';
			const other =
				typeof standard === 'boolean'
					? false
					: values
						? values.find(value => value !== was && !value.includes('GCM'))
						: kind === 'address'
							? was.replace(/\d+$/, last => String(Number(last) + 4))
							: limits && (Number(was) === limits.least ? limits.least + 1 : limits.least);
			const changed = structuredClone<unknown>(base);
			field.split('.').reduce<unknown>((place, part, index, parts) => {
				if (typeof place !== 'object' || place === null) throw new Error(`${field} is in no document`);
				if (index === parts.length - 1) Reflect.set(place, part, other);
				return Reflect.get(place, part);
			}, changed);
			const document = tencentConnection.parse(changed);
			const plan = await planOf(cloud, document);
			expect(plan.comparison?.differences.map(difference => difference.field)).toEqual([field]);
			const run = await carryOut(cloud, plan);
			expect((await planOf(cloud, document)).actions).toEqual([]);
			expect(run.results.get('tunnel')?.detail).toBe(`${id}, AVAILABLE`);
			await takeBack(cloud, run);
			expect((await tunnelIn(cloud, id))?.settings?.[field]).toBe(was);
		},
	);
});
