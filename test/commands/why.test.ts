import {afterEach, beforeEach, expect, it} from 'vitest';
import {StandingWorld, standing} from './standing-world.ts';
import '../torture/quick-waits.mjs';

/* What a user would lose: an answer to why it is down, from the cloud and from the site's own log. */

const {id, region} = standing;
let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

it('tells what is possible from the cloud alone, and asks for the site’s log', async () => {
	world.sandbox.setTunnel(id, 1, 'DOWN');
	const {code, out} = await world.run(['why', id, '--region', region]);
	expect(code).toBe(0);
	expect(out).toMatch(/possible: Nobody starts the tunnel/);
	expect(out).toMatch(/--site-logs FILE/);
});

it('ends with 4 for a connection that is not there', async () => {
	const {code, err} = await world.run(['why', 'vpn-0123456789abcdef0', '--region', region]);
	expect(code).toBe(4);
	expect(err).toContain('vpn-0123456789abcdef0');
});
