import {spawn} from 'node:child_process';
import {once} from 'node:events';
import http from 'node:http';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {fitsWildcard} from '../../src/sandbox/ec2/protocol/wildcard.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

/* What a user would lose: the keys of a lab's tunnels, to a web page in the browser on the same machine; a sandbox that answers. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function status(headers: http.OutgoingHttpHeaders): Promise<number | undefined> {
	const request = http.request({host: '127.0.0.1', port: sandbox.port, method: 'POST', headers});
	request.end('Action=DescribeVpnConnections&Version=2016-11-15');
	const [response] = await once(request, 'response');
	response.resume();
	return response.statusCode;
}

const form = {'content-type': 'application/x-www-form-urlencoded'};

describe('a request of a web page', () => {
	test.each([
		['under a name of its own that leads here', {host: 'evil.example'}],
		['under a name that begins as this machine', {host: '127.0.0.1.evil.example'}],
		['under a name that ends nearly as this machine', {host: 'evil-localhost'}],
		['of another site', {origin: 'https://evil.example'}],
		['of a page without an origin', {origin: 'null'}],
		['as a picture', {'sec-fetch-site': 'cross-site'}],
	])('%s is not looked at', async (_name, headers) => {
		const before = sandbox.requests.length;
		expect(await status({...form, ...headers})).toBe(403);
		expect(sandbox.requests).toHaveLength(before);
	});

	test.each(['127.0.0.1:1', 'localhost:1', '[::1]:1', 'vpc.ap-shanghai-fsi.localhost:1'])(
		'%s is this machine',
		async host => {
			expect(await status({...form, host})).not.toBe(403);
		},
	);
});

test('keys are of one start: another process has others', async () => {
	const script = `const {startSandbox} = await import('./src/sandbox/start.ts');
const sandbox = await startSandbox();
process.stdout.write(JSON.stringify(sandbox.env));
await sandbox.close();`;
	const child = spawn(
		process.execPath,
		['--import', './src/build/typescript.mjs', '--input-type=module', '-e', script],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	let output = '';
	child.stdout.setEncoding('utf8').on('data', text => {
		output += text;
	});
	await once(child, 'close');
	const other = JSON.parse(output);
	for (const name of ['AWS_SECRET_ACCESS_KEY', 'TENCENTCLOUD_SECRET_KEY']) {
		expect(other[name]).toMatch(/^[0-9a-f]{32,40}$/);
		expect(other[name]).not.toBe(sandbox.env[name]);
	}
});

describe('a filter’s wildcards', () => {
	test.each([
		['vpn-*', 'vpn-1', true],
		['*office*', 'berlin-office-2', true],
		['?pn-?', 'vpn-1', true],
		['vpn-?', 'vpn-12', false],
		['*', '', true],
		['', 'x', false],
		['a.c', 'abc', false],
		['100\\*', '100*', true],
		['100\\*', '1000', false],
		['a\\?', 'a?', true],
		['a\\\\*', 'a\\b', true],
		['*ab*ab', 'abxab', true],
	])('%j and %j: %s', (pattern, text, fits) => expect(fitsWildcard(pattern, text)).toBe(fits));

	test('many of them take no more than their length: as a regular expression this would not end', () => {
		expect(fitsWildcard('?*'.repeat(100), 'a'.repeat(99))).toBe(false);
		expect(fitsWildcard(`${'*a'.repeat(1000)}b`, 'a'.repeat(2000))).toBe(false);
	});
});
