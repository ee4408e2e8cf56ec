import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {StandingWorld, standing} from './standing-world.ts';
import '../torture/quick-waits.mjs';

/* What a user would lose: a tunnel that is replaced while the other is not UP, or twice; or what a reset clears, without a word before. */

const {id, region} = standing;
let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

describe('replace-tunnel', () => {
	const replace = (...args: readonly string[]) => world.run(['replace-tunnel', id, '1', '--region', region, ...args]);
	const replaced = () =>
		world.sandbox.requests.filter(({action, dryRun, code}) => action === 'ReplaceVpnTunnel' && !dryRun && code === '');

	it('is a dry run without --yes, and replaces one tunnel once with it', async () => {
		const dry = await replace();
		expect(dry.code).toBe(2);
		expect(dry.out).toContain('ReplaceVpnTunnel');
		expect(replaced()).toHaveLength(0);
		const done = await replace('--yes');
		expect(done.err).toBe('');
		expect(done.code).toBe(0);
		expect(done.out).toMatch(/replaced: tunnel 1/);
		expect(replaced()).toHaveLength(1);
	});

	it('is refused while the other tunnel is not UP, unless it is told to', async () => {
		world.sandbox.setTunnel(id, 1, 'DOWN');
		// the dry run says so by itself, and is no invitation
		const dry = await replace();
		expect(dry.code).toBe(3);
		expect(dry.out).toMatch(/would cut the site off/);
		expect((await replace('--yes')).code).toBe(3);
		expect(replaced()).toHaveLength(0);
		expect((await replace('--even-if-down', '--yes')).code).toBe(0);
		expect(replaced()).toHaveLength(1);
	});

	it('does what is pending with it, says where something is, and refuses where nothing is', async () => {
		const nothing = await replace('--apply-maintenance', '--yes');
		expect(nothing.code).toBe(3);
		expect(nothing.err).toMatch(/nothing is pending/);
		world.sandbox.announceMaintenance(id, 0, 86_400_000);
		expect((await replace()).out).toMatch(/--apply-maintenance/);
		expect((await replace('--apply-maintenance', '--yes')).code).toBe(0);
		const {out} = await world.run(['status', id, '--region', region, '--json']);
		expect(JSON.parse(out).connections[0].tunnels[0].maintenance).toMatchObject({pending: ''});
	});

	it('is not sent again where its reply was lost', async () => {
		world.sandbox.addFault({kind: 'lost-reply', action: 'ReplaceVpnTunnel', times: 1});
		const done = await replace('--yes');
		expect(done.code).toBe(0);
		// the record of the one whose reply was lost counts too
		expect(world.sandbox.requests.filter(({action, dryRun}) => action === 'ReplaceVpnTunnel' && !dryRun)).toHaveLength(
			1,
		);
	});
});

describe('reset', () => {
	it('is not there on AWS, and says what is', async () => {
		const {code, err} = await world.run(['reset', id, '--region', region, '--confirm', 'berlin-staging']);
		expect(code).toBe(2);
		expect(err).toMatch(/no reset.*[\s\S]*replace-tunnel/);
	});
});

