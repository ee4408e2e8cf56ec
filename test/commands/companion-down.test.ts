import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {StandingWorld} from './standing-world.ts';

/* What a user would lose: the truth of a dry run that says nothing refuses, of a change that no run begins. */

/** Two tunnels with the same destination: the one in use, and its standby, which is DOWN in a fresh sandbox. */
const [inUse, standby] = ['vpnx-df9oztok', 'vpnx-eal8tpn2'];

let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

/** The tunnel in use as a document, with another negotiation. */
async function changed(): Promise<string> {
	const cloud = createTencentCloud({env: world.sandbox.env, sandbox: true});
	const {document} = (await cloud.readBack?.('ap-guangzhou', inUse, new AbortController().signal, true)) ?? {};
	cloud.close();
	if (document?.cloud !== 'tencent' || !('negotiation' in document)) throw new Error(`${inUse} is not read back`);
	const file = join(world.home, 'changed.json');
	const negotiation = document.negotiation === 'active' ? 'passive' : 'active';
	writeFileSync(file, JSON.stringify({...document, negotiation}));
	return file;
}

it('a change while the other tunnel of the pair is DOWN is refused before it begins, by apply as by its dry run', async () => {
	const file = await changed();
	const planned = await world.run(['plan', file]);
	expect(planned).toMatchObject({code: 3, out: expect.stringContaining(standby)});
	expect(planned.out).toContain('--even-if-down changes it all the same');
	const applied = await world.run(['apply', file, '--yes']);
	expect(applied.code).toBe(3);
	expect(applied.out).toContain('--even-if-down changes it all the same');
	expect(world.done('ModifyVpnGatewayRoutes')).toEqual([]);
	expect(world.done('ModifyVpnConnectionAttribute')).toEqual([]);
});

it('with --even-if-down it is changed all the same', async () => {
	const applied = await world.run(['apply', await changed(), '--yes', '--even-if-down']);
	expect(applied.code).toBe(0);
	expect(world.done('ModifyVpnConnectionAttribute')).toHaveLength(1);
});

it('an UP one lets it through', async () => {
	world.sandbox.setTunnel(standby, 0, 'UP');
	expect((await world.run(['plan', await changed()])).code).toBe(0);
});
