import {DeleteVpnConnectionCommand, EC2Client} from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {awsAdministrator} from '../../src/sandbox/aws-keys.ts';
import {StandingWorld, standing} from './standing-world.ts';

/* What a user would lose: an hour with a run that can never go on, or the belief that a change that was not carried out costs money. */

let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

const {id, region} = standing;
const apply = (input: string, at?: (line: string) => void) =>
	world.run(['apply', '-', '--yes'], {readInput: async () => Buffer.from(input), ...(at ? {at} : {})});

/** Its own document, with another DPD timeout. */
async function changedDocument(): Promise<string> {
	const saved = await world.run(['profiles', 'import', '--from', 'aws', '--id', id, '--region', region, '--name', 'p']);
	expect(saved.code, saved.err).toBe(0);
	const document = JSON.parse((await world.run(['profiles', 'show', 'p'])).out);
	return JSON.stringify({...document, security: {preset: 'custom', options: {dpdTimeoutSeconds: 45}}});
}

describe('a connection that somebody deletes while it is changed', () => {
	it('ends the run for good: it is to be forgotten, and no resume is advised, not even by a resume', async () => {
		const document = await changedDocument();
		const ec2 = new EC2Client({endpoint: world.sandbox.endpoints.ec2, region, credentials: awsAdministrator});
		let deleted: Promise<unknown> | undefined;
		const ran = await apply(document, line => {
			if (/waiting: /.test(line)) deleted ??= ec2.send(new DeleteVpnConnectionCommand({VpnConnectionId: id}));
		});
		await deleted;
		ec2.destroy();
		expect(ran.code, ran.out + ran.err).toBe(4);
		const runId = /journal: (\S+)/.exec(ran.err)?.[1] ?? '';
		const forget = `tunnelwright runs forget ${runId} takes it off the list: what it was about is gone`;
		expect(ran.err).toContain(forget);
		const again = await world.run(['runs', 'resume', runId, '--yes']);
		expect(again.code).toBe(4);
		expect(again.err).toContain(forget);
		expect(again.err).not.toContain('runs resume');
		expect(again.out).not.toContain('there already');
	});
});

it('a change of which nobody knows whether it was carried out is not said to cost money, and why it is tried again is said in words', async () => {
	const document = await changedDocument();
	world.sandbox.addFault({kind: 'reset', action: 'ModifyVpnTunnelOptions'});
	const ran = await apply(document);
	expect(ran.code).toBe(4);
	expect(ran.err).toContain('Not known whether it was carried out: change tunnel options');
	expect(ran.err).not.toContain('cost money');
	expect(ran.out).not.toMatch(/waiting: [a-z]+(, |: )again in/);
});
