import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {Way} from './way.ts';

/* What a user would lose: a region that their profile names, asked of them again by every second command. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 2000});
});
afterAll(() => sandbox.close());

const id = 'vpn-40f41529';

it.each([
	['status', id],
	['config', id, '--device', 'strongswan', '--out', '~/out'],
	['export', id, '--format', 'terraform'],
	['delete', id],
	['profiles', 'import', '--from', 'aws', '--id', id],
])('%s finds the region that only the profile of the cloud’s tool names', async (...args) => {
	const files = {'.aws/config': '[default]\nregion = eu-central-1\n'};
	const way = await Way.open({sandbox, files, env: {AWS_REGION: '', AWS_DEFAULT_REGION: ''}});
	try {
		const {err} = await way.command(args.map(arg => (arg.startsWith('~/') ? join(way.home, arg.slice(2)) : arg)));
		expect(err).not.toMatch(/region .*not known/);
		expect(way.trace().asked.filter(call => / eu-central-1\b/.test(call))).not.toEqual([]);
		const unnamed = await Way.open({sandbox, env: {AWS_REGION: '', AWS_DEFAULT_REGION: ''}});
		try {
			const refused = await unnamed.command(args);
			expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--region')]);
		} finally {
			await unnamed.close();
		}
	} finally {
		await way.close();
	}
});
