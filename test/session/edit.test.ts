import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {CreateTagsCommand, EC2Client, ModifyVpnTunnelOptionsCommand, type Tag} from '@aws-sdk/client-ec2';
import {describe, expect, test} from 'vitest';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import type {ConnectionDraft} from '../../src/connection/document.ts';
import {readPath, writePath} from '../../src/connection/document-path.ts';
import {awsAdministrator} from '../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {Checks} from '../../src/session/check.ts';
import {keysForDryRun} from '../../src/session/keys.ts';
import type {Session} from '../../src/session/open-session.ts';
import {checksOf, documentOfDraft, planConnection} from '../../src/session/plan.ts';
import {readBack, readFacts} from '../../src/session/read.ts';
import {runPlans} from '../../src/session/run-many.ts';
import {dryRun} from '../../src/ui/effects/dry-runs.ts';
import {movedSince} from '../../src/wizard/answers/rebase.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {placeOf, standing, withOwnSession} from './own-session.ts';

/*
 * What a user would lose: an edit that changes what nobody asked for, an answer that can't be had without anybody saying so, and connections that are
 * changed though the one before them was stopped.
 */

let sandbox: Sandbox;
let session: Session;
let home: string;
withOwnSession(world => {
	({sandbox, session, home} = world);
});

const {signal} = new AbortController();

/** What is said of a connection that is edited, with one of its values changed. */
async function checked(id: string, change: (draft: ConnectionDraft) => void = () => {}) {
	const {document: was} = await readBack(session, placeOf(id), signal, true);
	const draft: ConnectionDraft = structuredClone(was);
	change(draft);
	const checks = new Checks(sandbox.env);
	await checks.loadSchema();
	checks.addCloud(await session.cloud(was.cloud, was.region));
	const facts = await readFacts(session, draft, signal, id);
	return checks.check({draft, facts, keys: {}, edits: {id, was}});
}

/** A list of the draft with one more value. */
function addTo(draft: ConnectionDraft, path: string, value: string): void {
	const list = readPath(draft, path);
	writePath(draft, path, [...(Array.isArray(list) ? list : []), value]);
}

/** The connection that an example asks for, once it is made. */
async function made(example: string, otherwise: object = {}): Promise<string> {
	const {document} = parseDocument({...JSON.parse(readFileSync(`examples/${example}.json`, 'utf8')), ...otherwise});
	if (!document) throw new Error(`${example} is no document`);
	const {cloud, plan} = await planConnection(session, document, signal);
	const {secrets} = keysForDryRun(cloud, document, session, {typed: {}, generated: {}});
	for await (const _ of runPlans(session, [{plan, secrets, account: undefined}], {signal}));
	const {plan: again} = await planConnection(session, document, signal);
	if (!again.exists) throw new Error(`${example} was not made`);
	return again.exists.id;
}

