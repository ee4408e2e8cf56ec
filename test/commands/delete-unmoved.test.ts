import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

/* What a user would lose: the word that a connection still stands and is billed, because the cloud took its deletion and did nothing. */

let sandbox: Sandbox;
let home: string;
let front: {readonly address: string; close(): void};
beforeEach(async () => {
	sandbox = await startSandbox({speed: 20_000});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	front = await openFront(new URL(sandbox.env.AWS_ENDPOINT_URL_EC2 ?? '').port);
});

afterEach(async () => {
	vi.restoreAllMocks();
	front.close();
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

/** The sandbox clouds, but that they only say yes to the deletion of a connection. */
async function openFront(port: string) {
	const server = createServer(async (incoming, outgoing) => {
		const body = await buffer(incoming);
		const isTencent = incoming.headers['x-tc-action'] !== undefined;
		const query = new URLSearchParams(isTencent ? '' : body.toString());
		const call = String(incoming.headers['x-tc-action'] ?? query.get('Action'));
		if (call === 'DeleteVpnConnection' && query.get('DryRun') !== 'true') {
			outgoing.setHeader('content-type', isTencent ? 'application/json' : 'text/xml');
			outgoing.end(
				isTencent
					? '{"Response": {"RequestId": "r-1"}}'
					: '<DeleteVpnConnectionResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId><return>true</return></DeleteVpnConnectionResponse>',
			);
			return;
		}

		const {method, url: path, headers} = incoming;
		const to = request({host: '127.0.0.1', port, method, path, headers, agent: false}, reply => {
			outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
			reply.pipe(outgoing);
		});
		to.end(body);
	});
	await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
	return {
		address: `127.0.0.1:${(server.address() as AddressInfo).port}`, // listens on TCP
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

it.each([
	['vpn-40f41529', 'eu-central-1', '20 minutes'],
	['vpnx-5p7vkch8', 'ap-guangzhou', 'five minutes'],
])(
	'%s that stands after its deletion was taken ends delete with 4, within a limit, and is never said to be gone',
	async (id, region, limit) => {
		const began = performance.now();
		vi.spyOn(performance, 'now').mockImplementation(() => began + (Date.now() - start) * 1000);
		const start = Date.now();
		const env = {
			...sandbox.env,
			...{AWS_ENDPOINT_URL_EC2: `http://${front.address}`, TENCENTCLOUD_DOMAIN: front.address, TUNNELWRIGHT_HOME: home},
		};
		const listed = fakeIo({env});
		await runArguments(['status', id, '--region', region, '--json'], undefined, listed);
		const [{name}] = JSON.parse(listed.stdout()).connections;
		const io = fakeIo({env});
		const code = await runArguments(['delete', id, '--region', region, '--confirm', name], undefined, io);
		expect(io.stdout()).toContain('still stands, though its deletion was taken: asked again');
		expect(io.stderr()).toMatch(new RegExp(`${id}.* still stands after ${limit}, though its deletion was taken`));
		expect(io.stderr()).toContain('until then it may cost money');
		expect(io.stderr()).toMatch(/tunnelwright runs resume \S+ --yes goes on/);
		expect(io.stdout()).not.toMatch(/\bdeleted: /);
		expect(code).toBe(4);
	},
	30_000,
);
