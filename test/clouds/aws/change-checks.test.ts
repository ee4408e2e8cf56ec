import {describe, expect, it} from 'vitest';
import type {AwsConnection} from '../../../src/clouds/aws/document.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {converge} from './converge.ts';
import {saidOtherwise as changed, freshDocument as fresh} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: a refusal of AWS that the dry run could have told, or a warning of what they never touched. */

let cloud: Cloud;
let sandbox: Sandbox;
withFreshAws(world => {
	({cloud, sandbox} = world);
});

describe('the dry run of a change', () => {
	const checksOf = async (document: AwsConnection) => {
		const {signal} = new AbortController();
		const facts = await cloud.facts(document, signal);
		const plan = cloud.plan(document, facts);
		const checks = [];
		for await (const check of cloud.preflight(plan, facts, new Map(), signal)) checks.push(check);
		return {checks, expected: cloud.expectedChecks?.(plan, facts, new Map()), plan};
	};

	it('asks for each call with all that it would send, and says was → will be with what goes down', async () => {
		const document = fresh();
		await converge(cloud, document);
		const wanted = changed(document, {security: {preset: 'compatible'}, tags: {team: 'net'}});
		const since = sandbox.requests.length;
		const {checks, expected} = await checksOf(wanted);
		expect(checks).toHaveLength(expected ?? -1);
		const asked = sandbox.requests.slice(since).filter(({dryRun}) => dryRun);
		// tags of the connection, and of the customer gateway that was made with it
		const calls = [
			'DescribeVpnConnections',
			'CreateTags',
			'CreateTags',
			'ModifyVpnTunnelOptions',
			'ModifyVpnTunnelOptions',
		];
		expect(asked.map(({action, code}) => [action, code])).toEqual(calls.map(action => [action, 'DryRunOperation']));
		expect(checks.filter(({result}) => result === 'refuse')).toEqual([]);
		expect(checks.map(({detail}) => detail).join('\n')).toMatch(/restart → clear.*tunnel 1 .*interrupted/);
		// the weak ciphers come with the change, and are warned of; what stands is not judged anew
		expect(checks.map(({id}) => id)).toContain('rule:aws.crypto.sha1');
	});

	it('refuses values that do not go together with those that stand, at their field', async () => {
		const document = fresh({security: {preset: 'strong', options: {phase1Encryption: ['AES256-GCM-16']}}});
		await converge(cloud, document);
		const options = {phase1Encryption: ['AES256-GCM-16'], ikeVersions: ['ikev1']};
		const {checks} = await checksOf(changed(document, {security: {preset: 'strong', options}}));
		expect(checks.filter(({result}) => result === 'refuse')).toEqual([
			expect.objectContaining({id: 'rule:aws.crypto.gcm-needs-ikev2', field: 'security.options.phase1Encryption'}),
		]);
	});

	it('judges nothing that stands and is not changed, and no rule for a new connection', async () => {
		const document = fresh({security: {preset: 'compatible'}});
		await converge(cloud, document);
		const {checks} = await checksOf(changed(document, {tags: {team: 'net'}}));
		expect(checks.filter(({id}) => id.startsWith('rule'))).toEqual([
			expect.objectContaining({id: 'rules:change', result: 'pass'}),
		]);
	});
});
