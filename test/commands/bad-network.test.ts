import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {badServer, behaviours, selfSigned} from '../clouds/bad-network.ts';
import {freshMachine, launcher, root} from '../e2e/program.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: a script that hangs for ever in the night, or says that all is well. */

const clouds = ['aws', 'tencent'] as const;
const regions = {aws: 'eu-central-1', tencent: 'ap-guangzhou'} as const;
const ids = {aws: 'vpn-0123456789abcdef0', tencent: 'vpnx-abcd1234'} as const;
const documents = {aws: 'aws-vgw-bgp.json', tencent: 'tencent-vpc-policy.json'} as const;

function keysAt(protocol: 'http' | 'https', host: string): Record<string, string> {
	return {
		AWS_ENDPOINT_URL: `${protocol}://${host}`,
		AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
		AWS_SECRET_ACCESS_KEY: 'key-in-clear',
		TENCENTCLOUD_DOMAIN: host,
		TENCENTCLOUD_PROTOCOL: protocol,
		TENCENTCLOUD_SECRET_ID: 'AKIDtest1234',
		TENCENTCLOUD_SECRET_KEY: 'key-in-clear',
	};
}

test.each(clouds)(
	'%s is silent: each command ends with 4, says where it waited and how long, and begins nothing',
	async cloud => {
		const file = path.join(root, 'examples', documents[cloud]);
		const place = ['--region', regions[cloud]];
		const id = ids[cloud];
		const server = await badServer(behaviours['silence within the body']);
		const home = mkdtempSync(path.join(tmpdir(), 'tunnelwright-'));
		onTestFinished(async () => {
			await server.close();
			rmSync(home, {recursive: true});
		});
		const env = {HOME: home, TUNNELWRIGHT_HOME: home, ...keysAt('http', `127.0.0.1:${server.port}`)};
		const commands = [
			['status', '--cloud', cloud, ...place],
			['plan', file],
			['apply', file, '--yes'],
			['export', id, '--format', 'terraform', ...place],
			['delete', id, ...place],
		];
		// all at once: each waits more than it works
		await Promise.all(
			commands.map(async args => {
				const io = fakeIo({env, limits: {timeoutMs: 1000}});
				const code = await runArguments(args, undefined, io);
				const text = `${io.stdout()}\n${io.stderr()}`;
				expect([args[0], code, text]).toEqual([args[0], 4, expect.stringContaining('did not answer in time')]);
				expect(text).toMatch(new RegExp(`No answer from 127.0.0.1:${server.port} within \\d(\\.\\d)? s`));
				expect(text).toContain('→ Check the network');
				expect(text).not.toContain('key-in-clear');
			}),
		);
		expect(readdirSync(home, {recursive: true}).filter(name => String(name).endsWith('.jsonl'))).toEqual([]);
	},
);

const waiting = clouds.flatMap(cloud => [
	{cloud, args: ['plan', path.join(root, 'examples', documents[cloud])]},
	{cloud, args: ['delete', ids[cloud], '--region', regions[cloud]]},
]);

test.each(waiting)('$cloud $args.0: whose account it is is not waited for where the account answers', async given => {
	const {cloud, args} = given;
	const refusal = {
		aws: [
			403,
			'<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors><RequestID>r</RequestID></Response>',
		],
		tencent: [200, '{"Response":{"Error":{"Code":"UnauthorizedOperation","Message":"no"},"RequestId":"r"}}'],
	} as const;
	const server = createServer((request, response) => {
		let body = String(request.headers['x-tc-action']);
		request.on('data', chunk => {
			body += String(chunk);
		});
		request.on('end', () => {
			if (!body.includes('GetCallerIdentity')) response.writeHead(refusal[cloud][0]).end(refusal[cloud][1]);
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const {port} = server.address() as AddressInfo; // listens on TCP
	// longer than the test may take: a command that waits for the silent call does not end
	const io = fakeIo({env: keysAt('http', `127.0.0.1:${port}`), limits: {timeoutMs: 600_000}});
	expect(await runArguments(args, undefined, io)).toBe(4);
	expect(io.stderr()).toContain('UnauthorizedOperation');
});

/** Runs the program to its end. */
function run(args: readonly string[], env: Readonly<Record<string, string>>) {
	return new Promise<{readonly code: number; readonly text: string}>(resolve => {
		execFile(process.execPath, [launcher, ...args], {env}, (error, stdout, stderr) => {
			resolve({code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}\n${stderr}`});
		});
	});
}

// only a process of its own trusts another certificate
test.each([
	['of another host', selfSigned('DNS:vpn.example.com'), /127\.0\.0\.1:\d+ shows the certificate of another host/],
	['that is over', selfSigned('IP:127.0.0.1', {expired: true}), /certificate of 127\.0\.0\.1:\d+ is out of date/],
] as const)('a certificate %s: 4, with the reason, and nothing was sent', async (_name, pair, reason) => {
	const server = await badServer(() => {}, pair);
	const machine = freshMachine();
	onTestFinished(async () => {
		await server.close();
		machine.remove();
	});
	const trusted = path.join(machine.home, 'trusted.pem');
	writeFileSync(trusted, pair.cert);
	const env = {...machine.env, ...keysAt('https', `127.0.0.1:${server.port}`), NODE_EXTRA_CA_CERTS: trusted};
	const ends = await Promise.all(
		clouds.map(cloud => run(['status', '--cloud', cloud, '--region', regions[cloud]], env)),
	);
	for (const {code, text} of ends) {
		expect([code, text]).toEqual([4, expect.stringMatching(reason)]);
		expect(text).toMatch(/→ Check .*(AWS_ENDPOINT_URL_EC2|TENCENTCLOUD_DOMAIN)/);
	}

	expect(server.received()).toBe('');
});
