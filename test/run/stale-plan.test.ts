import {mkdtempSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import {Secret} from '../../src/connection/secret.ts';
import {executePlan} from '../../src/run/engine.ts';
import {createJournal, readJournal, reopenRun} from '../../src/run/journal.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import {undoRun} from '../../src/run/undo.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {viewOf} from '../torture/account-view.ts';

/*
 * Two terminals make the same dry run; one confirms, and a while later the other one does. What it reads on its screen is out of
 * date by then, and acting on it would make a second gateway that is attached to nothing, or a second connection to pay for.
 */
const secrets = new Map([['presharedKey', new Secret('stale.Plan_2026.abcdef')]]);
const signal = new AbortController().signal;
const sleep = async () => {};

it.each(['aws-new-vgw', 'aws-vgw-static', 'aws-tgw-static', 'tencent-vpc-static', 'tencent-vpc-policy'])(
	'a plan of %s that another terminal has carried out meanwhile makes nothing, and its undo deletes nothing',
	async example => {
		const parsed = parseDocument(JSON.parse(await readFile(`examples/${example}.json`, 'utf8')));
		if (!parsed.document) throw new Error('the example is broken');
		const {document} = parsed;
		const sandbox = await startSandbox({speed: 20_000});
		const state = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
		const cloud = await moduleOf(document.cloud).open({env: sandbox.env, sandbox: true});
		const carryOut = async (plan: ReturnType<typeof cloud.plan>) => {
			const journal = await createJournal(state);
			const events: RunEvent[] = [];
			for await (const event of executePlan(cloud, plan, {secrets, signal, sleep, journal})) events.push(event);
			await journal.close();
			return {end: events.at(-1), runId: journal.runId};
		};
		try {
			const facts = await cloud.facts(document, signal);
			const [first, stale] = [cloud.plan(document, facts), cloud.plan(document, facts)];
			expect((await carryOut(first)).end).toMatchObject({type: 'finished'});
			const after = await viewOf(document.cloud, document.region, sandbox.env);
			const {end, runId} = await carryOut(stale);
			expect(end).toMatchObject({type: 'finished', made: []});
			expect(await viewOf(document.cloud, document.region, sandbox.env)).toEqual(after);
			const {journal, record} = await reopenRun(state, runId);
			for await (const _event of undoRun(cloud, record, {journal, signal, sleep}));
			await journal.close();
			expect((await readJournal(state, runId)).state).toBe('undone');
			expect(await viewOf(document.cloud, document.region, sandbox.env)).toEqual(after);
		} finally {
			cloud.close();
			await sandbox.close();
		}
	},
);

it.each(['aws-vgw-static', 'tencent-vpc-policy'])(
	'a plan of %s stops where somebody else has made a connection of other ciphers between the same gateways meanwhile',
	async example => {
		const parsed = parseDocument(JSON.parse(await readFile(`examples/${example}.json`, 'utf8')));
		if (!parsed.document) throw new Error('the example is broken');
		const {document} = parsed;
		const theirs = parseDocument({...document, name: 'theirs', security: {preset: 'compatible'}}).document;
		if (!theirs) throw new Error('the other document is broken');
		const sandbox = await startSandbox({speed: 20_000});
		const cloud = await moduleOf(document.cloud).open({env: sandbox.env, sandbox: true});
		const carryOut = async (plan: ReturnType<typeof cloud.plan>) => {
			const events: RunEvent[] = [];
			for await (const event of executePlan(cloud, plan, {secrets, signal, sleep})) events.push(event);
			return events;
		};
		try {
			const stale = cloud.plan(document, await cloud.facts(document, signal));
			const made = await carryOut(cloud.plan(theirs, await cloud.facts(theirs, signal)));
			expect(made.at(-1)).toMatchObject({type: 'finished'});
			const after = await viewOf(document.cloud, document.region, sandbox.env);
			const events = await carryOut(stale);
			expect(events.at(-2)).toMatchObject({
				type: 'action-failed',
				error: {
					ambiguous: false,
					says: expect.stringMatching(/was made meanwhile, and not by this run: it is (made by run|named)/),
					message: expect.stringMatching(/differs .*(IKE|phase 1) encryption is/),
				},
			});
			expect(events.at(-1)).toMatchObject({type: 'stopped', made: []});
			expect(await viewOf(document.cloud, document.region, sandbox.env)).toEqual(after);
		} finally {
			cloud.close();
			await sandbox.close();
		}
	},
);

it('does not go on with a gateway of another ASN that the VPC got meanwhile, and makes none of its own beside it', async () => {
	const parsed = parseDocument(JSON.parse(await readFile('examples/aws-new-vgw.json', 'utf8')));
	const {document} = parsed;
	if (document?.cloud !== 'aws' || document.cloudGateway.kind !== 'new-vgw') throw new Error('the example is broken');
	const other = {...document, cloudGateway: {...document.cloudGateway, asn: 64_999}};
	const sandbox = await startSandbox({speed: 20_000});
	const cloud = await moduleOf('aws').open({env: sandbox.env, sandbox: true});
	const carryOut = async (plan: ReturnType<typeof cloud.plan>) => {
		const events: RunEvent[] = [];
		for await (const event of executePlan(cloud, plan, {secrets, signal, sleep})) events.push(event);
		return events;
	};
	try {
		const stale = cloud.plan(other, await cloud.facts(other, signal));
		expect((await carryOut(cloud.plan(document, await cloud.facts(document, signal)))).at(-1)).toMatchObject({
			type: 'finished',
		});
		const after = await viewOf('aws', document.region, sandbox.env);
		const events = await carryOut(stale);
		expect(events.at(-2)).toMatchObject({
			type: 'action-failed',
			action: 'cloud-gateway',
			error: {ambiguous: false, message: expect.stringMatching(/got the virtual private gateway vgw-\w+ meanwhile/)},
		});
		expect(events.at(-1)).toMatchObject({type: 'stopped', made: []});
		expect(await viewOf('aws', document.region, sandbox.env)).toEqual(after);
	} finally {
		cloud.close();
		await sandbox.close();
	}
});
