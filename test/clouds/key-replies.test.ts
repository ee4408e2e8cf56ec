import {subscribe} from 'node:diagnostics_channel';
import {once} from 'node:events';
import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import type {CloudOptions} from '../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {cvmRole} from '../../src/clouds/tencent/sign-in/assume-role.ts';

/* What a user would lose: the memory of their machine, to whatever answers in the place of the metadata service. */

// somebody else may listen there first, as an agent that watches the process does
subscribe('http.client.response.finish', () => {});

/** Bytes that were sent to whoever asks, without end. */
async function endless(answer: (path: string, response: ServerResponse) => boolean = () => false) {
	let sent = 0;
	const server = createServer((request, response) => {
		if (answer(request.url ?? '', response)) return;
		const part = 'x'.repeat(65_536);
		const more = () => {
			do sent += part.length;
			while (response.write(part));
		};
		response.on('drain', more);
		more();
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const {port} = server.address() as AddressInfo; // listens on TCP
	return {
		url: `http://127.0.0.1:${port}/`,
		sent: () => sent,
		async close() {
			server.closeAllConnections();
			await new Promise(done => server.close(done));
		},
	};
}

it('the metadata service of a CVM is not read without end', async () => {
	const server = await endless();
	await expect(cvmRole(server.url, 60_000)).rejects.toThrow('This machine gives no role');
	await server.close();
});

describe('AWS', () => {
	const names = ['AWS_EC2_METADATA_SERVICE_ENDPOINT', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'] as const;
	const before = names.map(name => [name, process.env[name]] as const);
	afterEach(() => {
		for (const [name, value] of before)
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
	});

	/** Asks whose keys these are, as every command does. The SDK looks for its metadata services in the process's own environment. */
	async function ask(name: (typeof names)[number], url: string, options: Partial<CloudOptions>): Promise<CloudError> {
		process.env[name] = url;
		const cloud = createAwsCloud({env: {HOME: '/nonexistent', [name]: url}, sandbox: false, ...options});
		const error: unknown = await cloud.identity(new AbortController().signal).catch((thrown: unknown) => thrown);
		cloud.close();
		if (!(error instanceof CloudError)) throw new Error('expected a CloudError');
		return error;
	}

	it('a metadata service that drips is waited for as long as a call may take', async () => {
		const drips: NodeJS.Timeout[] = [];
		const server = await endless((_path, response) => {
			drips.push(setInterval(() => response.write('x'), 20));
			return true;
		});
		try {
			const {info} = await ask('AWS_EC2_METADATA_SERVICE_ENDPOINT', server.url, {instanceRole: true, timeoutMs: 300});
			expect(info.kind).toBe('timeout');
		} finally {
			for (const drip of drips) clearInterval(drip);
			await server.close();
		}
	});

	it.each([
		['EC2, its token', 'AWS_EC2_METADATA_SERVICE_ENDPOINT', {instanceRole: true}, '/none'],
		['EC2, its role', 'AWS_EC2_METADATA_SERVICE_ENDPOINT', {instanceRole: true}, '/latest/api/token'],
		['a container', 'AWS_CONTAINER_CREDENTIALS_FULL_URI', {}, '/none'],
	] as const)('the metadata service of %s is not read without end', async (_what, name, options, answered) => {
		const server = await endless((path, response) => {
			if (path !== answered) return false;
			response.end('token');
			return true;
		});
		const {info} = await ask(name, server.url, options);
		expect(info).toMatchObject({kind: 'credentials', message: expect.stringContaining('longer than 1 MB')});
		expect(server.sent()).toBeGreaterThan(0);
		expect(server.sent()).toBeLessThan(40_000_000);
		await server.close();
	});
});
