import {execFile} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {
	DeleteVpnConnectionCommand,
	EC2Client,
	ModifyVpnTunnelOptionsCommand,
	ReplaceVpnTunnelCommand,
} from '@aws-sdk/client-ec2';
import {Client as VpcClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client.js';
import {afterEach, describe, expect, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {sweepOrphans} from '../../src/sandbox/lab/belongings.ts';
import {Frr} from '../../src/sandbox/lab/frr.ts';
import {tryRun, until} from '../../src/sandbox/lab/programs.ts';
import {addAddress} from '../../src/sandbox/lab/wire.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {fakeIo} from '../commands/fake-io.ts';
import {freshMachine, launcher} from '../e2e/program.ts';
import {aws, awsStatic, siteLan, tencent, tencentBgp} from './documents.ts';
import {isReady, LabProcess} from './lab-process.ts';
import {lacking} from './lacking.ts';
import {type Cleanups, type Played, play} from './played.ts';
import {wantedChildren} from './stage.ts';

/*
 * What a user would lose: a sandbox that says UP for what is down. Its lab is judged by a site's real strongSwan and FRR.
 */
const lacks = await lacking();
if (lacks.length > 0)
	process.stderr.write(`skipped: the sandbox's lab, since this machine lacks ${lacks.join(', ')}\n`);

const testMs = 400_000;
const waitMs = 90_000;

const cleanups: Cleanups = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** What `status` says of the connection, once it says it. */
async function says({sandbox, handed}: Played, wanted: RegExp, options: readonly string[]): Promise<void> {
	let told = '';
	const look = async () => {
		const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}});
		await runArguments(['status', handed.id, ...options], undefined, io);
		told = io.stdout();
		return wanted.test(told);
	};
	await until(look, `status saying ${wanted}`, waitMs).catch(error => {
		throw new Error(`${error.message}: ${told}`);
	});
}

function vpcOf({env}: Sandbox): VpcClient {
	return new VpcClient({
		credential: {secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY},
		region: env.TENCENTCLOUD_REGION,
		profile: {httpProfile: {endpoint: env.TENCENTCLOUD_DOMAIN, protocol: 'http://'}},
	});
}

function client({sandbox}: Played): EC2Client {
	const {AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = ''} = sandbox.env;
	const ec2 = new EC2Client({
		endpoint: sandbox.endpoints.ec2,
		region: 'eu-central-1',
		credentials: {accessKeyId, secretAccessKey},
	});
	cleanups.push(() => ec2.destroy());
	return ec2;
}

/** Of everything that runs on this machine. */
function commandLines(): readonly string[] {
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(pid => {
			try {
				return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
			} catch {
				return '';
			}
		});
}

