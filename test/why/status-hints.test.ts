import type {VpnConnection} from '@aws-sdk/client-ec2';
import {describe, expect, onTestFinished, test} from 'vitest';
import {statusOf} from '../../src/clouds/aws/read/status.ts';
import {awsWhy} from '../../src/clouds/aws/why/why.ts';
import type {ConnectionStatus} from '../../src/clouds/contract/tunnel-status.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {tencentWhy} from '../../src/clouds/tencent/why/why.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';

/* What a user would lose: the status and the panel say that something is likely, and the question why, asked about the same, that it is only possible. */

const ranks = {possible: 0, likely: 1, proved: 2} as const;

function surestOf(connection: ConnectionStatus, cloudWhy: Known['cloudWhy']): number {
	const {verdicts} = diagnose({
		connection,
		tunnels: connection.tunnels.flatMap(({state}, index) => (state === 'UP' ? [] : [index + 1])),
		now: Date.UTC(2026, 11, 1),
		...(cloudWhy ? {cloudWhy} : {}),
	});
	return Math.max(-1, ...verdicts.map(({sureness}) => ranks[sureness]));
}

const aws = (telemetry: object, more: object = {}, state = 'available'): VpnConnection =>
	({
		VpnConnectionId: 'vpn-1',
		State: state,
		Options: {StaticRoutesOnly: false, TunnelOptions: [{OutsideIpAddress: '192.0.2.1', ...more}]},
		VgwTelemetry: [{OutsideIpAddress: '192.0.2.1', ...telemetry}],
	}) as VpnConnection; // cast: as AWS sends it

describe('a status is never surer than the question why', () => {
	test.each([
		['DOWN, and AWS waits', aws({Status: 'DOWN', StatusMessage: 'IPSEC IS DOWN'}), 'possible'],
		[
			'DOWN, and AWS starts',
			aws({Status: 'DOWN', StatusMessage: 'IPSEC IS DOWN'}, {StartupAction: 'start'}),
			'possible',
		],
		['IPsec without BGP', aws({Status: 'DOWN', StatusMessage: 'IPSEC IS UP'}), 'likely'],
		['BGP without a prefix', aws({Status: 'UP', StatusMessage: '0 BGP ROUTES', AcceptedRouteCount: 0}), 'likely'],
		['at work', aws({Status: 'DOWN', StatusMessage: ''}, {}, 'modifying'), 'proved'],
	] as const)('AWS: %s', (_what, connection, sureness) => {
		const status = statusOf(connection, 'eu-central-1');
		expect(status.tunnels[0]?.hintSureness).toBe(sureness);
		expect(ranks[sureness]).toBeLessThanOrEqual(surestOf(status, awsWhy));
	});

	test('Tencent Cloud: whatever stands in the sandbox, and a tunnel of it that falls', async () => {
		const sandbox = await startSandbox({port: 0});
		const cloud = createTencentCloud({env: sandbox.env, sandbox: true});
		onTestFinished(async () => {
			cloud.close();
			await sandbox.close();
		});
		const {signal} = new AbortController();
		const all = await cloud.status('ap-guangzhou', undefined, signal);
		for (const {id} of all) sandbox.setTunnel(id, 0, 'DOWN');
		const fallen = await cloud.status('ap-guangzhou', undefined, signal);
		const told = [...all, ...fallen].filter(({tunnels}) => tunnels[0]?.hint !== undefined);
		expect(new Set(told.map(({tunnels}) => tunnels[0]?.hintSureness))).toContain('possible');
		for (const status of told)
			expect(ranks[status.tunnels[0]?.hintSureness ?? 'possible'], status.tunnels[0]?.hint).toBeLessThanOrEqual(
				surestOf(status, tencentWhy),
			);
	});
});
