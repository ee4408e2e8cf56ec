import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import {missingPermissions} from '../../../src/clouds/permissions.ts';
import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';

/* What a user would lose: megabits shown as bytes, a metric that is there in other letters and not found, or a gateway at its cap that nobody suspects. */

const region = 'ap-guangzhou';
const id = 'vpnx-df9oztok';
const gateway = 'vpngw-6x0wxvtp';
/** Its bandwidth, Mbps. */
const bandwidth = 50;
const {signal} = new AbortController();
const hour = 3_600_000;

let cloud: Cloud;
let sandbox: Sandbox;
/** Whole hours until the last full minute: what comes meanwhile is another test's. */
const now = Math.floor(Date.now() / 60_000) * 60_000;

beforeEach(async () => {
	sandbox = await startSandbox();
	cloud = createTencentCloud({env: sandbox.env, sandbox: true});
});

afterEach(async () => {
	cloud.close();
	await sandbox.close();
});

const traffic = async (of: string = id, from = now - hour) => {
	const found = await cloud.traffic?.(region, of, {from, to: now}, signal);
	if (!found) throw new Error('Tencent Cloud counts');
	return found;
};

const failure = async (promise: Promise<unknown>) => {
	const error = await promise.catch((thrown: unknown) => thrown);
	if (error instanceof CloudError) return error.info;
	throw new Error('expected a CloudError');
};

const calls = (action: string) => sandbox.requests.filter(each => each.action === action).length;

describe('the traffic of a tunnel', () => {
	it('is told in bytes a second, minute by minute, and the packets that its probes lost as a share', async () => {
		const {stepSeconds, source, series, lostShare, note} = await traffic();
		expect([stepSeconds, source]).toEqual([60, 'Cloud Monitor QCE/VPNX']);
		expect(series.map(({tunnel, direction}) => [tunnel, direction])).toEqual([
			[id, 'in'],
			[id, 'out'],
		]);
		for (const {points} of series) {
			expect(points).toHaveLength(60);
			for (const {bytesPerSecond} of points) {
				expect(bytesPerSecond).toBeGreaterThan(1000);
				expect(bytesPerSecond).toBeLessThanOrEqual(bandwidth * 125_000);
			}
		}
		expect(lostShare).toHaveLength(60);
		for (const {share} of lostShare ?? []) expect(share).toBe(0);
		expect(note).toContain('probes');
	});

	it.each(['newer', 'older'] as const)('is found in the letters of the %s pages', async metricNames => {
		sandbox.behave({metricNames});
		expect((await traffic()).series.every(({points}) => points.length === 60)).toBe(true);
	});

	it('asks which metrics there are once, and not again and again', async () => {
		await traffic();
		await traffic();
		expect([calls('DescribeBaseMetrics'), calls('GetMonitorData')]).toEqual([1, 6]);
	});

	it('goes by the documented names where nobody may ask for them', async () => {
		sandbox.addFault({kind: 'denied', action: 'DescribeBaseMetrics'});
		const {stepSeconds, series} = await traffic();
		expect(stepSeconds).toBe(300);
		for (const {points} of series) expect(points).toHaveLength(12);
	});

	it('of a week comes in steps that the metric has, and no more of them than can be drawn', async () => {
		const {stepSeconds, series} = await traffic(id, now - 7 * 24 * hour);
		expect(stepSeconds).toBe(3600);
		for (const {points} of series) expect(points).toHaveLength(7 * 24);
	});

	it('of one that is down is nothing, and all is lost', async () => {
		const down = (await cloud.status(region, undefined, signal)).find(({tunnels}) => tunnels[0]?.state === 'DOWN');
		const {series, lostShare} = await traffic(down?.id);
		for (const {points} of series) expect(points.every(({bytesPerSecond}) => bytesPerSecond === 0)).toBe(true);
		expect(lostShare?.every(({share}) => share === 1)).toBe(true);
	});

	it('that may not be read is an error with its permission; a tunnel that is not there is a wrong name', async () => {
		sandbox.addFault({kind: 'denied', action: 'GetMonitorData'});
		expect(missingPermissions(await failure(traffic()))).toEqual(['name/monitor:GetMonitorData']);
		await expect(traffic('vpnx-00000000')).rejects.toBeInstanceOf(UserError);
	});

	it('is never taken from what is no answer of the monitor', async () => {
		sandbox.addFault({kind: 'garbage', action: 'GetMonitorData'});
		expect(await failure(traffic())).toMatchObject({kind: 'protocol', ambiguous: false});
	}, 30_000);
});

describe('a gateway at its cap', () => {
	const gateways = async () => (await cloud.sight?.(region, id, signal))?.gateways;

	it('is told by its own usage together with what its tunnel loses', async () => {
		expect(await gateways()).toEqual([]);
		sandbox.setGateway(gateway, 'atItsCap');
		expect(await gateways()).toEqual([
			{gateway, kind: 'at its cap', quote: 'VpnBandwidthUsageRate: 99 %, PkgDrop: 4.2 %'},
		]);
	});

	it('is not told of a tunnel that is down for another reason', async () => {
		sandbox.setTunnel(id, 0, 'DOWN');
		expect(await gateways()).toEqual([]);
	});

	it('is not known where its metrics may not be read, and that is said', async () => {
		sandbox.addFault({kind: 'denied', action: 'GetMonitorData'});
		const sight = await cloud.sight?.(region, id, signal);
		expect(sight?.gateways).toEqual([]);
		expect(sight?.unread).toMatchObject([{what: 'how much of the gateway’s bandwidth is used'}]);
		expect(sight?.routes?.length).toBeGreaterThan(0);
	});
});
