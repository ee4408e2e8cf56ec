import type {Traffic, TrafficSpan} from '../../../contract/sight.ts';
import {orUntold} from '../../../engine/or-untold.ts';
import type {CallPlace} from '../../wire/call-place.ts';
import type {TencentClient} from '../../wire/client.ts';
import {text} from '../../wire/reply.ts';
import type {TencentInventory} from '../inventory.ts';
import type {Metric, TencentMetrics} from './metrics.ts';
import {readPoints, stepFor} from './points.ts';

/** How the account is reached. */
interface MonitorReach {
	readonly client: TencentClient;
	readonly inventory: TencentInventory;
	readonly metrics: TencentMetrics;
}

const namespace = 'QCE/VPNX';
const directions = {in: 'inbandwidth', out: 'outbandwidth'} as const;

/** Bytes a second that one of a unit is; the pages have Mbps, and the API says its own. */
const bytesOf: Readonly<Record<string, number>> = {bps: 1 / 8, kbps: 125, mbps: 125_000, gbps: 125_000_000};

/** The bandwidth of a tunnel in and out, and the packets that its probes lost. @throws UserError when it is not in the region, CloudError */
export async function readTraffic(
	{client, inventory, metrics}: MonitorReach,
	place: CallPlace,
	id: string,
	span: TrafficSpan,
): Promise<Traffic> {
	await inventory.standingTunnel(place, id);
	const known = await metrics.of(place, namespace);
	const stepSeconds = stepFor(known.get(directions.in) ?? {periods: []}, span);
	const read = (metric: Metric) => readPoints(client, place, {namespace, metric, id, span, stepSeconds});
	const drops = known.get('pkgdrop');
	const [series, lost] = await Promise.all([
		Promise.all(
			(['in', 'out'] as const).flatMap(direction => {
				const metric = known.get(directions[direction]);
				return metric ? [read(metric).then(points => seriesOf(id, direction, metric, points))] : [];
			}),
		),
		drops ? orUntold('the packets that were lost', read(drops), []) : undefined,
	]);
	return {
		stepSeconds,
		source: `Cloud Monitor ${namespace}`,
		series,
		...(lost && lost.length > 0
			? {lostShare: lost.map(({at, value}) => ({at, share: Math.min(1, Math.max(0, value / 100))}))}
			: {}),
		note: 'What is lost is told of the cloud’s own probes, not of the site’s traffic',
	};
}

function seriesOf(
	tunnel: string,
	direction: 'in' | 'out',
	{unit}: Metric,
	points: Awaited<ReturnType<typeof readPoints>>,
): Traffic['series'][number] {
	const bytes = bytesOf[text(unit).toLowerCase()] ?? bytesOf.mbps ?? 0;
	return {tunnel, direction, points: points.map(({at, value}) => ({at, bytesPerSecond: value * bytes}))};
}
