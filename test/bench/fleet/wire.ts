import {readFileSync} from 'node:fs';
import {DescribeVpnConnectionsCommand, EC2Client} from '@aws-sdk/client-ec2';
import {moduleOf} from '../../../src/clouds/registry.ts';
import {atMost, forComparison, milliseconds, type Row} from '../row.ts';
import {interleaved, median} from '../statistics.ts';
import {openFleet} from './sandbox.ts';

const region = 'eu-central-1';
const rounds = 25;

/** What a list of a thousand connections costs to read: with the SDK as it is, and as a status is read. CPU of this process, ms. */
export async function wireRows(): Promise<Row[]> {
	const fleet = await openFleet(1000, {regions: 1, oneCloud: true});
	const {env} = fleet.machine;
	const keys = readFileSync(env.AWS_SHARED_CREDENTIALS_FILE ?? '', 'utf8');
	const value = (name: string) => new RegExp(`^${name} = (.*)$`, 'm').exec(keys)?.[1] ?? '';
	const credentials = {accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key')};
	const ec2 = new EC2Client({region, endpoint: `http://127.0.0.1:${fleet.port}`, credentials});
	const signIn = {AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey};
	const cloud = await moduleOf('aws').open({
		env: {...signIn, AWS_REGION: region, AWS_ENDPOINT_URL: `http://127.0.0.1:${fleet.port}`},
		sandbox: false,
	});
	const cpuOf = async (work: () => Promise<unknown>) => {
		const before = process.cpuUsage();
		await work();
		const {user, system} = process.cpuUsage(before);
		return (user + system) / 1000;
	};
	const status = () => cloud.status(region, undefined, AbortSignal.timeout(60_000));
	try {
		const candidates = {
			sdk: () => cpuOf(() => ec2.send(new DescribeVpnConnectionsCommand({}))),
			still: () => cpuOf(status),
			changed: async () => {
				await fleet.control('change-share', {share: '1%'});
				return cpuOf(status);
			},
		};
		await interleaved(candidates, 5);
		const times = await interleaved(candidates, rounds);
		const [sdk, still, changed] = [median(times.sdk), median(times.still), median(times.changed)];
		return [
			forComparison('a list of 1,000 connections read by the SDK as it is: CPU', milliseconds(sdk)),
			forComparison('the same read for its status, nothing changed: CPU', milliseconds(still)),
			forComparison('the same, 1 % of the tunnels changed: CPU', milliseconds(changed)),
			atMost('status, nothing changed : the SDK as it is', still / sdk, 0.5),
			atMost('status, 1 % changed : the SDK as it is', changed / sdk, 0.6),
		];
	} finally {
		ec2.destroy();
		cloud.close();
		await fleet.close();
	}
}
