import {afterEach, describe, expect, it} from 'vitest';
import type {
	ActionResult,
	Check,
	Cloud,
	CloudErrorInfo,
	ConnectionStatus,
	Facts,
	Plan,
	UndoStep,
} from '../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import type {ConnectionDocument} from '../../src/connection/document.ts';
import {Secret} from '../../src/connection/secret.ts';
import {UserError} from '../../src/connection/user-error.ts';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {expectSight} from './contract-sight.ts';

/** Whoever plays the cloud's side: the sandbox, or what a cloud of the tests' own has in its place. */
type Played = Pick<Sandbox, 'env' | 'addFault' | 'clearFaults' | 'close'> & {
	readonly requests: readonly Pick<Sandbox['requests'][number], 'action' | 'dryRun' | 'code'>[];
};

/** What a cloud's own test hands to the suite. */
export interface CloudUnderTest {
	/** A region in which the sandbox has gateways of both ends. */
	readonly region: string;
	/** One valid document per mode; each must be makeable on a fresh sandbox. */
	readonly documents: readonly {readonly title: string; readonly document: ConnectionDocument}[];
	/** A fresh sandbox and the cloud pointed at it. `timeoutMs` goes to the cloud's options. The suite closes both. */
	start(options: SandboxOptions & {readonly timeoutMs?: number}): Promise<{
		readonly cloud: Cloud;
		readonly sandbox: Played;
	}>;
	/** What its command lines begin with: `tccli`. */
	readonly tool: string;
	/** API actions that change something: `/^(Create|Delete)/`. */
	readonly changes: RegExp;
	/** A list call that `regions` or `siteGateways` makes, for faults: `DescribeCustomerGateways`. */
	readonly siteGatewayCall: string;
	/** The call that makes the connection: `CreateVpnConnection`. */
	readonly connectionCall: string;
}

/** A delete as text, one for each of its routes. */
function callsOf({call, parameters: {Destinations, ...rest}}: UndoStep): readonly string[] {
	const named = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
	return [Destinations ?? ''].flat().map(destination => JSON.stringify([call, named, destination]));
}

const fast = 200;
const settleLimitMs = 30_000;

/**
 * What every cloud promises to the rest of the program, against the sandbox through the real SDK.
 * `make` gives the cloud's part; the suite starts a sandbox of its own for each test.
 */