describe('a connection that is edited', () => {
	test.each(standing)(
		'%s: nothing is changed, and nothing refused, before anybody has answered anything else',
		async id => {
			const {changes, findings} = await checked(id);
			expect(changes).toEqual([]);
			expect(findings.filter(({severity}) => severity === 'refuse')).toEqual([]);
		},
	);

	test.each(standing)(
		'%s: another way of routing takes a new connection, and that is known before it is chosen',
		async id => {
			const {fixed = []} = await checked(id);
			expect(fixed.map(({field}) => field)).toContain('routing');
			for (const {why} of fixed) expect(why).not.toBe('');
		},
	);

	test('one value of both tunnels is told for each of them, with what goes down', async () => {
		const {changes} = await checked('vpn-40f41529', draft =>
			writePath(draft, 'security.options.dpdTimeoutSeconds', 45),
		);
		expect(changes).toMatchObject([
			{was: '30 s', wanted: '45 s', interrupts: {kind: 'tunnel', tunnel: {number: 1}}},
			{was: '30 s', wanted: '45 s', interrupts: {kind: 'tunnel', tunnel: {number: 2}}},
		]);
	});

	test('a range and a route table that are added are changes like others, each at the answer that asks for it', async () => {
		const id = await made('aws-vgw-static');
		expect((await checked(id)).changes).toEqual([]);
		const {changes} = await checked(id, draft => {
			addTo(draft, 'routing.prefixes', '192.168.77.0/24');
			addTo(draft, 'routeTables', 'rtb-0ec2a6d2f8a1b3c4d');
		});
		expect(changes).toMatchObject([
			{
				field: 'routing.prefixes',
				was: '',
				wanted: expect.stringContaining('192.168.77.0/24'),
				interrupts: {kind: 'nothing'},
			},
			{field: 'routeTables', was: '', wanted: expect.stringContaining('rtb-0ec2a6d2f8a1b3c4d')},
		]);
		const fewer = await checked(id, draft => writePath(draft, 'routeTables', []));
		expect(fewer.changes).toMatchObject([{field: 'routeTables', wanted: '', interrupts: {kind: 'nothing'}}]);
		expect(fewer.findings).toContainEqual(
			expect.objectContaining({
				field: 'routeTables',
				message: expect.stringMatching(/subnets lose the way to the site/),
			}),
		);
		const tunnel = await checked('vpnx-df9oztok', draft => addTo(draft, 'routing.prefixes', '172.30.0.0/16'));
		expect(tunnel.changes).toContainEqual(
			expect.objectContaining({field: 'routing.prefixes', was: '', wanted: expect.stringContaining('172.30.0.0/16')}),
		);
	});

	test('a name that another connection has is warned of, in the review and in the dry run', async () => {
		const {document: other} = await readBack(session, placeOf('vpn-094aac9679b8ce92e'), signal, true);
		const {findings} = await checked('vpn-40f41529', draft => writePath(draft, 'name', other.name));
		const said = expect.stringContaining('vpn-094aac9679b8ce92e is called');
		expect(findings).toContainEqual(expect.objectContaining({field: 'name', severity: 'warn', message: said}));
		const {document: own} = await readBack(session, placeOf('vpn-40f41529'), signal, true);
		const {document} = documentOfDraft({...own, name: other.name});
		if (!document) throw new Error('no document');
		const planned = await planConnection(session, document, signal, {connectionId: 'vpn-40f41529', prune: true});
		const checks: unknown[] = [];
		for await (const check of checksOf(planned, new Map(), signal)) checks.push(check);
		expect(checks).toContainEqual(expect.objectContaining({id: 'name-taken', result: 'warn', detail: said}));
	});

	test('what nobody typed is said to be AWS’s own, and a switch is on or off', async () => {
		const {changes = []} = await checked('vpn-40f41529', draft => {
			draft.site = {kind: 'new', name: 'berlin-2', address: '203.0.113.99'};
			writePath(draft, 'security.options.lifecycleControl', true);
		});
		expect(changes.map(({wanted}) => wanted)).toContainEqual(
			expect.stringContaining('ASN 65000, which AWS takes where none is given'),
		);
		const switched = changes.filter(({what}) => /ifecycle/.test(what));
		expect(switched).toMatchObject([
			{was: 'off', wanted: 'on'},
			{was: 'off', wanted: 'on'},
		]);
	});

	test('a route table that is left out and stays, since it may be another’s, is told at its answer', async () => {
		const id = await made('aws-vgw-static');
		await made('aws-vgw-static', {
			name: 'berlin-beside',
			site: {kind: 'new', name: 'berlin-2', address: '203.0.113.99'},
		});
		const {changes, findings} = await checked(id, draft => writePath(draft, 'routeTables', []));
		expect(changes).toEqual([]);
		expect(findings.filter(({rule}) => rule === 'change.left')).toMatchObject([
			{
				field: 'routeTables',
				severity: 'warn',
				message: expect.stringMatching(/^rtb-02956e4b1b93187e0 .* may be for vpn-.*left as it stands$/),
			},
		]);
		const asItStands = await checked(id);
		expect(asItStands.findings.filter(({rule}) => rule === 'change.left')).toEqual([]);
	});

	test('one answer that can’t stand hides none of what the others change', async () => {
		const {changes, findings} = await checked('vpn-40f41529', draft => {
			writePath(draft, 'name', 'foshan-new');
			writePath(draft, 'security.options.phase2LifetimeSeconds', 36_007_200);
		});
		expect(changes).toMatchObject([{field: 'name', wanted: 'foshan-new'}]);
		expect(findings).toContainEqual(
			expect.objectContaining({field: 'security.options.phase2LifetimeSeconds', severity: 'refuse'}),
		);
	});

	test('an answer about what the cloud does not show is said to change nothing, where it is given', async () => {
		const {changes, findings} = await checked('vpnx-5p7vkch8', draft => {
			writePath(draft, 'dpd', {enabled: true, timeoutSeconds: 45, action: 'restart'});
			draft.tags = {...draft.tags, 部门: '网络组'};
		});
		expect(changes).toEqual([]);
		const unseen = findings.filter(({rule}) => rule === 'change.unseen');
		expect(unseen.map(({field}) => field)).toEqual(expect.arrayContaining(['dpd.timeoutSeconds', 'tags.部门']));
		for (const {message} of unseen) expect(message).toMatch(/does not show it.*not changed from here/);
		const asItStands = await checked('vpnx-5p7vkch8');
		expect(asItStands.findings.filter(({rule}) => rule === 'change.unseen')).toEqual([]);
	});

	test('what only a new connection has is warned of at its answer', async () => {
		const {findings} = await checked('vpn-40f41529', draft => writePath(draft, 'outsideAddressType', 'PrivateIpv4'));
		expect(findings).toContainEqual(
			expect.objectContaining({
				field: 'outsideAddressType',
				message: expect.stringMatching(/^only by a new connection: /),
			}),
		);
	});
});

