import {CreateCustomerGatewayCommand, CreateVpnConnectionCommand, EC2Client} from '@aws-sdk/client-ec2';
import {vpc} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/index.js';
import {moduleOf} from '../../src/clouds/registry.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {watch} from '../../src/watch/watch.ts';
import type {Row} from './row.ts';

const regions: Readonly<Record<'aws' | 'tencent', string>> = {aws: 'eu-central-1', tencent: 'ap-guangzhou'};
const polls = 4;

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // it would stand in the middle of the table

/** Makes `count` connections as some other program would. */
const makers: Readonly<Record<'aws' | 'tencent', (sandbox: Sandbox, count: number) => Promise<void>>> = {
	async aws({env, endpoints}, count) {
		const credentials = {
			accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
			secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
		};
		const ec2 = new EC2Client({region: regions.aws, endpoint: endpoints.ec2, credentials});
		for (let number = 1; number <= count; number += 1) {
			const gateway = {Type: 'ipsec.1', IpAddress: `198.51.100.${100 + number}`, BgpAsn: 65_100 + number} as const;
			const {CustomerGateway} = await ec2.send(new CreateCustomerGatewayCommand(gateway));
			const ends = {CustomerGatewayId: CustomerGateway?.CustomerGatewayId, VpnGatewayId: 'vgw-9a4cacf3'};
			await ec2.send(new CreateVpnConnectionCommand({Type: 'ipsec.1', ...ends}));
		}

		ec2.destroy();
	},
	async tencent({env, port}, count) {
		const client = new vpc.v20170312.Client({
			credential: {secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY},
			region: regions.tencent,
			profile: {httpProfile: {endpoint: `127.0.0.1:${port}`, protocol: 'http:'}},
		});
		const {VpnGatewaySet = []} = await client.DescribeVpnGateways({});
		const gateway = VpnGatewaySet.find(one => one.Type === 'IPSEC' && one.State === 'AVAILABLE' && one.VpcId);
		for (let number = 1; number <= count; number += 1) {
			const address = `198.51.100.${100 + number}`;
			const made = await client.CreateCustomerGateway({CustomerGatewayName: `site-${number}`, IpAddress: address});
			await client.CreateVpnConnection({
				VpcId: gateway?.VpcId ?? '',
				VpnGatewayId: gateway?.VpnGatewayId ?? '',
				CustomerGatewayId: made.CustomerGateway?.CustomerGatewayId ?? '',
				VpnConnectionName: `tunnel-${number}`,
				PreShareKey: 'benchmark-Key-1',
				RouteType: 'StaticRoute',
			});
		}
	},
};

/** API calls per refresh of the panel, after the first: that one also reads what never changes. */
async function callsPerRefresh(cloud: 'aws' | 'tencent', connections: number): Promise<{calls: number; seen: number}> {
	const sandbox = await startSandbox();
	const stop = new AbortController();
	try {
		await makers[cloud](sandbox, connections);
		const opened = await moduleOf(cloud).open({env: sandbox.env, sandbox: true});
		const watching = watch(opened, {
			region: regions[cloud],
			signal: stop.signal,
			intervals: {workingMs: 1, settledMs: 1},
		});
		let answers = 0;
		let before = 0;
		let seen = 0;
		for await (const snapshot of watching) {
			if (snapshot.polling) continue;
			if (snapshot.error) throw new Error(snapshot.error.message);
			answers += 1;
			seen = snapshot.connections.length;
			if (answers === 1) before = sandbox.requests.length;
			if (answers === 1 + polls) break;
		}

		opened.close();
		return {calls: (sandbox.requests.length - before) / polls, seen};
	} finally {
		stop.abort();
		await sandbox.close();
	}
}

/** However many connections are watched, a refresh is one list call per cloud and region. */
export async function refreshRows(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const cloud of ['aws', 'tencent'] as const) {
		for (const connections of [1, 8]) {
			const {calls, seen} = await callsPerRefresh(cloud, connections);
			rows.push({
				what: `${cloud}: calls per refresh with ${seen} connections`,
				measured: calls.toFixed(2),
				bound: 'exactly 1.00',
				held: calls === 1 && seen >= connections,
			});
		}
	}

	return rows;
}
