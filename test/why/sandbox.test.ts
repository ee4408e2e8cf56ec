import {expect, test} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {readWhy} from '../../src/session/why.ts';
import {administrator, regions, type SandboxCase, sandboxCases} from './sandbox-cases.ts';
import {watchIt} from './watched.ts';

/* What a user would lose: an hour at the device for what is the cloud's. Each cause is made in the sandbox, and asked for as the command asks. */

const {signal} = new AbortController();

async function found(one: SandboxCase) {
	const sandbox = await startSandbox({port: 0, speed: one.speed ?? 200});
	const make = one.cloud === 'aws' ? createAwsCloud : createTencentCloud;
	const cloud = make({env: sandbox.env, sandbox: true});
	const region = regions[one.cloud];
	const own = administrator(sandbox);
	const watched = one.watched && watchIt(sandbox, {cloud: one.cloud, region}, one.id, 10 * (one.speed ?? 200));
	const seen = watched ?? {changes: [], begun: Promise.resolve()};
	const status = async () => {
		const [found] = await cloud.status(region, [one.id], signal);
		if (!found) throw new Error(`${one.id} is not there`);
		return found;
	};
	try {
		const stage = {
			...own,
			sandbox,
			cloud,
			seen,
			keys: (await status()).tunnels.map(({key}) => key),
			// the sandbox's clock is the only event there is
			until: (what: (now: Awaited<ReturnType<typeof status>>) => boolean | Promise<boolean>) =>
				expect.poll(async () => await what(await status()), {timeout: 10_000, interval: 20}).toBe(true),
		};
		await one.happens(stage);
		const site = one.site?.(stage);
		return await readWhy({cloudAt: async () => cloud}, {cloud: one.cloud, region}, one.id, {
			signal,
			now: () => Date.now() + (one.laterMs ?? 0),
			...(site === undefined ? {} : {site}),
			...(watched ? {changes: [...watched.changes]} : {}),
		});
	} finally {
		await watched?.end();
		own.ec2.destroy();
		cloud.close();
		await sandbox.close();
	}
}

test.each(sandboxCases.map(one => [one.cloud, one.source, one.cause, one] as const))(
	'%s, %s: %s is found first',
	async (_cloud, _source, cause, one) => {
		const {why} = await found(one);
		const told = why.verdicts.map(verdict => `${verdict.cause.id} (${verdict.sureness}): ${verdict.evidence[0]?.text}`);
		if (process.env.WHY_TABLE)
			process.stdout.write(
				`${cause} | sandbox, ${one.cloud}: ${one.source} | ${why.verdicts[0]?.cause.id === cause ? 'first' : 'NOT FIRST'} (${why.verdicts[0]?.sureness})\n`,
			);
		expect(why.verdicts[0]?.cause.id, `${told.join('\n')}\n${why.missing.join('\n')}`).toBe(cause);
	},
	30_000,
);

test('a change in time to come makes no line of the site older than it', async () => {
	const sandbox = await startSandbox({port: 0, speed: 200});
	const cloud = createAwsCloud({env: sandbox.env, sandbox: true});
	const id = 'vpn-40f41529';
	try {
		sandbox.setTunnel(id, 0, 'DOWN');
		// this machine's clock goes an hour behind the cloud's
		const now = Date.now() - 3_600_000;
		const site = `${new Date(now).toISOString()} gw charon[1]: 14[IKE] received AUTHENTICATION_FAILED notify error`;
		const place = {cloud: 'aws', region: regions.aws} as const;
		const {why} = await readWhy({cloudAt: async () => cloud}, place, id, {signal, site, now: () => now});
		expect(why.verdicts[0]?.cause.id).toBe('wrong-key');
	} finally {
		cloud.close();
		await sandbox.close();
	}
});
