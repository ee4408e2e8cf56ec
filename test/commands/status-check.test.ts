import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {duration} from '../../src/commands/duration-option.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: a check in cron that is quiet while a tunnel is down, or while nobody can tell. */

let sandbox: Sandbox;
let home: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 40});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(async () => {
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

async function check(...args: readonly string[]) {
	const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: home}, clockFactor: 40});
	const code = await runArguments(['status', ...args, '--exit-code'], undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

/** `status` of several regions, as people read it. */
async function fleet(...args: readonly string[]) {
	const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: home}, clockFactor: 40});
	const code = await runArguments(['status', ...args], undefined, io);
	return {code, out: io.stdout()};
}

const berlin = 'vpn-40f41529';

describe('status --exit-code', () => {
	it('is 0 while the tunnels that are meant are UP, in one line with counts', async () => {
		const {code, out} = await check(berlin);
		expect(out).toBe('TUNNELS OK - 2 of 2 tunnels UP | connections=1 tunnels=2 up=2 down=0 impaired=0 unanswered=0');
		expect(code).toBe(0);
	});

	it('is 6 where one is DOWN: which, since when, and what the cloud says of it', async () => {
		sandbox.setTunnel(berlin, 1, 'DOWN');
		const {code, out, err} = await check(berlin, '--verbose');
		// the whole of it: what reads a line takes a second one for something else
		expect(out).toMatch(
			/^TUNNELS DOWN - 1 of 2 tunnels DOWN: vpn-40f41529 berlin-staging tunnel 2 \(\d+ s\) \| connections=1 tunnels=2 up=1 down=1 impaired=0 unanswered=0$/,
		);
		expect(err).toContain('IPSEC IS DOWN');
		const quiet = await check(berlin);
		expect([quiet.out.split('\n').length, quiet.err]).toEqual([1, '']);
		expect(code).toBe(6);
	});

	it('is 0 while it is not DOWN for long enough, by the cloud’s own time', async () => {
		sandbox.setTunnel(berlin, 1, 'DOWN');
		const short = await check(berlin, '--down-for', '5m');
		expect([short.code, short.out]).toEqual([0, expect.stringContaining('DOWN for less: vpn-40f41529')]);
		expect((await check(berlin, '--down-for', '0s')).code).toBe(6);
	});

	it('is 6 in the end where what was seen can’t be kept: each look would find the tunnel DOWN for no time', async () => {
		const id = 'vpnx-df9oztok';
		const args = [id, '--down-for', '5m'];
		expect((await check(...args)).code).toBe(0);
		const history = join(home, 'state', 'history');
		for (const name of readdirSync(history)) {
			// seen UP ten minutes ago, and never since
			const text = readFileSync(join(history, name), 'utf8');
			const then = text.replaceAll(/\d{13}/g, time => String(Number(time) - 600_000));
			writeFileSync(join(history, name), then);
			mkdirSync(join(history, `${name}.${process.pid}.new`));
		}

		sandbox.setTunnel(id, 0, 'DOWN');
		const looks = [await check(...args), await check(...args)];
		expect(
			looks.map(({code, err}) => [code, err]),
			looks.map(({out}) => out).join('\n'),
		).toEqual(looks.map(() => [6, expect.stringContaining("the history of tunnels can't be kept")]));
	});

	it.each([
		['blocked', 'IsAddressBlocked: true'],
		['unpaid', 'RestrictState: PROTECTIVELY_ISOLATED'],
		['expired', 'ExpiredTime'],
	] as const)('is 6 where the gateway is %s and its tunnels are called UP', async (state, quote) => {
		sandbox.setGateway('vpngw-6x0wxvtp', state);
		const id = 'vpnx-df9oztok';
		const {code, out} = await check(id);
		expect(out).toContain(`impaired: ${id}`);
		expect(out).toContain(`gateway vpngw-6x0wxvtp ${state} (${quote}`);
		expect(code).toBe(6);
		const told = JSON.parse((await check(id, '--json')).out).check;
		expect(told).toMatchObject({says: 'impaired', impaired: [{connection: id, health: 'impaired'}]});
		expect(told.impaired[0].gatewayTroubles[0]).toMatchObject({kind: state});
	});

	it('is 6 where a gateway of AWS has lost its VPC, and says so where nobody may look at gateways', async () => {
		sandbox.setGateway('vgw-f211f09b', 'detached');
		const {code, out} = await check(berlin);
		expect(out).toMatch(/gateway vgw-f211f09b not available \(VpcAttachments: vpc-\w+ detached\)/);
		expect(code).toBe(6);
		sandbox.setGateway('vgw-f211f09b', 'well');
		sandbox.addFault({kind: 'denied', action: 'DescribeVpnGateways', service: 'ec2'});
		const unread = await check(berlin);
		expect(unread.out).toMatch(
			/^TUNNELS OK - 2 of 2 tunnels UP; gateways not read: AWS .*eu-central-1 UnauthorizedOperation \|/,
		);
		expect(unread.code).toBe(0);
	});

	it('counts by what was seen here where the cloud tells no time', async () => {
		const tunnel = 'vpnx-df9oztok';
		expect((await check(tunnel, '--down-for', '1h')).code).toBe(0);
		sandbox.setTunnel(tunnel, 0, 'DOWN');
		const seen = await check(tunnel, '--down-for', '1h');
		expect([seen.code, seen.out]).toEqual([0, expect.stringContaining('DOWN for less')]);
		const never = await check('vpnx-eal8tpn2', '--down-for', '1h');
		expect([never.code, never.out]).toEqual([6, expect.stringContaining('(at least 0 s)')]);
	});

	it('is 4 where a region does not answer, unless another tunnel is known to be DOWN', async () => {
		sandbox.setRegion('eu-central-1', 'error5xx');
		const unknown = await check('--cloud', 'aws');
		expect(unknown.code).toBe(4);
		// whether some are there, nobody knows
		expect(unknown.out).toMatch(/^TUNNELS UNKNOWN - no answer: AWS .*eu-central-1/);
		const told = await fleet('--cloud', 'aws', '--region', 'eu-central-1', '--region', 'eu-west-1');
		expect([told.code, told.out]).toEqual([4, '']);
		// of the other cloud two are DOWN from the beginning
		expect((await check()).code).toBe(6);
	});

	it('is 4 where nothing is there to look at, and where a connection is not there', async () => {
		const nothing = await check('--tag', 'nobody=has-this');
		expect([nothing.code, nothing.out]).toEqual([4, expect.stringContaining('no connection is there to look at')]);
		const missing = await check('vpn-0123456789abcdef0', '--verbose');
		expect([missing.code, missing.out, missing.err]).toEqual([
			4,
			expect.stringContaining('not there: vpn-0123456789abcdef0'),
			expect.stringContaining('no VPN connection vpn-0123456789abcdef0'),
		]);
	});

	it('tells the same as JSON', async () => {
		sandbox.setTunnel(berlin, 0, 'DOWN');
		const {code, out} = await check(berlin, '--json');
		const told = JSON.parse(out);
		expect(told.check).toMatchObject({
			says: 'down',
			tunnels: {up: 1, all: 2},
			down: [{connection: berlin, tunnel: 1, address: '192.0.2.120', longer: false}],
		});
		expect(told.connections).toHaveLength(1);
		expect(code).toBe(6);
	});
});

