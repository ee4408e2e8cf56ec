import {expect, it, onTestFinished} from 'vitest';
import type {Cloud, CloudId} from '../../src/clouds/cloud.ts';
import {openCloud} from '../../src/clouds/open.ts';
import {exitCode} from '../../src/connection/user-error.ts';
import {readStanding, standingLines} from '../../src/handover/export/code-source.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

/* What a user would lose: the reason why a connection's gateway can't be named, told as a bug of ours. */

it.each([
	['aws', 'eu-central-1', 'vpn-40f41529', 'cgw-'],
	['tencent', 'ap-guangzhou', 'vpnx-cjkgz001', 'cgw-'],
] as const)('%s: a gateway that is not seen is told, not taken for a bug', async (id, region, connection, gateway) => {
	const {cloud, signal} = await opened(id);
	const source = await readStanding(cloud, {region, id: connection}, signal);
	expect(await standingLines(cloud, source, signal)).not.toEqual([]);
	const blind: Cloud = Object.create(cloud, {
		facts: {
			value: async (...given: Parameters<Cloud['facts']>) => {
				const {siteGateway: _hidden, ...facts} = await cloud.facts(...given);
				return {...facts, siteGateways: []};
			},
		},
	});
	await expect(standingLines(blind, source, signal)).rejects.toMatchObject({
		message: expect.stringMatching(new RegExp(`^${gateway}\\S+ of this connection is not seen in ${region}$`)),
		exit: exitCode.refused,
	});
});

async function opened(id: CloudId) {
	const sandbox = await startSandbox({speed: 1000});
	const cloud = await openCloud(id, {env: sandbox.env, sandbox: true});
	onTestFinished(async () => {
		cloud.close();
		await sandbox.close();
	});
	return {cloud, signal: new AbortController().signal};
}