/** The plan that gives a connection one more tag. */
async function tagged(id: string) {
	const {document} = await readBack(session, placeOf(id), signal, true);
	const {document: wanted} = documentOfDraft({...document, tags: {...document.tags, owner: 'berlin'}});
	if (!wanted) throw new Error('no document');
	const {plan} = await planConnection(session, wanted, signal, {connectionId: id, prune: true});
	return {plan, secrets: new Map(), account: undefined};
}

const journals = () => readdirSync(join(home, 'state', 'runs')).filter(name => name.endsWith('.jsonl'));

describe('several connections', () => {
	test('are changed one after the other, each with a journal of its own', async () => {
		const plans = [await tagged('vpn-40f41529'), await tagged('vpn-094aac9679b8ce92e')];
		const ended: number[] = [];
		for await (const one of runPlans(session, plans, {signal})) {
			if ('event' in one && one.event.type === 'finished') ended.push(one.index);
		}

		expect(ended).toEqual([0, 1]);
		expect(journals()).toHaveLength(2);
		for (const id of ['vpn-40f41529', 'vpn-094aac9679b8ce92e'])
			expect((await readBack(session, placeOf(id), signal, true)).document.tags).toMatchObject({owner: 'berlin'});
	});

	test('that come after one that was stopped are left as they were', async () => {
		const plans = [await tagged('vpn-40f41529'), await tagged('vpn-094aac9679b8ce92e')];
		const stop = new AbortController();
		const told: string[] = [];
		for await (const one of runPlans(session, plans, {signal: stop.signal})) {
			const type = 'event' in one ? one.event.type : 'broke';
			told.push(`${one.index} ${type}`);
			if (type === 'started') stop.abort();
		}

		expect(told).toContain('0 stopped');
		expect(told.filter(each => each.startsWith('1 '))).toEqual([]);
		expect((await readBack(session, placeOf('vpn-094aac9679b8ce92e'), signal, true)).document.tags).not.toHaveProperty(
			'owner',
		);
		expect(journals().map(name => readFileSync(join(home, 'state', 'runs', name), 'utf8'))).toHaveLength(1);
	});

	test('that come after one that does not stand as it was asked for are left as they were', async () => {
		const plans = [await tagged('vpn-40f41529'), await tagged('vpn-094aac9679b8ce92e')];
		const cloud = await session.cloud('aws', 'eu-central-1');
		// somebody takes the tag off again while the run has hardly ended
		const taken: Session = {
			...session,
			cloud: async (...at) =>
				Object.create(await session.cloud(...at), {
					plan: {
						value: (...given: Parameters<typeof cloud.plan>) => {
							const plan = cloud.plan(...given);
							const difference = {field: 'tags.owner', what: 'tag owner', was: '', wanted: 'berlin'};
							return {...plan, comparison: plan.comparison && {...plan.comparison, differences: [difference]}};
						},
					},
				}),
		};
		const told: string[] = [];
		for await (const one of runPlans(taken, plans, {signal}))
			told.push(`${one.index} ${'event' in one ? one.event.type : 'broke'}`);
		expect(told.at(-1)).toBe('0 finished');
		expect(told.filter(each => each.startsWith('1 '))).toEqual([]);
	});
});

test('the dry run of an edit is made of what stands now: what somebody else changed since is told first, and nothing is planned', async () => {
	const id = 'vpn-40f41529';
	const {document: was} = await readBack(session, placeOf(id), signal, true);
	const mine = structuredClone(was);
	writePath(mine, 'security.options.dpdTimeoutSeconds', 45);
	const told: WizardEvent[] = [];
	const ask = () =>
		dryRun(
			session,
			{
				type: 'preflight',
				request: 1,
				draft: mine,
				keys: {},
				generated: {},
				converge: {connectionId: id, prune: true},
				edits: {id, was},
			},
			event => told.push(event),
			signal,
		);
	await ask();
	expect(told.at(0)).toMatchObject({type: 'planned'});
	for await (const _ of runPlans(session, [await tagged(id)], {signal}));
	told.length = 0;
	await ask();
	expect(told).toMatchObject([{type: 'standing-read', id, draft: {tags: {owner: 'berlin'}}}]);
});