export function cloudContract(name: string, make: () => CloudUnderTest): void {
	const subject = make();
	const closers: (() => Promise<void>)[] = [];

	async function begin(options: SandboxOptions & {readonly timeoutMs?: number} = {}) {
		const {cloud, sandbox} = await subject.start({port: 0, speed: fast, ...options});
		closers.push(async () => {
			cloud.close();
			await sandbox.close();
		});
		return {cloud, sandbox, signal: new AbortController().signal};
	}

	function changesMade(sandbox: Played): readonly string[] {
		return sandbox.requests
			.filter(request => subject.changes.test(request.action) && !request.dryRun && request.code === '')
			.map(request => request.action);
	}

	afterEach(async () => {
		for (const close of closers.splice(0)) await close();
	});

	describe(`${name}: what can be chosen`, () => {
		it('lists regions, says why one cannot be chosen, and offers the test region', async () => {
			const {cloud, signal} = await begin();
			const regions = await cloud.regions(signal);
			expectChoices(regions);
			expect(regions.find(region => region.id === subject.region)?.selectable).toBe(true);
		});

		it('lists gateways of both ends, with reasons for what cannot be chosen, free of control characters', async () => {
			const {cloud, signal} = await begin();
			const cloudGateways = await cloud.cloudGateways(subject.region, signal);
			const siteGateways = await cloud.siteGateways(subject.region, signal);
			expectChoices(cloudGateways);
			expectChoices(siteGateways);
			expect(cloudGateways.some(gateway => gateway.selectable)).toBe(true);
			expect(siteGateways.some(gateway => gateway.selectable)).toBe(true);
			for (const gateway of siteGateways) expect(gateway.address).toMatch(/^[\d.]*$/);
			for (const gateway of cloudGateways) expect(gateway.state).not.toBe('');
		});

		it('lists route tables of a gateway’s network', async () => {
			const {cloud, signal} = await begin();
			const gateways = await cloud.cloudGateways(subject.region, signal);
			const vpcId = gateways.find(gateway => gateway.selectable && gateway.vpcId)?.vpcId;
			if (!vpcId) throw new Error('the sandbox has no selectable gateway with a VPC');
			const tables = await cloud.routeTables(subject.region, vpcId, signal);
			for (const table of tables) expect(table.vpcId).toBe(vpcId);
		});

		it('says whose account it is without showing a key', async () => {
			const {cloud, sandbox, signal} = await begin();
			const identity = await cloud.identity(signal);
			expect(identity.sandbox).toBe(true);
			expect(identity.account).toMatch(/^\d+$/);
			const text = JSON.stringify(identity);
			for (const [variable, value] of Object.entries(sandbox.env))
				if (/KEY|SECRET|TOKEN/.test(variable)) expect(text).not.toContain(value);
		});
	});

	describe.each(subject.documents)(`${name}: $title`, ({document}) => {
		it('has no refusal, and a plan that is plain, stable data in a workable order', async () => {
			const {cloud, signal} = await begin();
			const facts = await cloud.facts(document, signal);
			expect(cloud.check(document, facts).filter(finding => finding.severity === 'refuse')).toEqual([]);
			const plan = cloud.plan(document, facts);
			expect(plan.exists).toBeUndefined();
			expectPlainPlan(plan);
			expect(cloud.plan(document, facts)).toEqual(plan);
			for (const action of plan.actions) {
				// no text of a document's begins a line of its own
				const begins = new RegExp(
					`^(?:[A-Z_]+=\\$\\()?(?:${subject.tool}|echo|printf %s|for attempt in|case \\$[A-Z_]+ in|\\[ "\\$STATE" =) `,
				);
				for (const line of cloud.commandLine(action, plan).split('\n')) expect(line).toMatch(begins);
			}
		});

		it('is checked without changing anything', async () => {
			const {cloud, sandbox, signal} = await begin();
			const {plan, facts, secrets} = await planned(cloud, document, signal);
			const checks = await collect(cloud.preflight(plan, facts, secrets, signal));
			expect(checks.filter(check => check.result === 'refuse')).toEqual([]);
			// "checked 9 of 11" must come true
			expect(cloud.expectedChecks?.(plan, facts, secrets)).toBe(checks.length);
			for (const check of checks) {
				expect(check.title).not.toBe('');
				expect(check.proves).not.toBe('');
			}

			expect(new Set(checks.map(check => check.id)).size).toBe(checks.length);
			expect(changesMade(sandbox)).toEqual([]);
		});

		it('is made action by action, found again, seen as existing, comes UP, and is known whole by what hangs on it', async () => {
			const {cloud, signal, sandbox} = await begin();
			const {plan, secrets} = await planned(cloud, document, signal);
			const results = new Map<string, ActionResult>();
			const context = {plan, secrets, results, signal, runId: 'run-0001'};
			for (const action of plan.actions) {
				const result = await cloud.perform(action, context);
				if (action.makes !== '') expect(result.id).not.toBe('');
				expect(result.existed).toBe(false);
				results.set(action.id, result);
				await cloud.settle(action, result, context);
				if (action.makes !== '') {
					const found = await cloud.find(action, context);
					expect(found?.id).toBe(result.id);
				}
			}

			const again = cloud.plan(document, await cloud.facts(document, signal));
			expect(again.exists).toBeDefined();
			expect(again.actions).toEqual([]);
			const id = results.get(connectionAction(plan, subject.connectionCall).id)?.id ?? '';
			expect(again.exists?.id).toBe(id);
			const up = await untilUp(cloud, document.region, id, signal);
			for (const tunnel of up.tunnels) expect(tunnel.key).not.toBe('');
			const sent = sandbox.requests.length;
			await expectSight(cloud, up, secrets.values(), signal);
			const dependents = await cloud.dependents?.(document.region, id, signal);
			expect(sandbox.requests.slice(sent).filter(({action}) => subject.changes.test(action))).toEqual([]);
			const parts = dependents?.parts ?? [];
			expect(dependents).toMatchObject({region: document.region, connection: {id, name: plan.name}, unread: []});
			expect(new Set(parts.map(part => part.id)).size).toBe(parts.length);
			expect(JSON.stringify(dependents)).not.toContain([...secrets.values()][0]?.reveal() ?? 'no key');
			// whatever an undo of this run would take away hangs on the connection
			const known = parts.flatMap(({steps}) => steps.flatMap(callsOf));
			for (const step of cloud.undoSteps({plan, results, standing: new Map()}))
				for (const call of callsOf(step)) expect(known).toContain(call);
			await expect(cloud.dependents?.(document.region, `${id}0`, signal)).rejects.toBeInstanceOf(UserError);
		}, 60_000);
	});

	describe(`${name}: pre-shared keys`, () => {
		it('makes keys that it accepts, each different, and refuses an empty one', async () => {
			const {cloud} = await begin();
			const keys = Array.from({length: 50}, () => cloud.generatePresharedKey());
			for (const key of keys) expect(cloud.checkPresharedKey(key)).toBeUndefined();
			expect(new Set(keys.map(key => key.reveal())).size).toBe(50);
			expect(cloud.checkPresharedKey(new Secret(''))).toBeTypeOf('string');
		});

		it('never shows one: not in the plan, the command lines, the checks or the results', async () => {
			const {cloud, signal} = await begin();
			for (const {document} of subject.documents) {
				const secretive = withTypedKeys(document);
				const facts = await cloud.facts(secretive, signal);
				const plan = cloud.plan(secretive, facts);
				const {secrets, values} = typedSecrets(cloud, secretive);
				expect(values.length).toBeGreaterThan(0);
				const checks = await collect(cloud.preflight(plan, facts, secrets, signal));
				const shown = [
					JSON.stringify(plan),
					JSON.stringify(checks),
					...plan.actions.map(action => cloud.commandLine(action, plan)),
				].join('\n');
				for (const value of values) expect(shown).not.toContain(value);
			}
		});
	});

	describe(`${name}: when things go wrong`, () => {
		it.each([
			{kind: 'throttle', expected: 'api', retryable: true},
			{kind: 'error5xx', expected: 'api', retryable: true},
			{kind: 'reset', expected: 'network', retryable: true},
			{kind: 'garbage', expected: 'protocol', retryable: true},
			{kind: 'hang', expected: 'timeout', retryable: true},
		] as const)(
			'a read that meets $kind ends in a CloudError that can be retried',
			async ({kind, expected, retryable}) => {
				// Throttled reads are sent again for a while: only a call that hangs should meet the time limit.
				const {cloud, sandbox, signal} = await begin({timeoutMs: kind === 'hang' ? 1500 : 5000});
				sandbox.addFault({kind, action: subject.siteGatewayCall});
				const info = await failure(cloud.siteGateways(subject.region, signal));
				expect(info).toMatchObject({kind: expected, retryable, ambiguous: false});
				sandbox.clearFaults();
				expectChoices(await cloud.siteGateways(subject.region, signal));
			},
			30_000,
		);

		it('an aborted call ends at once, as an aborted CloudError', async () => {
			const {cloud, sandbox} = await begin();
			sandbox.addFault({kind: 'hang', action: subject.siteGatewayCall});
			const controller = new AbortController();
			const pending = failure(cloud.siteGateways(subject.region, controller.signal));
			controller.abort();
			expect((await pending).kind).toBe('aborted');
		});

		it('a create whose reply is lost is ambiguous, is not sent twice, and is found afterwards', async () => {
			const {cloud, sandbox, signal} = await begin();
			const document = subject.documents[0]?.document;
			if (!document) throw new Error('no document');
			const {plan, secrets} = await planned(cloud, document, signal);
			const results = new Map<string, ActionResult>();
			const context = {plan, secrets, results, signal, runId: 'run-0002'};
			const last = connectionAction(plan, subject.connectionCall);
			for (const action of plan.actions) {
				if (action.id === last.id) break;
				const result = await cloud.perform(action, context);
				results.set(action.id, result);
				await cloud.settle(action, result, context);
			}

			expect(await cloud.find(last, context)).toBeUndefined();
			sandbox.addFault({kind: 'lost-reply', action: subject.connectionCall, times: 1});
			const info = await failure(cloud.perform(last, context));
			expect(info).toMatchObject({ambiguous: true, retryable: false});
			expect(sandbox.requests.filter(request => request.action === subject.connectionCall)).toHaveLength(1);
			const found = await cloud.find(last, context);
			expect(found?.id).toBeTruthy();
			expect(found?.existed).toBe(false);
		}, 60_000);

		it('a region that is not there ends in a CloudError with words', async () => {
			const {cloud, signal} = await begin();
			const info = await failure(cloud.siteGateways('xx-nowhere-1', signal));
			expect(info.cloud).toBe(cloud.id);
			expect(info.message).not.toBe('');
		});
	});

	describe(`${name}: rules`, () => {
		it('have unique ids, words, a mend and a source, and accept an empty draft', async () => {
			const {cloud} = await begin();
			expect(new Set(cloud.rules.map(rule => rule.id)).size).toBe(cloud.rules.length);
			for (const rule of cloud.rules) {
				expect(rule.clouds).toContain(cloud.id);
				for (const text of [rule.says, rule.mend, rule.source]) expect(text).not.toBe('');
				expect(rule.check({cloud: cloud.id}, {})).toBeInstanceOf(Array);
			}
		});
	});
}