describe('on Tencent Cloud', () => {
	const [active, standby] = ['vpnx-df9oztok', 'vpnx-eal8tpn2'];
	const guangzhou = ['--region', 'ap-guangzhou'];
	const sent = (call: string) => world.sandbox.requests.filter(({action, code}) => action === call && code === '');
	beforeEach(() => world.sandbox.setTunnel(standby, 0, 'UP'));

	it('the standby carries the traffic while the tunnel gets its key: its routes are out of force meanwhile, and back', async () => {
		const out = join(world.home, 'office');
		const ran = await world.run(['rotate-keys', active, ...guangzhou, '--device', 'strongswan', '--out', out, '--yes']);
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(
			world.sandbox.requests
				.filter(({code}) => code === '')
				.flatMap(({action}) => (/^Modify/.test(action) ? [action] : [])),
		).toEqual(['ModifyVpnGatewayRoutes', 'ModifyVpnConnectionAttribute', 'ModifyVpnGatewayRoutes']);
		expect(readdirSync(out).some(name => name.startsWith('STEPS'))).toBe(true);
	});

	it('the dry run of a new key is refused while the tunnel that would carry the traffic is DOWN', async () => {
		world.sandbox.setTunnel(standby, 0, 'DOWN');
		for (const args of [[], ['--yes']]) {
			const {code, out} = await world.run(['rotate-keys', active, ...guangzhou, ...args]);
			expect(code).toBe(3);
			expect(out).toMatch(/would cut the site off/);
			expect(out).toMatch(/--even-if-down/);
		}

		const other = await world.run(['rotate-keys', standby, ...guangzhou]);
		expect(other.code).toBe(2);
	});

	it('the standby gets its key first, as is said of both, and nothing is waited for that never shows', async () => {
		const first = await world.run(['rotate-keys', active, ...guangzhou]);
		expect(first.out).toMatch(new RegExp(`${standby} stands by: renew that one’s key first`));
		const ran = await world.run(['rotate-keys', standby, ...guangzhou, '--yes']);
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(ran.out).not.toMatch(/has to carry nothing/);
		const dry = await world.run(['rotate-keys', standby, ...guangzhou]);
		expect(dry.out).toMatch(/it comes first/);
		expect(dry.out).toMatch(/does not tell whether .* carries anything/);
	});

	it('a key that bites at the next rekeying only is not said to be in force', async () => {
		await world.sandbox.close();
		world = await StandingWorld.open({speed: 2000, tencent: {newKey: 'atRekey'}});
		world.sandbox.setTunnel(standby, 0, 'UP');
		const ran = await world.run(['rotate-keys', active, ...guangzhou, '--yes']);
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(ran.out).toMatch(/not seen to go down: what was changed may come into force later/);
		const json = await world.run(['rotate-keys', active, ...guangzhou, '--yes', '--json']);
		expect(JSON.parse(json.out).unseen).toHaveLength(1);
	});

	it('has one tunnel for each connection, and no store for keys', async () => {
		const second = await world.run(['rotate-keys', active, ...guangzhou, '--tunnel', '2', '--yes']);
		expect(second.code).toBe(2);
		expect(second.err).toMatch(/no tunnel 2/);
		const out = join(world.home, 'office');
		const args = ['--key', 'secrets-manager', '--device', 'strongswan', '--out', out];
		const kept = await world.run(['rotate-keys', active, ...guangzhou, ...args, '--yes']);
		expect(kept.code).toBe(2);
		expect(sent('ModifyVpnConnectionAttribute')).toHaveLength(0);
	});

	it('is reset where its name was typed or given, and warned of before', async () => {
		const dry = await world.run(['reset', active, ...guangzhou]);
		expect(dry.code).toBe(2);
		expect(dry.out).toMatch(/clears custom configuration/);
		expect(dry.err).toContain('--confirm staging-line-a');
		const wrong = await world.run(['reset', active, ...guangzhou, '--confirm', 'staging-line-b']);
		expect(wrong.code).toBe(2);
		expect(sent('ResetVpnConnection')).toHaveLength(0);
		const typed = await world.run(['reset', active, ...guangzhou], {
			interactive: true,
			ask: async () => 'staging-line-a',
		});
		expect(typed.err).toBe('');
		expect(typed.code).toBe(0);
		expect(typed.out).toMatch(/clears custom configuration/);
		expect(sent('ResetVpnConnection')).toHaveLength(1);
	});

	it('has no endpoint to be replaced, and says what there is', async () => {
		const {code, err} = await world.run(['replace-tunnel', active, '1', ...guangzhou, '--yes']);
		expect(code).toBe(2);
		expect(err).toMatch(/Reset the tunnel|reset/);
	});
});
