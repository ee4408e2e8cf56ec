import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: the notice that AWS takes a tunnel down on a day; or their tunnels, where the account may not ask for that. */

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 200});
});
afterEach(() => sandbox.close());

const id = 'vpn-40f41529';
const dayMs = 86_400_000;

async function status(...args: readonly string[]) {
	const io = fakeIo({env: {...sandbox.env}});
	const code = await runArguments(['status', ...args], undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

const asked = () => sandbox.requests.filter(({action}) => action === 'GetVpnTunnelReplacementStatus').length;

describe('status', () => {
	it('tells what maintenance is pending, when AWS does it by itself, and warns of two at once', async () => {
		sandbox.announceMaintenance(id, 0, 3 * dayMs);
		const one = await status(id, '--region', 'eu-central-1');
		expect(one.out).toMatch(/maintenance is pending \(Available\): AWS does it by itself after 20\d\d-/);
		expect(one.out).not.toContain('both due');
		sandbox.announceMaintenance(id, 1, 4 * dayMs);
		const both = await status(id, '--region', 'eu-central-1', '--json');
		const {tunnels} = JSON.parse(both.out).connections[0];
		expect(tunnels.map(({maintenance}: {maintenance: {pending: string}}) => maintenance.pending)).toEqual([
			'Available',
			'Available',
		]);
		expect(tunnels[0].maintenance.autoAppliedAfter).toMatch(/^20\d\d-\d\d-\d\dT/);
		expect((await status(id, '--region', 'eu-central-1')).out).toContain('tunnels 1 and 2 are both due');
	});

	it('asks for it where connections are named, and of a whole region only where that is wanted', async () => {
		await status('--region', 'eu-central-1');
		expect(asked()).toBe(0);
		await status(id, '--region', 'eu-central-1');
		expect(asked()).toBe(2);
		const {out} = await status('--region', 'eu-central-1', '--maintenance');
		expect(asked()).toBeGreaterThan(4);
		expect(out).not.toContain('maintenance is pending');
	});

	it('tells the tunnels where maintenance may not be asked for, says so, and asks no more', async () => {
		sandbox.addFault({kind: 'denied', action: 'GetVpnTunnelReplacementStatus'});
		const {code, out, err} = await status('--region', 'eu-central-1', '--maintenance');
		expect(code).toBe(0);
		expect(out).toContain(id);
		expect(err).toMatch(/pending maintenance is not known/);
		// one connection's tunnels, asked side by side
		expect(asked()).toBeLessThanOrEqual(2);
		const json = JSON.parse((await status(id, '--region', 'eu-central-1', '--json')).out);
		expect(json.connections[0].id).toBe(id);
		expect(json.maintenanceUnread[0].message).toMatch(/./);
	});
});
