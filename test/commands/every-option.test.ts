import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Cloud, Plan} from '../../src/clouds/contract/cloud.ts';
import {comparisonChecks} from '../../src/clouds/contract/comparison.ts';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import type {ConnectionDocument} from '../../src/connection/document.ts';
import {normaliseDocument} from '../../src/connection/normalise-document.ts';
import {Secret} from '../../src/connection/secret.ts';
import {executePlan} from '../../src/run/engine.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {planDocument} from '../../src/session/plan.ts';
import {fullAws, fullTencent, otherValues, withoutValues} from './full-documents.ts';

/*
 * What a user would lose: an unchanged document that "differs" on every second apply and so can never be applied again, or a change in
 * the document that nobody tells of.
 */
const {signal} = new AbortController();
const keys = new Map(
	['presharedKey', 'presharedKey1', 'presharedKey2'].map((name, index) => [
		name,
		new Secret(`every.Option_2026.${index}`),
	]),
);
let sandbox: Sandbox;
const clouds = new Map<string, Cloud>();
beforeAll(async () => {
	sandbox = await startSandbox({speed: 5000});
	for (const id of ['aws', 'tencent'] as const)
		clouds.set(id, await moduleOf(id).open({env: sandbox.env, sandbox: true}));
});
afterAll(async () => {
	for (const cloud of clouds.values()) cloud.close();
	await sandbox.close();
});

function cloudOf({cloud}: ConnectionDocument): Cloud {
	const found = clouds.get(cloud);
	if (!found) throw new Error(`no ${cloud}`);
	return found;
}

function parsed(input: unknown): ConnectionDocument {
	const {document, problems} = parseDocument(input);
	if (!document) throw new Error(JSON.stringify(problems));
	return normaliseDocument(document).document;
}

async function planOf(document: ConnectionDocument): Promise<Plan> {
	const cloud = cloudOf(document);
	return cloud.plan(document, await cloud.facts(document, signal));
}

async function make(document: ConnectionDocument): Promise<void> {
	const cloud = cloudOf(document);
	const facts = await cloud.facts(document, signal);
	expect(cloud.check(document, facts).filter(({severity}) => severity === 'refuse')).toEqual([]);
	const events: RunEvent[] = [];
	const options = {secrets: keys, signal, sleep: async () => {}};
	for await (const event of executePlan(cloud, cloud.plan(document, facts), options)) events.push(event);
	expect(events.at(-1), JSON.stringify(events.at(-2))).toMatchObject({type: 'finished'});
}

it('what stands beside a document was read, and is said to have been', async () => {
	const given = fullTencent.find(each => 'tags' in each);
	const document = parsed({
		...given,
		name: 'tagged',
		site: {kind: 'new', name: 'site t', address: '198.51.100.120'},
		ranges: [{cloudSide: '10.8.9.0/24', siteSide: ['172.29.9.0/24']}],
	});
	await make(document);
	const plan = await planOf(parsed({...document, tags: {}}));
	expect(comparisonChecks(plan).filter(({field}) => field?.startsWith('tags.'))).toEqual(
		Object.keys(document.tags).map(key =>
			expect.objectContaining({
				field: `tags.${key}`,
				id: `unspoken:tags.${key}`,
				result: 'pass',
				proves: 'read of the account',
			}),
		),
	);
});

it('what the cloud has by itself where a document leaves it out is not told of', async () => {
	const [given] = fullTencent.filter(each => 'healthCheck' in each);
	const site = {kind: 'new', name: 'site h', address: '198.51.100.121'};
	const document = parsed({
		...given,
		name: 'probed',
		site,
		routing: {mode: 'static', prefixes: ['172.24.0.0/16']},
		healthCheck: {enabled: true, localIp: '169.254.210.1', remoteIp: '169.254.210.2'},
	});
	await make(document);
	const {comparison} = await planOf(document);
	expect(comparison).toMatchObject({differences: [], notCompared: []});
	const left = await planOf(parsed({...document, healthCheck: {enabled: true}}));
	expect(left.comparison?.notCompared).toEqual(
		['1', '2'].map(host => ({
			field: host === '1' ? 'healthCheck.localIp' : 'healthCheck.remoteIp',
			why: `it stands as 169.254.210.${host}, and the document leaves it to Tencent Cloud`,
			read: true,
		})),
	);
});

