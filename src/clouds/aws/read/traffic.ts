import type {GetMetricDataCommandOutput, MetricDataQuery, MetricDataResult} from '@aws-sdk/client-cloudwatch';
import {cloudError} from '../../contract/cloud-error.ts';
import {cloudWords} from '../../contract/cloud-words.ts';
import type {Traffic, TrafficSpan} from '../../contract/sight.ts';
import {NotAReply} from '../../net/call-end.ts';
import {memberOf} from '../../net/member.ts';
import type {AwsReach} from '../wire/ask.ts';
import {tunnelsOf} from './tunnel-statuses.ts';
import {standingConnection} from './vpn-connections.ts';

const call = 'GetMetricData';
/** Source: Site-to-Site VPN User Guide, "Monitor VPN tunnels using Amazon CloudWatch": bytes since the last point, of which the Sum is the statistic. */
const metrics = {in: 'TunnelDataIn', out: 'TunnelDataOut'} as const;

/** One point each five minutes is what every example of AWS asks for; whether there are finer ones is nowhere said. Seconds. */
const usualStep = 300;
/** What is drawn has no more cells, and a page no more points. */
const mostPoints = 1500;
/** Each brings 100,800 points at most, and there are four series. */
const mostPages = 20;

/** The steps that CloudWatch gives over a span: multiples of 60 s, and of an hour for what is older than 63 days. Source: CloudWatch API Reference, GetMetricData, MetricStat. */
function stepFor({from, to}: TrafficSpan, nowMs: number): number {
	const days = (nowMs - from) / 86_400_000;
	const least = days > 63 ? 3600 : usualStep;
	return Math.max(least, Math.ceil((to - from) / 1000 / mostPoints / least) * least);
}

/** Reads the traffic of connections' tunnels. Their outside addresses stay as long as the connection does, so they are read once. */
export class AwsTraffic {
	readonly #addresses = new Map<string, readonly string[]>();

	/** @throws UserError when it is not in the region, CloudError */
	async read(reach: AwsReach, id: string, {from, to}: TrafficSpan): Promise<Traffic> {
		const nowMs = Date.now();
		const stepSeconds = stepFor({from, to}, nowMs);
		const stepMs = stepSeconds * 1000;
		const addresses = await this.#addressesOf(reach, id);
		const asked = addresses.flatMap(tunnel =>
			(['in', 'out'] as const).map(direction => ({tunnel, direction, metric: metrics[direction]})),
		);
		const queries = asked.map(
			({tunnel, metric}, index): MetricDataQuery => ({
				Id: `m${index}`,
				MetricStat: {
					Metric: {
						Namespace: 'AWS/VPN',
						MetricName: metric,
						Dimensions: [
							{Name: 'VpnId', Value: id},
							{Name: 'TunnelIpAddress', Value: tunnel},
						],
					},
					Period: stepSeconds,
					Stat: 'Sum',
				},
			}),
		);
		const span = {from: Math.floor(from / stepMs) * stepMs, to: Math.ceil(to / stepMs) * stepMs};
		const found = await metricData(reach, queries, span);
		return {
			stepSeconds,
			source: 'CloudWatch AWS/VPN',
			series: asked.map(({tunnel, direction}, index) => ({
				tunnel,
				direction,
				// one whose time is not over is of a part of it: it would be a dip that nothing had
				points: [...(found.get(`m${index}`) ?? new Map<number, number>())]
					.filter(([at]) => at >= span.from && at + stepMs <= Math.min(span.to, nowMs))
					.sort(([one], [other]) => one - other)
					.map(([at, bytes]) => ({at, bytesPerSecond: bytes / stepSeconds})),
			})),
			note: 'AWS counts its own status checks, ARP and BGP too: bytes do not prove that the site’s traffic passes',
		};
	}

	async #addressesOf(reach: AwsReach, id: string): Promise<readonly string[]> {
		const key = `${reach.region} ${id}`;
		const known = this.#addresses.get(key);
		if (known) return known;
		const tunnels = tunnelsOf(await standingConnection(reach, id));
		// rebuilt: a piece of text keeps the whole answer that it was cut from, and the keys that stand in it
		const addresses = structuredClone(tunnels.flatMap(({outsideAddress}) => outsideAddress ?? []));
		if (addresses.length === tunnels.length) this.#addresses.set(key, addresses);
		return addresses;
	}
}

/** The values of each query by their times, ms, from all pages. @throws CloudError */
async function metricData(
	{clients, region, signal}: AwsReach,
	MetricDataQueries: MetricDataQuery[],
	{from, to}: TrafficSpan,
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
	if (MetricDataQueries.length === 0) return new Map();
	const {CloudWatchClient, GetMetricDataCommand} = await import('../wire/metrics-client.ts');
	const client = await clients.other('CLOUDWATCH', region, config => new CloudWatchClient(config));
	return clients.bounded({call, purpose: 'read', signal}, async abortSignal => {
		const found = new Map<string, Map<number, number>>();
		let NextToken: string | undefined;
		for (let page = 0; page < mostPages; page++) {
			const command = new GetMetricDataCommand({
				MetricDataQueries,
				StartTime: new Date(from),
				EndTime: new Date(to),
				ScanBy: 'TimestampAscending',
				...(NextToken === undefined ? {} : {NextToken}),
			});
			const reply: GetMetricDataCommandOutput = await client.send(command, {abortSignal});
			for (const result of reply.MetricDataResults ?? []) takeInto(found, result);
			if (typeof reply.NextToken !== 'string' || reply.NextToken === '') return found;
			NextToken = reply.NextToken;
		}

		throw new NotAReply(`It goes on after ${mostPages} pages`, {lasting: true});
	});
}

/** @throws CloudError for a result that AWS keeps back: the call itself succeeds then. Source: CloudWatch API Reference, MetricDataResult, StatusCode. */
function takeInto(found: Map<string, Map<number, number>>, result: MetricDataResult): void {
	// the SDK hands on whatever stands in the reply's JSON
	const id = memberOf(result, 'Id');
	const status = memberOf(result, 'StatusCode');
	const [times, values] = [listOf(memberOf(result, 'Timestamps')), listOf(memberOf(result, 'Values'))];
	if (status === 'Forbidden' || status === 'InternalError') throw keptBack(status, result);
	if (typeof id !== 'string') return;
	const points = found.get(id) ?? new Map<number, number>();
	found.set(id, points);
	for (const [index, time] of times.entries()) {
		const value = values[index];
		if (time instanceof Date && !Number.isNaN(time.getTime()) && typeof value === 'number' && Number.isFinite(value))
			points.set(time.getTime(), value);
	}
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function keptBack(status: 'Forbidden' | 'InternalError', result: MetricDataResult) {
	const said = memberOf(listOf(memberOf(result, 'Messages'))[0], 'Value');
	const message = cloudWords(typeof said === 'string' ? said : '', 200);
	return status === 'Forbidden'
		? cloudError('aws', {
				call,
				code: 'AccessDenied',
				message,
				says: 'These credentials may not read the metrics',
				mend: 'Ask whoever looks after the account for cloudwatch:GetMetricData',
			})
		: cloudError('aws', {
				call,
				code: 'InternalError',
				message,
				says: 'CloudWatch had an internal error',
				retryable: true,
			});
}
