import {type Actions, type Call, read} from '../protocol/action.ts';
import {integer, list, optional, required, struct, text} from '../protocol/shape.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import {namespaceOf, periods, spelt} from './metrics.ts';
import {gatewayValue, tunnelValue} from './values.ts';

/*
 * monitor 2018-07-24, as far as tunnels and gateways go. Source: DescribeBaseMetrics, GetMonitorData. Beijing's time is in its answers.
 */

const mostInstances = 50;
const mostPoints = 7200;

const describeBaseMetrics = read(
	{Namespace: required(text), MetricName: optional(text), Dimensions: optional(list(text))},
	(input, {behavior}: Call) => {
		const namespace = namespaceOf(input.Namespace);
		const metrics = namespace?.metrics ?? [];
		return {
			MetricSet: metrics
				.map(metric => ({...metric, name: spelt(metric, behavior)}))
				.filter(({name}) => input.MetricName === undefined || input.MetricName === name)
				.map(({name, unit, says}) => ({
					Namespace: input.Namespace.toUpperCase(),
					MetricName: name,
					Unit: unit,
					UnitCname: unit,
					Period: periods,
					Periods: periods.map(period => ({Period: String(period), StatType: ['avg', 'max', 'min']})),
					Meaning: {En: says, Zh: says},
					Dimensions: [{Dimensions: [namespace?.dimension ?? '']}],
					MetricCName: says,
					MetricEName: says,
				})),
		};
	},
);

const dimension = struct({Name: required(text), Value: required(text)});

const getMonitorData = read(
	{
		Namespace: required(text),
		MetricName: required(text),
		Instances: required(list(struct({Dimensions: required(list(dimension))}))),
		Period: optional(integer),
		StartTime: optional(text),
		EndTime: optional(text),
		SpecifyStatistics: optional(integer),
	},
	(input, call: Call) => {
		const namespace = namespaceOf(input.Namespace);
		const metric = namespace?.metrics.find(each => spelt(each, call.behavior) === input.MetricName);
		if (!namespace || !metric)
			throw new TencentError('InvalidParameterValue', `The metric \`${input.MetricName}\` does not exist.`);
		const period = input.Period ?? 300;
		if (!periods.includes(period))
			throw new TencentError('InvalidParameterValue', `\`Period\`: allowed are ${periods.join(', ')}.`);
		const now = shownNow(call);
		const [from, to] = [timeIn('StartTime', input.StartTime, now), timeIn('EndTime', input.EndTime, now)];
		if (from > to) throw new TencentError('InvalidParameterValue', '`EndTime` is before `StartTime`.');
		if (input.Instances.length > mostInstances)
			throw new TencentError('InvalidParameterValue', `At most ${mostInstances} \`Instances\` are allowed.`);
		const times: number[] = [];
		for (let at = Math.ceil(from / period / 1000) * period; at * 1000 < Math.min(to, now); at += period) times.push(at);
		if (times.length * input.Instances.length > mostPoints)
			throw new TencentError('InvalidParameterValue', `At most ${mostPoints} points are given.`);
		return {
			Period: period,
			MetricName: input.MetricName,
			DataPoints: input.Instances.map(({Dimensions}) => {
				const id = Dimensions.find(({Name}) => Name === namespace.dimension)?.Value;
				if (id === undefined)
					throw new TencentError('InvalidParameter', `The dimension \`${namespace.dimension}\` is missing.`);
				const points = times.flatMap(at => {
					// as it is at the end of its time, or now
					const value = valueAt(id, metric.name.toLowerCase(), Math.min((at + period) * 1000, now), call);
					return value === undefined ? [] : [{at, value}];
				});
				return {Dimensions, Timestamps: points.map(({at}) => at), Values: points.map(({value}) => value)};
			}),
			StartTime: beijing(from),
			EndTime: beijing(to),
			Msg: '',
		};
	},
);

export const monitorActions: Actions = {DescribeBaseMetrics: describeBaseMetrics, GetMonitorData: getMonitorData};

/** The clients' time of now: the cloud's own clock may run faster. */
function shownNow({world, startMs, options: {speed = 1}}: Call): number {
	return startMs + (world.now() - startMs) / speed;
}

/** @param shown in the clients' time, ms */
function valueAt(id: string, metric: string, shown: number, call: Call): number | undefined {
	const {region, startMs, options} = call;
	const at = shown <= startMs ? shown : startMs + (shown - startMs) * (options.speed ?? 1);
	const tunnel = region.connections.get(id);
	if (tunnel) return tunnelValue(tunnel, region.gateways.get(tunnel.VpnGatewayId), metric, at);
	const gateway = region.gateways.get(id);
	return gateway && gatewayValue(gateway, region, metric, at);
}

/** Ms of a time with its zone, `2018-09-22T19:51:23+08:00`. */
function timeIn(parameter: string, given: string | undefined, otherwise: number): number {
	if (given === undefined) return otherwise;
	const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/.test(given) ? Date.parse(given) : Number.NaN;
	if (Number.isNaN(at)) throw new TencentError('InvalidParameterValue', `\`${parameter}\`: \`${given}\``);
	return at;
}

function beijing(at: number): string {
	return `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
