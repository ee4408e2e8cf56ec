import {afterEach, describe, expect, it} from 'vitest';
import type {Check, Cloud} from '../../src/clouds/contract/cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import type {ConnectionDocument} from '../../src/connection/document.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {awsDocument, startAws} from './aws/documents.ts';
import {bgp, ccn, destinationRoutes, policy, tencentDocument} from './tencent/documents.ts';

/* What a user would lose: a row of ticks that promises more than was looked at. */

/** All that a line of a dry run can stand on; which rule or limit it was may follow. */
const rule = /^rule( [\w.-]+)?(,( and)? read of the account)?$/;
const read = /^read of the account( against the documented default limit)?$/;
const dryRun = /^AWS dry run \(permission only\)$/;
const nothing = /^nothing can tell before(: .+)?$/;
/** It was asked, or would have been, and this is why nobody knows. */
const noAnswer = /^(could not be asked: .+|the cloud refused to tell)$/;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function begin(id: ConnectionDocument['cloud']): Promise<{readonly cloud: Cloud; readonly sandbox: Sandbox}> {
	if (id === 'aws') return opened(await startAws());
	const sandbox = await startSandbox({port: 0, speed: 200});
	return opened({sandbox, cloud: createTencentCloud({env: sandbox.env, sandbox: true, timeoutMs: 5000})});
}

function opened<Both extends {readonly cloud: Cloud; readonly sandbox: Sandbox}>(both: Both): Both {
	closers.push(async () => {
		both.cloud.close();
		await both.sandbox.close();
	});
	return both;
}

async function checked(document: ConnectionDocument, spoil?: (sandbox: Sandbox) => void) {
	const {cloud, sandbox} = await begin(document.cloud);
	const {signal} = new AbortController();
	const facts = await cloud.facts(document, signal);
	const plan = cloud.plan(document, facts);
	spoil?.(sandbox);
	const checks: Check[] = [];
	for await (const check of cloud.preflight(plan, facts, new Map(), signal)) checks.push(check);
	return {plan, checks};
}

const statics = {mode: 'static', prefixes: ['192.168.77.0/24', '192.168.78.0/24']};
const documents: readonly {readonly title: string; readonly document: ConnectionDocument}[] = [
	{title: 'AWS, BGP', document: awsDocument()},
	{title: 'AWS, static routes', document: awsDocument({routing: statics})},
	{
		title: 'AWS, transit gateway',
		document: awsDocument({cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}, routing: statics}),
	},
	{
		title: 'AWS, weak and with typed keys',
		document: awsDocument({
			security: {preset: 'compatible'},
			tunnels: [{presharedKey: {from: 'prompt'}}, {presharedKey: {from: 'env', name: 'KEY'}}],
		}),
	},
	{title: 'AWS, refused', document: awsDocument({acceleration: true, tunnelBandwidth: 'large'})},
	{title: 'Tencent Cloud, SPD', document: policy},
	{title: 'Tencent Cloud, destination routes', document: destinationRoutes},
	{title: 'Tencent Cloud, BGP', document: bgp},
	{title: 'Tencent Cloud, CCN', document: ccn},
	{
		title: 'Tencent Cloud, refused',
		document: tencentDocument({ranges: [{cloudSide: '10.8.4.0/24', siteSide: ['10.8.5.0/24']}]}),
	},
];

describe.each(documents)('each line of a dry run says what it proves: $title', ({document}) => {
	it('a rule, a read of the account, a dry run of AWS, or nothing and why', async () => {
		const {plan, checks} = await checked(document);
		for (const check of checks) expectHonest(check);
		for (const {id, call, dryRun: has} of plan.actions) {
			const line = checks.find(({action}) => action === id) ?? checks.find(({detail}) => detail.includes(call));
			expect(line, `${call} has a line`).toBeDefined();
			if (has) expect(line?.id).toBe(`dry-run:${id}`);
			else expect(line?.proves).toMatch(nothing);
		}

		expect(checks.some(({proves}) => rule.test(proves))).toBe(true);
		expect(checks.some(({proves}) => read.test(proves))).toBe(true);
		expect(checks.some(({proves}) => nothing.test(proves))).toBe(true);
		expect(checks.some(({proves}) => dryRun.test(proves))).toBe(document.cloud === 'aws');
	});
});

it.each([
	{document: awsDocument(), action: 'CreateVpnConnection'},
	{document: policy, action: 'DescribeVpnConnections'},
])('a $document.cloud check that gets no answer still says what it stands on', async ({document, action}) => {
	const {checks} = await checked(document, sandbox => sandbox.addFault({kind: 'error5xx', action}));
	for (const check of checks) expectHonest(check);
	expect(checks.filter(({unanswered}) => unanswered).length).toBeGreaterThan(0);
});

function expectHonest(check: Check): void {
	const kinds = [rule, read, dryRun, nothing, noAnswer].filter(kind => kind.test(check.proves));
	expect(kinds, `${check.id}: ${check.proves}`).toHaveLength(1);
	// What nothing can tell is neither passed nor refused, and has its reason; what is not known was proved by nothing.
	expect(nothing.test(check.proves) || noAnswer.test(check.proves), check.id).toBe(check.result === 'unknown');
	if (check.unanswered) expect(check.proves).toMatch(/^could not be asked/);
	if (check.result === 'unknown') expect(check.detail, check.id).not.toBe('');
	// A permission is all that AWS's dry run tells.
	if (dryRun.test(check.proves)) expect(check.id).toMatch(/^dry-run:/);
}
