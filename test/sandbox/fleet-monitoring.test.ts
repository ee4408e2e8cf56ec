import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import type {Cloud} from '../../src/clouds/contract/cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {fleetAccount} from '../../src/sandbox/fleet/fleet-accounts.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

/* What a user would lose: a fleet whose connections can't be opened, or one account's traffic shown as another's. */

const {signal} = new AbortController();
const hour = 3_600_000;
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({fleet: {connections: 200, accounts: 2}});
});
afterAll(() => sandbox.close());

/** A cloud as an account sees it. */
function as(id: 'aws' | 'tencent', account: number): Cloud {
	const [key] = fleetAccount(account)[id].keys;
	const own =
		'accessKeyId' in key
			? {AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey}
			: {TENCENTCLOUD_SECRET_ID: key.secretId, TENCENTCLOUD_SECRET_KEY: key.secretKey};
	const options = {env: {...sandbox.env, ...own}, sandbox: true};
	return id === 'aws' ? createAwsCloud(options) : createTencentCloud(options);
}

describe('a fleet’s connection that is looked at alone', () => {
	it.each([
		['aws', 'eu-central-1'],
		['tencent', 'ap-guangzhou'],
	] as const)(
		'of %s tells of itself, and has traffic, whichever account it is of',
		async (id, region) => {
			for (const account of [0, 1]) {
				const cloud = as(id, account);
				const [first] = await cloud.status(region, undefined, signal);
				const sight = await cloud.sight?.(region, first?.id ?? '', signal);
				expect(sight).toMatchObject({unread: [], tunnels: first?.tunnels.map(({key}) => ({key}))});
				const now = Date.now();
				const traffic = await cloud.traffic?.(region, first?.id ?? '', {from: now - hour, to: now}, signal);
				expect(traffic?.series.length).toBeGreaterThan(0);
				for (const {points} of traffic?.series ?? []) expect(points.length).toBeGreaterThan(5);
				cloud.close();
			}
		},
		30_000,
	);
});