test('one option that somebody else sets at the cloud is all that moved, though no preset tells the rest any more', async () => {
	const id = await made('aws-vgw-static');
	const {document: was} = await readBack(session, placeOf(id), signal, true);
	const cloud = await session.cloud('aws', 'eu-central-1');
	const {connections = []} = await cloud.facts(was, signal, id);
	const [, second] = connections.find(each => each.id === id)?.tunnels ?? [];
	const ec2 = new EC2Client({
		endpoint: sandbox.endpoints.ec2,
		region: 'eu-central-1',
		credentials: awsAdministrator,
	});
	await ec2.send(
		new ModifyVpnTunnelOptionsCommand({
			VpnConnectionId: id,
			VpnTunnelOutsideIpAddress: second?.key,
			TunnelOptions: {DPDTimeoutSeconds: 60},
		}),
	);
	ec2.destroy();
	const {document: now} = await readBack(session, placeOf(id), signal, true);
	expect(was.security.preset).toBe('strong');
	expect(movedSince(was, now)).toMatchObject([{field: 'tunnels[1].options.dpdTimeoutSeconds', was: '30', now: '60'}]);
});

describe('a tag that no screen can show', () => {
	const id = 'vpn-40f41529';
	const odd = {Key: 'team', Value: 'Team\u200b\tNetwork \u202Ex'};

	/** Somebody sets it at the cloud itself. */
	async function tagSet(...Tags: readonly Tag[]): Promise<void> {
		const ec2 = new EC2Client({
			endpoint: sandbox.endpoints.ec2,
			region: 'eu-central-1',
			credentials: awsAdministrator,
		});
		await ec2.send(new CreateTagsCommand({Resources: [id], Tags: [...Tags]}));
		ec2.destroy();
	}

	test('is in no document, changes nothing, is refused by nothing, and is told', async () => {
		await tagSet(odd);
		const {document, leftOut} = await readBack(session, placeOf(id), signal, true);
		expect(document.tags).not.toHaveProperty('team');
		expect(leftOut).toContainEqual(expect.objectContaining({why: expect.stringMatching(/tag team .*stays as it is/)}));
		const {changes, findings} = await checked(id);
		expect(changes).toEqual([]);
		expect(findings.filter(({severity}) => severity === 'refuse')).toEqual([]);
		for (const tags of [document.tags, {...document.tags, team: odd.Value}]) {
			const {document: wanted} = documentOfDraft({...document, tags});
			if (!wanted) throw new Error('no document');
			const {plan} = await planConnection(session, wanted, signal, {connectionId: id, prune: true});
			expect(plan.comparison?.differences).toEqual([]);
			expect(plan.actions).toEqual([]);
		}
	});

	test('stays as it is while another tag is changed', async () => {
		await tagSet(odd);
		const {plan, secrets, account} = await tagged(id);
		expect(plan.comparison?.differences.map(({field}) => field)).toEqual(['tags.owner']);
		for await (const _ of runPlans(session, [{plan, secrets, account}], {signal}));
		const cloud = await session.cloud('aws', 'eu-central-1');
		const facts = await cloud.facts(plan.document, signal, id);
		const settings = facts.connections?.find(each => each.id === id)?.settings ?? {};
		expect(settings).toMatchObject({'tags.owner': 'berlin', 'tags.team': odd.Value});
	});

	test('is changed where a document names it, and then stands as it says', async () => {
		await tagSet(odd);
		const {document} = await readBack(session, placeOf(id), signal, true);
		const {document: wanted} = documentOfDraft({...document, tags: {...document.tags, team: 'net'}});
		if (!wanted) throw new Error('no document');
		const {plan} = await planConnection(session, wanted, signal, {connectionId: id, prune: true});
		expect(plan.comparison?.differences).toMatchObject([
			{field: 'tags.team', was: 'Team\\u200b\\tNetwork \\u202ex', wanted: 'net'},
		]);
		for await (const one of runPlans(session, [{plan, secrets: new Map(), account: undefined}], {signal}))
			if ('event' in one) expect(one.event.type).not.toBe('failed');
		expect((await readBack(session, placeOf(id), signal, true)).document.tags).toMatchObject({team: 'net'});
	});
});