function expectChoices(
	choices: readonly {
		readonly id: string;
		readonly name: string;
		readonly selectable: boolean;
		readonly reason?: string;
	}[],
): void {
	expect(choices.length).toBeGreaterThan(0);
	expect(new Set(choices.map(choice => choice.id)).size).toBe(choices.length);
	for (const choice of choices) {
		expect(choice.id).not.toBe('');
		expect(choice.name).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
		if (!choice.selectable) expect(choice.reason).toBeTruthy();
	}
}

function expectPlainPlan(plan: Plan): void {
	expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
	expect(plan.actions.length).toBeGreaterThan(0);
	const before = new Set<string>();
	for (const action of plan.actions) {
		expect(before.has(action.id)).toBe(false);
		for (const id of action.after) expect(before).toContain(id);
		before.add(action.id);
		for (const hole of resultHoles(action.parameters)) expect(action.after).toContain(hole);
		expect(action.title).not.toBe('');
	}
}

function resultHoles(value: unknown): readonly string[] {
	if (Array.isArray(value)) return value.flatMap(resultHoles);
	if (typeof value !== 'object' || value === null) return [];
	if ('$result' in value && typeof value.$result === 'string') return [value.$result];
	return Object.values(value).flatMap(resultHoles);
}

async function planned(
	cloud: Cloud,
	document: ConnectionDocument,
	signal: AbortSignal,
): Promise<{readonly plan: Plan; readonly facts: Facts; readonly secrets: ReadonlyMap<string, Secret>}> {
	const facts = await cloud.facts(document, signal);
	return {plan: cloud.plan(document, facts), facts, secrets: typedSecrets(cloud, document).secrets};
}

