import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {EC2Client, ModifyVpnTunnelOptionsCommand} from '@aws-sdk/client-ec2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type RunGiven, StandingWorld, standing} from './standing-world.ts';
import '../torture/quick-waits.mjs';

/* What a user would lose after a crash: a tunnel that is interrupted twice, or the key that stands, which no file has. */

const {id, region} = standing;
let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

describe('a renewal that broke off once the call for tunnel 1 was out', () => {
	const office = () => join(world.home, 'office');
	const written = (number: number) =>
		readdirSync(office())
			.filter(name => name.includes(`tunnel-${number}`) && !name.startsWith('STEPS'))
			.map(name => readFileSync(join(office(), name), 'utf8'))
			.join();

	/** As a crash leaves it: the call went out, and nothing after it is written down. */
	function breakOff(): string {
		const folder = join(world.home, 'state', 'runs');
		const [name = ''] = readdirSync(folder).filter(each => each.endsWith('.jsonl'));
		const lines = readFileSync(join(folder, name), 'utf8').split('\n');
		const intent = lines.findIndex(line => line.includes('"intent"'));
		writeFileSync(join(folder, name), `${lines.slice(0, intent + 1).join('\n')}\n`);
		return name.replace('.jsonl', '');
	}

	const files = () => ['--device', 'strongswan', '--out', office(), '--no-drain', '--yes'];
	const resume = (runId: string, given: RunGiven = {}) => world.run(['runs', 'resume', runId, '--yes'], given);

	it('reads the key back, writes the files again, and does not send it again', async () => {
		expect((await world.rotate(files())).code).toBe(0);
		const [first] = await world.tunnels();
		const ran = await resume(breakOff());
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(ran.out).toMatch(/tunnel 1 has got its new key before: it is read back/);
		const after = await world.tunnels();
		expect(after[0]).toEqual(first);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(3);
		for (const [index, {key}] of after.entries())
			expect(written(index + 1)).toContain(Buffer.from(key).toString('base64'));
	});

	it('leaves the files alone that hold a key which AWS does not show any more', async () => {
		expect((await world.rotate(['--key', 'secrets-manager', ...files()])).code).toBe(0);
		const before = written(1);
		const ran = await resume(breakOff());
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(ran.out).toMatch(/tunnel 1 .*does not show: the files that were written then hold it/);
		expect(written(1)).toBe(before);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(3);
	});

	it('reads the keys of the environment again, and does not take the one that stands for an old one', async () => {
		const env = {OFFICE_VPN_KEY_1: 'first.new.key.2026'};
		const named = ['--key', 'env:OFFICE_VPN_KEY_1', '--tunnel', '1'];
		expect((await world.rotate([...named, ...files()], {env})).code).toBe(0);
		const runId = breakOff();
		const without = await resume(runId);
		expect(without.code).toBe(2);
		expect(without.err).toMatch(/OFFICE_VPN_KEY_1, which is not set/);
		// an option that resume has not is no advice
		expect(without.err).toMatch(
			/set OFFICE_VPN_KEY_1 and resume; .* runs forget gives this run up, and rotate-keys --key/,
		);
		const ran = await resume(runId, {env});
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(world.done('ModifyVpnTunnelOptions')).toHaveLength(1);
		expect((await world.tunnels())[0]?.key).toBe(env.OFFICE_VPN_KEY_1);
	});

	it('gives the tunnel another key where the call was not carried out, and says so', async () => {
		expect((await world.rotate(files())).code).toBe(0);
		const runId = breakOff();
		// as if the call had never arrived: the key of before stands again
		const [one] = await world.tunnels();
		await restore(one?.address ?? '', oldKeys[0] ?? '');
		const ran = await resume(runId);
		expect(ran.code).toBe(0);
		expect(ran.out).toMatch(/the change of before was not carried out: a fresh key was made/);
		const after = await world.tunnels();
		expect(after[0]?.key).not.toBe(oldKeys[0]);
		expect(written(1)).toContain(Buffer.from(after[0]?.key ?? '').toString('base64'));
	});
	let oldKeys: readonly string[];
	beforeEach(async () => {
		oldKeys = (await world.tunnels()).map(({key}) => key);
	});
});

/** Gives a tunnel a key as somebody else would. */
async function restore(address: string, key: string): Promise<void> {
	const client = new EC2Client({
		region,
		endpoint: world.sandbox.endpoints.ec2,
		credentials: {
			accessKeyId: world.sandbox.env.AWS_ACCESS_KEY_ID ?? '',
			secretAccessKey: world.sandbox.env.AWS_SECRET_ACCESS_KEY ?? '',
		},
	});
	await client.send(
		new ModifyVpnTunnelOptionsCommand({
			VpnConnectionId: id,
			VpnTunnelOutsideIpAddress: address,
			TunnelOptions: {PreSharedKey: key},
		}),
	);
	client.destroy();
}
