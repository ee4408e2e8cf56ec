import {afterEach, beforeEach, expect, it} from 'vitest';
import {StandingWorld} from './standing-world.ts';

/* What a user would lose: commands that are copied from an answer, and are of another account or region; or an answer for want of the account's name. */

let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open({fleet: {connections: 24, accounts: 2, regions: 4}});
});
afterEach(() => world.close());

interface Listed {
	readonly id: string;
	readonly cloud: string;
	readonly region: string;
}

/** A connection of the second account, which nobody names; and a way to ask. */
async function elsewhere(cloud: 'aws' | 'tencent') {
	const env = await world.sandbox.writeProfiles(world.home);
	const profile = world.sandbox.accounts.map(each => each.profile).find(name => name !== 'default') ?? '';
	const ask = (args: readonly string[]) => world.run(args, {env});
	for (const region of cloud === 'aws' ? ['eu-central-1', 'eu-west-1', 'us-east-1'] : ['ap-guangzhou']) {
		const {out} = await ask(['status', `--${cloud}-profile`, profile, '--region', region, '--json']);
		// cast: of the form that the documentation describes
		const [found] = (JSON.parse(out) as {readonly connections: readonly Listed[]}).connections;
		if (found) return {...found, profile, ask};
	}

	throw new Error('the second account has none');
}

it.each(['aws', 'tencent'] as const)('%s: every command of an answer says the account and the region', async cloud => {
	const {id, region, profile, ask} = await elsewhere(cloud);
	if (cloud === 'tencent') world.sandbox.setTunnel(id, 0, 'DOWN');
	else for (const number of [0, 1]) world.sandbox.setTunnel(id, number, 'DOWN');
	const {code, out} = await ask(['why', id, `--${cloud}-profile`, profile, '--region', region, '--json']);
	expect(code).toBe(0);
	const own = [...out.matchAll(/\btunnelwright (?:config|status|watch|why)\b[^"]{0,120}/g)].map(([words]) => words);
	const tools = [...out.matchAll(/\b(?:aws (?:ec2|logs)|tccli vpc) (?:[^"\\]|\\.)*/g)].map(([words]) => words);
	expect(own.length).toBeGreaterThan(0);
	for (const words of own) expect(words).toContain(`--${cloud}-profile ${profile} ${id} --region ${region}`);
	if (cloud === 'aws') expect(tools.length).toBeGreaterThan(0);
	for (const words of tools) {
		expect(words).toContain(` --region ${region}`);
		expect(words).toContain(` --profile ${profile}`);
	}
});

it.each(['aws', 'tencent'] as const)('%s: one of another account names the accounts that it may be in', async cloud => {
	const {id, region, profile, ask} = await elsewhere(cloud);
	const {code, err} = await ask(['why', id, '--region', region]);
	expect(code).toBe(4);
	expect(err).toMatch(new RegExp(`account \\(.*--${cloud}-profile ${profile}`));
	expect(err).toContain(`tunnelwright status --region ${region} lists what is there`);
});