describe('status of more than one region', () => {
	it('reads each side by side, and one that does not answer keeps the others back in nothing', async () => {
		sandbox.setRegion('eu-west-1', 'error5xx');
		const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: home}});
		const regions = ['--region', 'eu-central-1', '--region', 'eu-west-1', '--region', 'ap-guangzhou'];
		const code = await runArguments(['status', ...regions], undefined, io);
		expect(io.stdout()).toContain(berlin);
		expect(io.stdout()).toContain('vpnx-df9oztok');
		expect(io.stderr()).toMatch(/AWS/);
		expect(code).toBe(4);
	});

	it.each([
		[['--down-for', '5m'], '--exit-code'],
		[['--region', 'all', '--watch'], 'tunnelwright watch'],
		[['--down-for', '5', '--exit-code'], '90s, 5m, 2h or 1d'],
		[['--verbose'], '--exit-code'],
		[['--down-for', 'soon', '--exit-code'], '90s, 5m, 2h or 1d'],
	])('%j is wrong', async (args, says) => {
		const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: home}});
		expect(await runArguments(['status', ...args], undefined, io)).toBe(2);
		expect(io.stderr()).toContain(says);
	});
});

it.each([
	['90s', 90_000],
	['5m', 300_000],
	['1.5h', 5_400_000],
	['2d', 172_800_000],
])('a span of %s', (text, ms) => {
	expect(duration(text)).toBe(ms);
});
