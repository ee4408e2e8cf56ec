import {ApiError} from '../protocol/api-error.ts';
import type {Tunnel} from '../store/resources.ts';
import {listIn, type MonitoringContext, recordIn, textIn} from './context.ts';
import {countedOn} from './traffic.ts';

/*
 * CloudWatch's GetMetricData for AWS/VPN. Source: CloudWatch API Reference, GetMetricData; Site-to-Site VPN User Guide, "Monitor VPN tunnels using Amazon
 * CloudWatch" (TunnelState, TunnelDataIn, TunnelDataOut; dimensions VpnId, TunnelIpAddress).
 */

/** Each tunnel has a point so often: what every example of AWS goes by. Seconds. */
const nativeSeconds = 300;
const mostQueries = 500;
/** A page may have up to 100,800 points; it has fewer here, so that pages are met. */
const mostPoints = 1440;

interface Query {
	readonly id: string;
	readonly metric: string;
	readonly stat: string;
	readonly period: number;
	readonly tunnels: readonly Tunnel[];
	/** The first tunnel of the connection that is named. */
	readonly first: Tunnel | undefined;
}

/** @throws ApiError ValidationError */
export function getMetricData(input: Readonly<Record<string, unknown>>, context: MonitoringContext): object {
	const [start, end] = [secondsIn(input, 'StartTime'), secondsIn(input, 'EndTime')];
	if (start >= end) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
	const given = listIn(input, 'MetricDataQueries');
	if (given.length === 0 || given.length > mostQueries)
		throw invalid(`The collection MetricDataQueries must have a size between 1 and ${mostQueries}.`);
	const queries = given.map(each => queryIn(each, context));
	if (new Set(queries.map(({id}) => id)).size < queries.length) throw invalid('The IDs of the queries are not unique.');
	const all = queries.flatMap(query => pointsOf(query, start, end, context).map(point => ({id: query.id, ...point})));
	if (input.ScanBy !== 'TimestampAscending') all.reverse();
	const from = pageIn(input);
	const most = Math.min(typeof input.MaxDatapoints === 'number' ? input.MaxDatapoints : mostPoints, mostPoints);
	const page = all.slice(from, from + most);
	const isCut = from + most < all.length;
	return {
		MetricDataResults: queries.map(({id, metric}) => {
			const own = page.filter(point => point.id === id);
			return {
				Id: id,
				Label: metric,
				Timestamps: own.map(({at}) => new Date(at)),
				Values: own.map(({value}) => value),
				StatusCode: isCut ? 'PartialData' : 'Complete',
			};
		}),
		...(isCut ? {NextToken: `page-${from + most}`} : {}),
		Messages: [],
	};
}

function queryIn(given: unknown, {tunnelsOf}: MonitoringContext): Query {
	const query = recordIn(given);
	const stat = recordIn(query.MetricStat);
	const metric = recordIn(stat.Metric);
	const id = textIn(query, 'Id');
	const period = stat.Period;
	if (!/^[a-z]\w*$/.test(id))
		throw invalid(
			`The value ${id} for parameter MetricDataQueries.member.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
		);
	if (typeof period !== 'number' || period <= 0 || period % 60 !== 0)
		throw invalid('Period must be a multiple of 60, and greater than 0.');
	const dimensions = new Map(
		listIn(metric, 'Dimensions').map(each => {
			const dimension = recordIn(each);
			return [textIn(dimension, 'Name'), textIn(dimension, 'Value')];
		}),
	);
	const isKnown =
		textIn(metric, 'Namespace') === 'AWS/VPN' &&
		[...dimensions.keys()].every(name => /^(?:VpnId|TunnelIpAddress)$/.test(name));
	const address = dimensions.get('TunnelIpAddress');
	const all = tunnelsOf(dimensions.get('VpnId'));
	return {
		id,
		metric: textIn(metric, 'MetricName'),
		stat: textIn(stat, 'Stat'),
		period,
		tunnels:
			isKnown && dimensions.size > 0
				? all.filter(({outsideAddress}) => (address ?? outsideAddress) === outsideAddress)
				: [],
		first: dimensions.has('VpnId') ? all[0] : undefined,
	};
}

interface Point {
	/** Ms, as clients have it. */
	readonly at: number;
	readonly value: number;
}

function pointsOf(query: Query, start: number, end: number, context: MonitoringContext): readonly Point[] {
	const step = Math.max(query.period, nativeSeconds);
	const points: Point[] = [];
	for (let at = Math.ceil(start / step) * step; at < end && at * 1000 < context.shownNow; at += step) {
		const values: number[] = [];
		for (let inside = at; inside < at + step; inside += nativeSeconds)
			for (const tunnel of query.tunnels) {
				const value = pointOf(query, tunnel, inside * 1000, context);
				if (value !== undefined) values.push(value);
			}

		const value = statistic(query.stat, values);
		if (value !== undefined) points.push({at: at * 1000, value});
	}

	return points;
}

/** One native point of one tunnel. */
function pointOf({metric, first}: Query, tunnel: Tunnel, at: number, context: MonitoringContext): number | undefined {
	const to = Math.min(at + nativeSeconds * 1000, context.shownNow);
	if (to <= at) return undefined;
	const counted = countedOn(
		tunnel,
		{from: context.cloudTime(at), to: context.cloudTime(to)},
		context.behavior,
		tunnel === first,
	);
	if (!counted) return undefined;
	const seconds = ((to - at) / 1000) * counted.up;
	if (metric === 'TunnelState') return counted.up;
	if (metric === 'TunnelDataIn') return Math.round(counted.bytesIn * seconds);
	return metric === 'TunnelDataOut' ? Math.round(counted.bytesOut * seconds) : undefined;
}

function statistic(name: string, values: readonly number[]): number | undefined {
	if (values.length === 0) return undefined;
	const sum = values.reduce((total, value) => total + value, 0);
	const all: Readonly<Record<string, number>> = {
		Sum: sum,
		Average: sum / values.length,
		Minimum: Math.min(...values),
		Maximum: Math.max(...values),
		SampleCount: values.length,
	};
	if (!Object.hasOwn(all, name)) throw invalid(`The value ${name} for parameter Stat is not supported.`);
	return all[name];
}

function pageIn({NextToken: token}: Readonly<Record<string, unknown>>): number {
	if (token === undefined) return 0;
	const from = /^page-(\d{1,9})$/.exec(String(token))?.[1];
	if (from === undefined) throw new ApiError('InvalidNextToken', 'The next token specified is invalid.');
	return Number(from);
}

function secondsIn(input: Readonly<Record<string, unknown>>, name: string): number {
	const value = input[name];
	if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`The parameter ${name} is required.`);
	return value;
}

const invalid = (message: string) => new ApiError('ValidationError', message);
