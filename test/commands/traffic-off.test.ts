import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openSession} from '../../src/session/open-session.ts';
import {listRuns} from '../../src/ui/effects/run-list.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {StandingWorld} from './standing-world.ts';

/* What a user would lose: the traffic of their tunnel, which a renewal has taken off it, failed, and said nothing of. */

const [inUse, standby] = ['vpnx-df9oztok', 'vpnx-eal8tpn2'];
const region = ['--cloud', 'tencent', '--region', 'ap-guangzhou'];

let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
	world.sandbox.setTunnel(standby, 0, 'UP');
});
afterEach(() => world.close());

const renew = (more: readonly string[] = []) => world.run(['rotate-keys', inUse, ...region, '--yes', ...more]);

describe('a renewal that fails while the traffic is off', () => {
	it('says so first, and what gives it back now, and that does', async () => {
		world.sandbox.addFault({kind: 'denied', action: 'ModifyVpnConnectionAttribute'});
		const failed = await renew();
		expect(failed.code).not.toBe(0);
		const runId = /runs undo (\S+) --yes gives it back/.exec(failed.err)?.[1] ?? '';
		expect(failed.err).toMatch(/Traffic is taken off the tunnel, and not given back: vpngw-\w+: 172\.31\.0\.0\/16\./);
		expect(runId).not.toBe('');
		expect(world.done('ModifyVpnGatewayRoutes')).toHaveLength(1);
		const undone = await world.run(['runs', 'undo', runId, '--yes']);
		expect(undone.code).toBe(0);
		expect(world.done('ModifyVpnGatewayRoutes')).toHaveLength(2);
	});

	it('is not to be taken back once the key is another one: the tunnel may be DOWN, and a resume waits for it', async () => {
		const failed = await world.run(['rotate-keys', inUse, ...region, '--yes'], {
			at(line) {
				if (line.includes('renew the pre-shared key …'))
					world.sandbox.addFault({kind: 'denied', action: 'ModifyVpnGatewayRoutes'});
			},
		});
		world.sandbox.clearFaults();
		const runId = /runs resume (\S+) --yes gives it back once the tunnel is UP/.exec(failed.err)?.[1] ?? '';
		expect(runId).not.toBe('');
		expect(await world.run(['runs', 'undo', runId, '--yes'])).toMatchObject({
			code: 3,
			err: expect.stringContaining('can’t be taken back'),
		});
		expect((await world.run(['runs', 'resume', runId, '--yes'])).code).toBe(0);
		expect(world.done('ModifyVpnGatewayRoutes')).toHaveLength(2);
	});

	it('is listed as one that has left traffic off, until that is given back', async () => {
		world.sandbox.addFault({kind: 'denied', action: 'ModifyVpnConnectionAttribute'});
		const runId = /runs undo (\S+) --yes/.exec((await renew()).err)?.[1] ?? '';
		const off = 'traffic is taken off, and not given back: vpngw-';
		expect((await world.run(['runs'])).out).toContain(off);
		expect((await world.run(['runs', 'show', runId])).out).toContain(off);
		const listed = async () => JSON.parse((await world.run(['runs', '--all', '--json'])).out).runs;
		expect(await listed()).toMatchObject([{runId, trafficOff: [expect.stringContaining('172.31.0.0/16')]}]);
		// and in the wizard's list
		const session = openSession({env: {TUNNELWRIGHT_HOME: world.home}});
		const heard: WizardEvent[] = [];
		await listRuns(session, {hidesOwn: false}, event => heard.push(event));
		expect(heard).toMatchObject([
			{type: 'runs', runs: [{id: runId, detail: expect.stringMatching(/of 3 actions, traffic is off · /)}]},
		]);
		world.sandbox.clearFaults();
		await world.run(['runs', 'undo', runId, '--yes']);
		const [after] = await listed();
		expect(after).toMatchObject({runId, state: 'undone'});
		expect(after).not.toHaveProperty('trafficOff');
	});

	it('tells it to a script too', async () => {
		world.sandbox.addFault({kind: 'denied', action: 'ModifyVpnConnectionAttribute'});
		const {out} = await renew(['--json']);
		expect(JSON.parse(out)).toMatchObject({trafficOff: [expect.stringContaining('172.31.0.0/16')]});
	});
});

describe('the files of a renewal', () => {
	it('stand before the traffic is taken off', async () => {
		const folder = join(world.home, 'office');
		let sent: number | undefined;
		const ran = await world.run(['rotate-keys', inUse, ...region, '--device', 'strongswan', '--out', folder, '--yes'], {
			at(line) {
				if (line.includes(folder)) sent ??= world.done('ModifyVpnGatewayRoutes').length;
			},
		});
		expect(ran.err).toBe('');
		expect(ran.code).toBe(0);
		expect(sent).toBe(0);
		expect(readdirSync(folder).length).toBeGreaterThan(0);
		expect(world.done('ModifyVpnGatewayRoutes')).toHaveLength(2);
	});
});