it('options that a custom preset no longer names are told of, each with what stands', async () => {
	const [given] = fullTencent;
	const site = {kind: 'new', name: 'site o', address: '198.51.100.122'};
	const ranges = [{cloudSide: '10.8.10.0/24', siteSide: ['172.29.10.0/24']}];
	const document = parsed({...given, name: 'named options', site, ranges});
	await make(document);
	const options = {ikeVersion: 'IKEV1', localIdentity: {type: 'FQDN', name: 'cloud.example'}};
	const {comparison} = await planOf(parsed({...document, security: {preset: 'custom', options}}));
	const told = new Map(comparison?.notCompared.map(({field, why}) => [field.split('.').at(-1), why]));
	expect(told.get('ikeEncryption')).toBe('it stands as AES-CBC-192, and the document leaves it to Tencent Cloud');
	expect([...told.keys()]).toEqual(expect.arrayContaining(['exchangeMode', 'pfsDhGroup', 'ipsecLifetimeKilobytes']));
	expect(told.size).toBe([...new Set(comparison?.notCompared.map(({field}) => field))].length);
});

describe.each([...fullAws, ...fullTencent].map(each => [each.name, each] as const))('%s', (_name, given) => {
	const document = parsed(given);

	it('is as its document says once it is made', async () => {
		await make(document);
		const {exists, comparison, actions} = await planOf(document);
		expect(exists).toBeDefined();
		expect(comparison).toMatchObject({differences: [], missing: [], unread: []});
		expect(actions).toEqual([]);
		const unshown =
			/^keys are never read back|^GCM checks integrity by itself|does not tell the tags of a customer gateway/;
		expect(comparison?.notCompared.filter(({why}) => !unshown.test(why))).toEqual([]);
	});

	it.each(otherValues(document))('and tells when %s is another: %j', async (field, _value, changed) => {
		const {comparison, findings} = await told(changed);
		// GCM needs no integrity, and IPv4 ranges do nothing on IPv6: that is said
		const isIdle = field.startsWith('ranges') && Reflect.get(changed, 'insideIpVersion') === 'ipv6';
		const isUnshown = field.endsWith('phase2Integrity') || isIdle;
		const shown = isIdle ? 'ranges' : field;
		if (isUnshown) expect(comparison?.notCompared.map(each => each.field)).toContain(shown);
		else expect([...(comparison?.differences ?? []), ...(comparison?.missing ?? []), ...findings]).not.toEqual([]);
	});

	it.each(withoutValues(document))('and tells when %s is left out', async (field, changed) => {
		const {comparison, findings} = await told(changed);
		const {differences = [], unspoken = [], notCompared = []} = comparison ?? {};
		const fields = [...differences, ...unspoken, ...notCompared].map(each => each.field);
		const last = field.split('.').at(-1) ?? '';
		// AWS writes JSON where nothing is said: what is left out is the same
		if (last === 'bgpLogOutputFormat') return expect([...fields, ...findings].join(' ')).not.toContain(last);
		expect([...fields, ...findings.map(each => each.field)].join(' ')).toContain(last);
	});
});

/** What is said of a document whose connection stands, as `plan` says it: how it compares; what refuses or warns where none stands. */
async function told(changed: object) {
	const document = parsed(changed);
	const cloud = cloudOf(document);
	const {plan, facts, refusals} = await planDocument(cloud, document, signal);
	// what does not stand between these gateways is another connection, and its making is warned of
	const findings = cloud.check(document, facts).filter(({severity}) => severity !== 'note');
	return {comparison: plan.comparison, findings: plan.exists ? refusals : findings};
}
