import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
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

// of now: what is older than the fall counts for nothing
const refused = `${new Date().toISOString()} gw charon-systemd[912]: 14[IKE] received AUTHENTICATION_FAILED notify error\n`;

it('reads the site’s log from standard input and from files, and quotes what it goes by', async () => {
	world.sandbox.setTunnel(id, 1, 'DOWN');
	const piped = await world.run(['why', id, '--region', region, '--site-logs', '-'], {input: refused});
	expect(piped.code).toBe(0);
	expect(piped.out).toMatch(/1\. likely: The two ends have different pre-shared keys/);
	expect(piped.out).toMatch(/site log \(charon\), line 1: .*received AUTHENTICATION_FAILED/);
	const file = join(world.home, 'site.log');
	writeFileSync(file, refused);
	const {out, code} = await world.run([
		'why',
		id,
		'--region',
		region,
		'--site-logs',
		file,
		'--site-logs',
		file,
		'--json',
	]);
	expect(code).toBe(0);
	const {version, connection, verdicts, tunnels} = JSON.parse(out);
	expect(version).toBe(1);
	expect(connection).toMatchObject({connection: id, id, region});
	expect(tunnels).toEqual([2]);
	expect(verdicts[0]).toMatchObject({cause: {id: 'wrong-key'}, sureness: 'likely', tunnels: [2]});
	// the same line twice makes nothing surer, and the key of the connection is in none of it
	for (const {key} of await world.tunnels()) expect(`${piped.out}${out}`).not.toContain(key);
});

it('goes by what a watch has seen before, as the wizard does', async () => {
	const look = ['status', id, '--region', region, '--exit-code'];
	expect((await world.run(look)).code).toBe(0);
	world.sandbox.setTunnel(id, 1, 'DOWN');
	expect((await world.run(look)).code).toBe(6);
	const {out} = await world.run(['why', id, '--region', region]);
	expect(out).toMatch(/[1-9]\d* changes? seen here/);
});

it('ends with 2 where a log can’t be read, and asks no cloud', async () => {
	const {code, err} = await world.run(['why', id, '--region', region, '--site-logs', join(world.home, 'none')]);
	expect(code).toBe(2);
	expect(err).toMatch(/none can't be read: it is not there \(ENOENT\)/);
	expect(world.sandbox.requests).toHaveLength(0);
});

it('says that a log that was given is empty, and answers from the cloud all the same', async () => {
	const file = join(world.home, 'empty.log');
	writeFileSync(file, '\n');
	const given = await world.run(['why', id, '--region', region, '--site-logs', file, '--site-logs', '-'], {input: ''});
	expect(given.code).toBe(0);
	expect(given.err).toMatch(/empty\.log is empty: nothing is known from it/);
	expect(given.err).toMatch(/what came on standard input is empty/);
});

it('changes nothing at the cloud', async () => {
	await world.run(['why', id, '--region', region]);
	expect(
		world.sandbox.requests
			.map(({action}) => action)
			.filter(action => !/^(Describe|Get|Search|Filter|List)/.test(action)),
	).toEqual([]);
});

it('says of what could be read in part alone that it is a part', async () => {
	const whole = await world.run(['why', id, '--region', region]);
	expect(whole.out).toMatch(/routes and gateways at the cloud[;.]/);
	world.sandbox.addFault({kind: 'denied', action: 'DescribeRouteTables', service: 'ec2'});
	const {out} = await world.run(['why', id, '--region', region]);
	expect(out).toContain('routes and gateways at the cloud, as far as they could be read');
	expect(out).toMatch(/Not looked at: .*route/);
});
