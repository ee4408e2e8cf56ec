import {CreateCustomerGatewayCommand, CreateVpnConnectionCommand, EC2Client} from '@aws-sdk/client-ec2';
import {expect, it, onTestFinished} from 'vitest';
import type {Cloud, CloudId} from '../../../src/clouds/contract/cloud.ts';
import {moduleOf} from '../../../src/clouds/registry.ts';
import {exitCode} from '../../../src/connection/user-error.ts';
import {readStanding} from '../../../src/handover/formats/code-source.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {declaredIn, linesWriter, standingLines} from './written-code.ts';

/* What a user would lose: the reason why a connection's gateway can't be named, told as a bug of ours. */

it.each([
	['aws', 'eu-central-1', 'vpn-40f41529', 'cgw-'],
	['tencent', 'ap-guangzhou', 'vpnx-cjkgz001', 'cgw-'],
] as const)('%s: a gateway that is not seen is told, not taken for a bug', async (id, region, connection, gateway) => {
	const {cloud, signal} = await opened(id);
	const source = await readStanding(cloud, {region, id: connection}, signal);
	expect(await standingLines(linesWriter(id), cloud, source, signal)).not.toEqual([]);
	const blind: Cloud = Object.create(cloud, {
		facts: {
			value: async (...given: Parameters<Cloud['facts']>) => {
				const {siteGateway: _hidden, ...facts} = await cloud.facts(...given);
				return {...facts, siteGateways: []};
			},
		},
	});
	await expect(standingLines(linesWriter(id), blind, source, signal)).rejects.toMatchObject({
		message: expect.stringMatching(new RegExp(`^${gateway}\\S+ of this connection is not seen in ${region}$`)),
		exit: exitCode.refused,
	});
});

it.each(['terraform', 'cloudformation'] as const)(
	'%s of a connection without a Name tag puts none on, and names it by its id',
	async format => {
		const {cloud, signal, sandbox} = await opened('aws');
		const ec2 = new EC2Client({endpoint: sandbox.endpoints.ec2, region: 'eu-central-1', credentials: awsKeys(sandbox)});
		const site = await ec2.send(
			new CreateCustomerGatewayCommand({Type: 'ipsec.1', IpAddress: '198.51.100.77', BgpAsn: 64_777}),
		);
		const {VpnConnection: made} = await ec2.send(
			new CreateVpnConnectionCommand({
				Type: 'ipsec.1',
				CustomerGatewayId: site.CustomerGateway?.CustomerGatewayId ?? '',
				VpnGatewayId: 'vgw-9a4cacf3',
			}),
		);
		ec2.destroy();
		const id = made?.VpnConnectionId ?? '';
		const source = await readStanding(cloud, {region: 'eu-central-1', id}, signal);
		const code = declaredIn(format, source)?.[0]?.content ?? '';
		expect(code).toContain(`${format === 'terraform' ? '# ' : 'VPN connection '}${id}`);
		expect(code).not.toMatch(/Name"?\s*[=:] "cgw-/);
		expect(code).not.toContain('"Key": "Name"');
	},
);

function awsKeys({env}: Sandbox) {
	return {accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? ''};
}

async function opened(id: CloudId) {
	const sandbox = await startSandbox({speed: 1000});
	const cloud = await moduleOf(id).open({env: sandbox.env, sandbox: true});
	onTestFinished(async () => {
		cloud.close();
		await sandbox.close();
	});
	return {cloud, sandbox, signal: new AbortController().signal};
}