describe.runIf(lacks.length === 0)('the sandbox’s lab', () => {
	test('AWS: IPsec, then BGP with the routes that the site tells, then nothing', {timeout: testMs}, async () => {
		const played = await play(aws(), cleanups);
		const {handed, ready, site} = played;
		const region = ['--cloud', 'aws', '--region', 'eu-central-1'];
		await says(played, /DOWN.* IPSEC IS DOWN\n[\s\S]*DOWN.* IPSEC IS DOWN/, region);
		await addAddress(ready.site.namespace, `${siteLan.host}/24`);
		await site.start(handed.folder);
		await says(played, /DOWN.* IPSEC IS UP\n[\s\S]*DOWN.* IPSEC IS UP/, region);
		const frr = new Frr(join(site.folder, 'frr'), ready.site.namespace);
		cleanups.push(() => frr.stop());
		await frr.start(handed.read('frr.conf'));
		// In user space both tunnels share one device at the site: one of them carries BGP.
		await says(played, /UP .* [1-9]\d* BGP ROUTES/, region);
		// Drained: the session stands, and nothing is announced.
		const asn = /router bgp (\d+)/.exec(handed.read('frr.conf'))?.[1];
		const lines = [
			'configure terminal',
			`router bgp ${asn}`,
			'address-family ipv4 unicast',
			'no redistribute connected',
		];
		await tryRun('vtysh', ['--vty_socket', join(site.folder, 'frr'), ...lines.flatMap(line => ['-c', line])]);
		await says(played, /UP .* 0 BGP ROUTES/, region);
		await site.charon.stop();
		await says(played, /DOWN.* IPSEC IS DOWN\n[\s\S]*DOWN.* IPSEC IS DOWN/, region);
	});

	test('AWS: a tunnel that is changed has another end; a connection that is deleted has none', {
		timeout: testMs,
	}, async () => {
		const played = await play(awsStatic(), cleanups);
		const {handed, ready, site, news} = played;
		const ec2 = client(played);
		await ec2.send(
			new ModifyVpnTunnelOptionsCommand({
				VpnConnectionId: handed.id,
				VpnTunnelOutsideIpAddress: ready.tunnels[0]?.cloud ?? '',
				TunnelOptions: {PreSharedKey: 'Another.key_0123456789'},
			}),
		);
		await until(() => news.filter(isReady).length === 2, 'the other end', waitMs);
		await site.start(handed.folder);
		await until(() => site.charon.log().includes('AUTHENTICATION_FAILED'), 'a refusal of the old key', waitMs);
		await says(played, /DOWN.* IPSEC IS DOWN\n[\s\S]* UP /, ['--cloud', 'aws', '--region', 'eu-central-1']);
		await ec2.send(new DeleteVpnConnectionCommand({VpnConnectionId: handed.id}));
		await until(() => news.some(({kind}) => kind === 'gone'), 'the end of the ends', waitMs);
		const gone = async () => !(await tryRun('ip', ['netns', 'list'])).text.includes(ready.site.namespace);
		await until(gone, 'the end of the site’s namespace', waitMs);
	});

	test.each([
		['says so to the site', 'told'],
		['vanishes', 'silent'],
	] as const)(
		'AWS: the end of a tunnel that is changed %s, and knows the new key alone; the other one carries on',
		{
			timeout: testMs,
		},
		async (_says, leave) => {
			const played = await play(awsStatic(), cleanups);
			const {sandbox, handed, ready, site, news} = played;
			sandbox.behave({leave});
			const ec2 = client(played);
			const region = ['--cloud', 'aws', '--region', 'eu-central-1'];
			const tunnel = {VpnConnectionId: handed.id, VpnTunnelOutsideIpAddress: ready.tunnels[0]?.cloud ?? ''};
			const said = news.length;
			await site.start(handed.folder);
			await says(played, / UP .*\n[\s\S]* UP /, region);
			await ec2.send(
				new ModifyVpnTunnelOptionsCommand({...tunnel, TunnelOptions: {PreSharedKey: 'Another.key_0123456789'}}),
			);
			// At once, before the lab has looked again.
			await says(played, /DOWN.* IPSEC IS DOWN\n[\s\S]* UP /, region);
			await until(() => site.charon.log().includes('AUTHENTICATION_FAILED'), 'a refusal of the old key', waitMs);
			await says(played, /DOWN.* IPSEC IS DOWN\n[\s\S]* UP /, region);

			const folder = join(handed.folder, 'renewed');
			const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}});
			const args = ['config', handed.id, '--device', 'strongswan', '--nat', 'no', '--out', folder];
			expect([await runArguments(args, undefined, io), io.stderr()]).toEqual([0, '']);
			await site.charon.load(readFileSync(join(folder, 'swanctl.conf'), 'utf8'));
			const start = wantedChildren(handed)[0] ?? '';
			await site.charon.swanctl('--initiate', '--child', start, '--timeout', '1');
			await says(played, / UP .*\n[\s\S]* UP /, region);

			await ec2.send(new ReplaceVpnTunnelCommand(tunnel));
			await says(played, /DOWN.* IPSEC IS DOWN\n[\s\S]* UP /, region);
			await until(() => news.slice(said).filter(isReady).length === 2, 'another end with the same values', waitMs);
			await site.charon.swanctl('--initiate', '--child', start, '--timeout', '1');
			await says(played, / UP .*\n[\s\S]* UP /, region);
			// The second tunnel never went down, and the first has its wire where it had it.
			const downs = news.filter(line => line.kind === 'line' && line.tunnel === 1 && line.says.startsWith('DOWN'));
			const told = news.map(line => (line.kind === 'line' ? `${line.tunnel}: ${line.says}` : line.kind)).join(', ');
			const second = ready.tunnels[1]?.cloud ?? '';
			const own = site.charon
				.log()
				.split('\n')
				.filter(line => line.includes(second) || /giving up|retransmit|DPD/.test(line));
			expect(downs, `${told}\n${own.join('\n')}`).toHaveLength(1);
			expect(news.findLast(isReady)?.tunnels).toEqual(ready.tunnels);
			expect(news.some(({kind}) => kind === 'gone' || kind === 'trouble')).toBe(false);
		},
	);

	test('Tencent Cloud: connected with every pair of the SPD, then not', {timeout: testMs}, async () => {
		const played = await play(tencent(), cleanups);
		const {handed, ready, site} = played;
		const region = ['--cloud', 'tencent', '--region', 'ap-guangzhou'];
		const swanctl = handed.read('swanctl.conf');
		await says(played, /DOWN.* configured, not connected/, region);
		await site.start(handed.folder);
		await says(played, /UP /, region);
		const pairs = [...swanctl.matchAll(/local_ts/g)].length;
		await until(async () => new Set(await site.charon.installed()).size === pairs, `${pairs} pairs INSTALLED`, waitMs);
		expect(ready.hosts).toHaveLength(2);
		await site.charon.stop();
		await says(played, /DOWN.* configured, not connected/, region);
	});

	test('Tencent Cloud: a tunnel that is changed has another end, of the new key and ranges', {
		timeout: testMs,
	}, async () => {
		const key = 'Lab.key_0123456789';
		const played = await play(tencent(), cleanups, {key});
		const {sandbox, handed, site, news} = played;
		const region = ['--cloud', 'tencent', '--region', 'ap-guangzhou'];
		await site.start(handed.folder);
		await says(played, /UP /, region);
		const client = vpcOf(sandbox);
		const {VpnConnectionSet: [before] = []} = await client.DescribeVpnConnections({VpnConnectionIds: [handed.id]});
		const [kept] = before?.SecurityPolicyDatabaseSet ?? [];
		const pairs = kept?.RemoteCidrBlock?.length ?? 0;
		expect(new Set(await site.charon.installed()).size).toBeGreaterThan(pairs);
		const change = async (more: object) => {
			const ends = news.filter(isReady).length;
			await client.ModifyVpnConnectionAttribute({VpnConnectionId: handed.id, ...more});
			await until(() => news.filter(isReady).length > ends, 'the other end', waitMs);
		};
		await change({PreShareKey: 'Another.key_0123456789'});
		await says(played, /DOWN.* configured, not connected/, region);
		await until(() => site.charon.log().includes('AUTHENTICATION_FAILED'), 'a refusal of the old key', waitMs);
		await change({PreShareKey: key, SecurityPolicyDatabases: kept ? [kept] : []});
		await site.charon.stop();
		await site.start(handed.folder);
		await says(played, /UP /, region);
		await until(async () => new Set(await site.charon.installed()).size === pairs, `${pairs} pairs INSTALLED`, waitMs);
		const ends = news.filter(isReady).length;
		await client.ResetVpnConnection({VpnGatewayId: before?.VpnGatewayId ?? '', VpnConnectionId: handed.id});
		// At once, before the lab has looked again.
		await says(played, /DOWN.* configured, not connected/, region);
		await until(() => news.filter(isReady).length > ends, 'another end after the reset', waitMs);
		expect(news.some(({kind}) => kind === 'gone')).toBe(false);
	});

	test('Tencent Cloud: the gateway’s routes are what the site tells by BGP, and gone with it', {
		timeout: testMs,
	}, async () => {
		const {sandbox, handed, ready, site} = await play(tencentBgp(), cleanups);
		const learned = async () => {
			const Filters = [{Name: 'InstanceId', Values: [handed.id]}];
			const {Routes = []} = await vpcOf(sandbox).DescribeVpnGatewayRoutes({VpnGatewayId: 'vpngw-bgp4gz01', Filters});
			return Routes.map(({Type, DestinationCidrBlock}) => `${Type} ${DestinationCidrBlock}`).join();
		};
		await addAddress(ready.site.namespace, `${siteLan.host}/24`);
		await site.start(handed.folder);
		const frr = new Frr(join(site.folder, 'frr'), ready.site.namespace);
		cleanups.push(() => frr.stop());
		expect(await learned()).toBe('');
		await frr.start(handed.read('frr.conf'));
		await until(async () => (await learned()).includes(`BGP ${siteLan.range}`), 'what the site tells', waitMs);
		await site.charon.stop();
		await until(async () => (await learned()) === '', 'nothing learned', waitMs);
	});

	test('what a killed sandbox leaves, the next one takes away', {timeout: testMs}, async () => {
		const machine = freshMachine();
		cleanups.push(machine.remove);
		const lab = new LabProcess(machine, ['--speed', '10']);
		cleanups.push(() => lab.signal('SIGKILL'));
		const file = join(machine.home, 'document.json');
		writeFileSync(file, JSON.stringify(aws()));
		const io = fakeIo({env: {...(await lab.env), TUNNELWRIGHT_HOME: machine.home}});
		expect(await runArguments(['apply', file, '--yes', '--wait', 'available'], undefined, io)).toBe(0);
		const {site} = await lab.hear(isReady);
		const mark = site.namespace.split('-').slice(0, 3).join('-');
		const namespaces = async () => (await tryRun('ip', ['netns', 'list'])).text;
		const daemons = () => commandLines().filter(line => line.includes('bgpd') && line.includes(mark)).length;
		const folders = () => readdirSync('/tmp').filter(name => name.startsWith(mark)).length;
		expect([(await namespaces()).includes(mark), daemons(), folders()]).toEqual([true, 2, 2]);
		lab.signal('SIGKILL');
		await lab.ended;
		await sweepOrphans();
		expect(await namespaces()).not.toContain(mark);
		await until(() => daemons() === 0, 'the end of its daemons', waitMs);
		expect(folders()).toBe(0);
	});
});

test('a machine that can’t carry the lab hears what it lacks', async () => {
	const machine = freshMachine({PATH: '/nowhere'});
	cleanups.push(machine.remove);
	const {code, stderr} = await new Promise<{code: unknown; stderr: string}>(resolve => {
		execFile(process.execPath, [launcher, 'sandbox', '--lab'], {env: machine.env}, (error, _stdout, errors) =>
			resolve({code: error?.code, stderr: errors}),
		);
	});
	expect(code).toBe(2);
	expect(stderr).toMatch(process.platform === 'linux' ? /--lab.*lacks.*ip \(iproute2\)/s : /--lab.*lacks.*Linux/s);
});
