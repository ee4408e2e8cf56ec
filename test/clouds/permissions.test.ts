import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import * as z from 'zod';
import {missingPermissionsOf, policyText} from '../../src/clouds/permissions.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from '../commands/fake-io.ts';

/* What a user would lose: a policy to paste that the cloud's console refuses, or that leaves out the permission that was missing. */

/** Sources: IAM User Guide, "Grammar of the IAM JSON policy language"; Tencent Cloud, product 215, page 35499, "Policy Syntax". */
const grammars = {
	aws: z.strictObject({
		Version: z.literal('2012-10-17'),
		Statement: z.array(
			z.strictObject({
				Effect: z.literal('Allow'),
				Action: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/)).min(1),
				Resource: z.literal('*'),
			}),
		),
	}),
	tencent: z.strictObject({
		version: z.literal('2.0'),
		// "Each policy has one statement element"
		statement: z.tuple([
			z.strictObject({
				effect: z.literal('allow'),
				action: z.array(z.string().regex(/^name\/[a-z0-9]+:[A-Za-z0-9]+$/)).min(1),
				resource: z.tuple([z.literal('*')]),
			}),
		]),
	}),
} as const;

function actionsIn(cloud: 'aws' | 'tencent', text: string): readonly string[] {
	const json: unknown = JSON.parse(text);
	return cloud === 'aws'
		? grammars.aws.parse(json).Statement.flatMap(({Action}) => Action)
		: grammars.tencent.parse(json).statement.flatMap(({action}) => action);
}

describe('a policy', () => {
	it.each([
		['aws', ['ec2:CreateVpnConnection', 'ec2:CreateTags', 'ec2:CreateVpnConnection', 'sts:GetCallerIdentity']],
		['tencent', ['name/vpc:DescribeVpcs', 'name/sts:GetCallerIdentity', 'name/vpc:DescribeVpcs']],
	] as const)('of %s keeps its grammar, with each action once, in order', (cloud, actions) => {
		expect(actionsIn(cloud, policyText(cloud, actions))).toEqual([...new Set(actions)].sort());
	});

	it('has what all the checks of a dry run found missing, each once', () => {
		const checks = [{permissions: ['ec2:B', 'ec2:A']}, {}, {permissions: ['ec2:A']}, {permissions: []}];
		expect(missingPermissionsOf(checks)).toEqual(['ec2:A', 'ec2:B']);
	});
});

describe('plan, where a call is denied', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({speed: 1000});
	});
	afterAll(() => sandbox.close());

	async function plan(file: string) {
		const io = fakeIo({env: sandbox.env});
		const code = await runArguments(['plan', `examples/${file}.json`], undefined, io);
		return {code, told: `${io.stdout()}\n${io.stderr()}`};
	}

	/** Lists that this plan does not need: what they hold cannot change it. */
	const unneeded = {
		'aws-new-vgw': ['DescribeTransitGateways', 'DescribeTransitGatewayAttachments', 'DescribeVpnConcentrators'],
		'aws-tgw-static': ['DescribeVpnConcentrators'],
		'tencent-vpc-static': [],
	} as const;

	it.each([
		['aws', 'aws-new-vgw', 'ec2'],
		['aws', 'aws-tgw-static', 'ec2'],
		['tencent', 'tencent-vpc-static', 'tencent'],
	] as const)(
		'of %s (%s) prints a policy with its action, for every call that it makes and needs',
		async (cloud, file, service) => {
			const before = sandbox.requests.length;
			expect((await plan(file)).code).toBe(0);
			const unused: readonly string[] = ['GetCallerIdentity', ...unneeded[file]];
			const calls = [...new Set(sandbox.requests.slice(before).map(({action}) => action))];
			const needed = calls.filter(call => cloud === 'tencent' || !unused.includes(call));
			expect(needed.length).toBeGreaterThan(5);
			for (const action of needed) {
				sandbox.addFault({kind: 'denied', service, action});
				const {told} = await plan(file);
				sandbox.clearFaults();
				// the JSON after the policy's title, up to the brace that closes it
				const [policy = ''] =
					/\{\n[\s\S]*?\n\s*\}(?=\n(?!\s*[\]}]))/.exec(told.split(/policy that allows them:?\n/)[1] ?? '') ?? [];
				const own =
					cloud === 'aws' ? `ec2:${action}` : `name/${action === 'GetCallerIdentity' ? 'sts' : 'vpc'}:${action}`;
				expect([action, policy === '' ? told : actionsIn(cloud, policy)]).toEqual([action, [own]]);
			}
		},
		60_000,
	);
});
