import {cloudError} from '../../../contract/cloud-error.ts';
import type {TrafficSpan} from '../../../contract/sight.ts';
import type {CallPlace} from '../../wire/call-place.ts';
import type {TencentClient} from '../../wire/client.ts';
import {list, number, text} from '../../wire/reply.ts';
import type {Metric, Namespace} from './metrics.ts';

/** A value at a time, ms since the epoch. */
interface Point {
	readonly at: number;
	readonly value: number;
}

/** What is drawn has no more cells; a call may give 7,200. Source: monitor 2018-07-24, GetMonitorData, Period. */
const mostPoints = 1500;
/** Shorter steps tell nothing more of hours. */
const shortestStep = 60;
const usualStep = 300;

/** The step to ask for over a span, seconds: the shortest that the metric has and that gives no more points than can be drawn. */
export function stepFor({periods}: Pick<Metric, 'periods'>, {from, to}: TrafficSpan): number {
	const fitting = periods.filter(each => each >= shortestStep);
	const least = (to - from) / 1000 / mostPoints;
	return fitting.find(each => each >= least) ?? fitting.at(-1) ?? usualStep;
}

/** What a question is about. */
interface Asked {
	readonly namespace: Namespace;
	readonly metric: Metric;
	/** A tunnel's or gateway's id. */
	readonly id: string;
	readonly span: TrafficSpan;
	readonly stepSeconds: number;
}

/** The values of one metric of one thing, oldest first. Times without one are not known. Source: monitor 2018-07-24, GetMonitorData. @throws CloudError */
export async function readPoints(
	client: TencentClient,
	place: CallPlace,
	{namespace, metric, id, span, stepSeconds}: Asked,
): Promise<readonly Point[]> {
	const call = 'GetMonitorData';
	const reply = await client.read(
		'monitor',
		call,
		{
			Namespace: namespace,
			MetricName: metric.name,
			Instances: [{Dimensions: [{Name: metric.dimension, Value: id}]}],
			Period: stepSeconds,
			StartTime: timeText(span.from),
			EndTime: timeText(span.to),
		},
		place,
	);
	if (!Array.isArray(reply.DataPoints))
		throw cloudError('tencent', {
			kind: 'protocol',
			call,
			message: 'The reply lacks the points that were asked for',
			retryable: true,
			mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
		});
	return list(reply.DataPoints)
		.filter(({Dimensions}) => list(Dimensions).some(({Value}) => text(Value) === id))
		.flatMap(({Timestamps, Values}) => pointsIn(Timestamps, Values))
		.sort((one, other) => one.at - other.at);
}

function pointsIn(times: unknown, values: unknown): readonly Point[] {
	if (!Array.isArray(times) || !Array.isArray(values)) return [];
	return times.flatMap((time, index) => {
		const [seconds, value] = [number(time), number(values[index])];
		return seconds === undefined || value === undefined ? [] : [{at: seconds * 1000, value}];
	});
}

/** As the API has it: `2018-09-22T19:51:23+08:00`. */
function timeText(at: number): string {
	return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}
