import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {StandingWorld, standing} from './standing-world.ts';

/*
 * What a user would lose: their traffic, where a tunnel is changed while the other does not carry it; the new key, where the cloud has one that no
 * file has; or the secret itself, in a log or on the screen.
 */

const {id} = standing;
let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

describe('rotate-keys', () => {
	it('says what would be done, and does nothing, without --yes', async () => {
		const before = await world.tunnels();
		const {code, out, err} = await world.rotate([]);
		expect(code).toBe(2);
		expect(err).toContain('--yes');
		expect(out).toMatch(/renew pre-shared key/);
		expect(out).toContain('ModifyVpnTunnelOptions');
		expect(out).toMatch(/not known → a new one/);
		expect(out).toMatch(/in place, tunnel 1 \(.*\) is interrupted/);
		expect(
			world.sandbox.requests.filter(({action, dryRun}) => action === 'ModifyVpnTunnelOptions' && dryRun),
		).toHaveLength(2);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(0);
		expect(await world.tunnels()).toEqual(before);
		// one document, whatever else there is to say
		expect(JSON.parse((await world.rotate(['--json'])).out).actions).toHaveLength(2);
	});

	it('gives each tunnel a key of its own, one after the other, and the device a file for each before', async () => {
		const before = await world.tunnels();
		const out = join(world.home, 'office');
		const seen: number[] = [];
		const at = (line: string) => {
			if (line.includes(out)) seen.push(world.done('ModifyVpnTunnelOptions').length);
		};
		const ran = await world.rotate(['--device', 'strongswan', '--out', out, '--no-drain', '--yes'], {at});
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		const after = await world.tunnels();
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(2);
		for (const [index, {key}] of after.entries()) expect(key).not.toBe(before[index]?.key);
		expect(new Set(after.map(({key}) => key)).size).toBe(2);
		// the files of a tunnel stand before its key is at the cloud
		expect(seen[0]).toBe(0);
		expect(seen.at(-1)).toBe(1);
		const files = readdirSync(out).map(name => join(out, name));
		const texts = files.map(file => readFileSync(file, 'utf8')).join('\n');
		for (const {key} of after) expect(texts).toContain(Buffer.from(key).toString('base64'));
		for (const file of files) expect(statSync(file).mode & 0o077).toBe(0);
		for (const text of [
			ran.out,
			ran.err,
			world
				.journals()
				.map(([, text]) => text)
				.join(),
		])
			for (const {key} of [...before, ...after]) expect(text).not.toContain(key);
		expect(ran.out).toMatch(/Drain|Take|Send by/);
	});

	it('waits until a tunnel carries nothing, and afterwards until its routes are back', async () => {
		const [one] = await world.tunnels();
		const index = 0;
		let drainedAt: number | undefined;
		let broughtBack = false;
		const at = (line: string) => {
			if (/has to carry nothing before it is changed/.test(line) && drainedAt === undefined) {
				drainedAt = world.done('ModifyVpnTunnelOptions').length;
				world.sandbox.setTunnel(id, indexOf(line), 'UP', 0);
			}
			if (/UP with 0 routes of the|accepts no route from it: it is waited for/.test(line) && !broughtBack) {
				broughtBack = true;
				world.sandbox.setTunnel(id, indexOf(line), 'UP', 5);
			}
		};
		const indexOf = (_line: string) => index;
		const ran = await world.rotate(['--tunnel', '1', '--yes'], {at});
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(drainedAt).toBe(0);
		expect(broughtBack).toBe(true);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(1);
		expect((await world.tunnels())[0]?.key).not.toBe(one?.key);
	});

	it('begins nothing while the other tunnel is not UP, unless it is told to', async () => {
		const before = await world.tunnels();
		world.sandbox.setTunnel(id, 1, 'DOWN');
		const refused = await world.rotate(['--tunnel', '1', '--no-drain', '--yes']);
		expect(refused.code).toBe(3);
		expect(`${refused.out}${refused.err}`).toMatch(/--even-if-down/);
		expect(await world.tunnels()).toEqual(before);
		const done = await world.rotate(['--tunnel', '1', '--no-drain', '--even-if-down', '--yes']);
		expect(done.code).toBe(0);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(1);
	});

	it('takes keys from the environment, each for its tunnel, and from the terminal', async () => {
		const env = {OFFICE_VPN_KEY_1: 'first.new.key.2026', OFFICE_VPN_KEY_2: 'second.new.key.2026'};
		const named = ['--key', 'env:OFFICE_VPN_KEY_1', '--key', 'env:OFFICE_VPN_KEY_2'];
		const ran = await world.rotate([...named, '--no-drain', '--yes'], {env});
		expect(ran.code).toBe(0);
		expect((await world.tunnels()).map(({key}) => key)).toEqual(Object.values(env));
		const typed = await world.rotate(['--tunnel', '2', '--key', 'prompt', '--no-drain', '--yes'], {
			interactive: true,
			key: 'a.typed.key.2026',
		});
		expect(typed.code).toBe(0);
		expect((await world.tunnels())[1]?.key).toBe('a.typed.key.2026');
	});

	it.each([
		['a key itself', ['--key', 'hunter2hunter2'], {}, /does not say where a key comes from/],
		['a credential', ['--key', 'env:AWS_SECRET_ACCESS_KEY'], {}, /never sent as a pre-shared key/],
		['one key for both', ['--key', 'env:OFFICE_VPN_KEY'], {OFFICE_VPN_KEY: 'the.same.key.2026'}, /key of its own/],
		['a key that is not there', ['--key', 'env:OFFICE_VPN_KEY'], {}, /not set/],
		['a key that AWS does not take', ['--key', 'env:OFFICE_VPN_KEY'], {OFFICE_VPN_KEY: '0short'}, /can’t be used/],
		['a key that nobody would see again', ['--key', 'secrets-manager'], {}, /the device needs it/],
		['a device without a folder', ['--device', 'strongswan'], {}, /folder/],
		['a tunnel that is not there', ['--tunnel', '3'], {}, /no tunnel 3/],
	])('refuses %s before anything is begun', async (_what, args, env, says) => {
		const {code, out, err} = await world.rotate([...args, '--no-drain', '--yes'], {env});
		expect(code).toBe(2);
		expect(err).toMatch(says);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(0);
		for (const text of [out, err])
			for (const value of ['hunter2', ...Object.values(env)]) expect(text).not.toContain(value);
	});

	it('refuses sources that do not fit its tunnels, for nobody knows which is for which', async () => {
		const env = {OFFICE_VPN_KEY_1: 'first.new.key.2026', OFFICE_VPN_KEY_2: 'second.new.key.2026'};
		const named = ['--key', 'env:OFFICE_VPN_KEY_1', '--key', 'env:OFFICE_VPN_KEY_2'];
		const ran = await world.rotate(['--tunnel', '2', ...named, '--no-drain', '--yes'], {env});
		expect(ran.code).toBe(2);
		expect(ran.err).toMatch(/2 sources of keys were named, for tunnel 2 alone/);
		const three = await world.rotate([...named, '--key', 'generated', '--no-drain', '--yes'], {env});
		expect(three.code).toBe(2);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(0);
	});

	it('says which files hold a key that the cloud has refused', async () => {
		const out = join(world.home, 'office');
		// allowed in the dry run, and refused once the files are there
		const at = (line: string) => {
			if (line.includes(out)) world.sandbox.addFault({kind: 'denied', action: 'ModifyVpnTunnelOptions'});
		};
		const args = ['--device', 'strongswan', '--out', out, '--tunnel', '1', '--no-drain', '--yes'];
		const ran = await world.rotate(args, {at});
		expect(ran.code).toBe(4);
		expect(readdirSync(out).length).toBeGreaterThan(0);
		expect(ran.err).toMatch(
			/new files for tunnel 1 hold a key that the cloud does not have: the device keeps its old one/,
		);
	});

	it('is not sent twice where its reply was lost and AWS shows no key, neither before nor after', async () => {
		const args = ['--key', 'secrets-manager', '--device', 'strongswan', '--no-drain', '--yes'];
		expect((await world.rotate([...args, '--out', join(world.home, 'first')])).code).toBe(0);
		world.sandbox.addFault({kind: 'lost-reply', action: 'ModifyVpnTunnelOptions', times: 1});
		const before = world.done('ModifyVpnTunnelOptions').length;
		const ran = await world.rotate(['--tunnel', '1', ...args, '--out', join(world.home, 'second')]);
		const sent = world.sandbox.requests.filter(
			({action, dryRun}) => action === 'ModifyVpnTunnelOptions' && !dryRun,
		).length;
		expect(sent).toBe(before + 1);
		expect(ran.code).toBe(0);
	});

	it('keeps new keys in Secrets Manager where that is wanted; the files have them', async () => {
		const out = join(world.home, 'office');
		const args = ['--key', 'secrets-manager', '--device', 'strongswan', '--out', out, '--no-drain', '--yes'];
		const ran = await world.rotate(args);
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(2);
		// AWS shows none of them any more
		expect((await world.tunnels()).map(({key}) => key)).toEqual(['', '']);
	});

	it('tells a folder that can’t be used before it begins', async () => {
		const file = join(world.home, 'taken');
		writeFileSync(file, '');
		const {code, err} = await world.rotate(['--device', 'strongswan', '--out', file, '--no-drain', '--yes']);
		expect(code).toBe(2);
		expect(err).toMatch(/can’t be written/);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(0);
	});

	it('has no undo, and says so', async () => {
		await world.rotate(['--tunnel', '1', '--no-drain', '--yes']);
		const [runId = ''] = readdirSync(join(world.home, 'state', 'runs')).flatMap(name =>
			name.endsWith('.jsonl') ? [name.replace('.jsonl', '')] : [],
		);
		const {code, err} = await world.run(['runs', 'undo', runId, '--yes']);
		expect(code).toBe(3);
		expect(err).toMatch(/old ones are not known/);
	});
});