function typedSecrets(
	cloud: Cloud,
	document: ConnectionDocument,
): {readonly secrets: ReadonlyMap<string, Secret>; readonly values: readonly string[]} {
	const secrets = new Map(cloud.secretsOf(document).map(({name}) => [name, cloud.generatePresharedKey()]));
	return {secrets, values: [...secrets.values()].map(secret => secret.reveal())};
}

/** The first key is typed, the others stand in the environment. */
function withTypedKeys(document: ConnectionDocument): ConnectionDocument {
	const copy = structuredClone(document);
	for (const [index, field] of moduleOf(document.cloud).keyFields.entries())
		putAt(copy, field, index === 0 ? {from: 'prompt'} : {from: 'env', name: 'SECOND_KEY'});
	return copy;
}

/** @param field `tunnels[0].presharedKey` */
function putAt(target: object, field: string, value: object): void {
	const path = field.split(/[.[\]]+/);
	const last = path.pop() ?? '';
	// every step but the last is an object or list of the document's
	const holder = path.reduce<object>((at, name) => Reflect.get(at, name), target);
	Reflect.set(holder, last, value);
}

function connectionAction(plan: Plan, call: string) {
	const action = plan.actions.find(candidate => candidate.call === call);
	if (!action) throw new Error(`the plan has no ${call}`);
	return action;
}

async function collect(checks: AsyncIterable<Check>): Promise<readonly Check[]> {
	const all: Check[] = [];
	for await (const check of checks) all.push(check);
	return all;
}

async function failure(promise: Promise<unknown>): Promise<CloudErrorInfo> {
	try {
		await promise;
	} catch (error) {
		expect(error).toBeInstanceOf(CloudError);
		if (error instanceof CloudError) return error.info;
	}

	throw new Error('expected it to fail');
}

async function untilUp(cloud: Cloud, region: string, id: string, signal: AbortSignal): Promise<ConnectionStatus> {
	const until = Date.now() + settleLimitMs;
	for (;;) {
		const [status] = await cloud.status(region, [id], signal);
		if (status && status.tunnels.length > 0 && status.tunnels.every(tunnel => tunnel.state === 'UP')) return status;
		if (Date.now() > until) throw new Error(`not UP in time: ${JSON.stringify(status)}`);
		// The sandbox's clock is the only event there is: a status can only be asked for again.
		await new Promise(resolve => {
			setTimeout(resolve, 50);
		});
	}
}
