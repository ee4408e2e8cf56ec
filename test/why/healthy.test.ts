import {expect, test} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {readWhy} from '../../src/session/why.ts';
import {regions} from './sandbox-cases.ts';

/* What a user would lose: their trust, to a cause that is told of a connection with which nothing is wrong. */

test.each(['aws', 'tencent'] as const)(
	'of connections of %s that are UP and carry traffic, nothing is called likely',
	async id => {
		const sandbox = await startSandbox({port: 0, speed: 200});
		const cloud = (id === 'aws' ? createAwsCloud : createTencentCloud)({env: sandbox.env, sandbox: true});
		const {signal} = new AbortController();
		const region = regions[id];
		try {
			const all = await cloud.status(region, undefined, signal);
			const well = all.filter(
				({tunnels}) =>
					tunnels.length > 0 && tunnels.every(({state, acceptedRoutes}) => state === 'UP' && acceptedRoutes !== 0),
			);
			expect(well.length).toBeGreaterThan(1);
			const told: string[] = [];
			for (const connection of well) {
				const {why} = await readWhy({cloudAt: async () => cloud}, {cloud: id, region}, connection.id, {signal});
				for (const {cause, sureness, evidence} of why.verdicts)
					told.push(`${connection.id}: ${cause.id} ${sureness} ${evidence[0]?.text}`);
			}

			expect(told).toEqual([]);
		} finally {
			cloud.close();
			await sandbox.close();
		}
	},
	60_000,
);
