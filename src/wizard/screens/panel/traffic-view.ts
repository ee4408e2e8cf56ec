import type {Traffic} from '../../../clouds/contract/sight.ts';
import {clockTime} from '../../core/clock-time.ts';
import {type Bars, fact, type PageLine, space, text} from '../../core/page-line.ts';
import {shortSpan} from '../../core/spans.ts';
import {ofRead} from './lines.ts';
import type {PanelModel} from './model.ts';

/**
 * What went through, as the cloud counts it.
 * @param mostBars that there is room for; a point stands for itself where there are fewer
 */
export function trafficView(model: PanelModel, mostBars: number): readonly PageLine[] {
	const about = {title: 'TRAFFIC, SEEN FROM THE CLOUD', what: 'the traffic'};
	return ofRead(model, 'traffic', about, traffic => trafficLines(model, traffic, mostBars));
}

function trafficLines({connection, now}: PanelModel, traffic: Traffic, mostBars: number): readonly PageLine[] {
	const {series, lostShare, stepSeconds, source, note} = traffic;
	const times = [...series.flatMap(({points}) => points), ...(lostShare ?? [])].map(({at}) => at);
	const about = [...fact('from', source), ...(note === undefined ? [] : [text(note, 'dim')])];
	if (times.length === 0)
		return [text('The cloud has no point for this time: that is not the same as no traffic.', 'look'), space, ...about];
	const span = spanOf(times, stepSeconds * 1000, mostBars);
	const tunnels = connection?.status.tunnels ?? [];
	const groups = [...new Set(series.map(({tunnel}) => tunnel))];
	return [
		...groups.flatMap((key): readonly PageLine[] => {
			const number = tunnels.findIndex(each => each.key === key) + 1;
			const own = series.filter(({tunnel}) => tunnel === key);
			const most = Math.max(0, ...own.flatMap(({points}) => points.map(({bytesPerSecond}) => bytesPerSecond)));
			const title = key === undefined ? 'the connection' : number > 0 ? `tunnel ${number}` : `tunnel ${key}`;
			return [
				space,
				text(title),
				...own.map(({direction, points}): PageLine => {
					const values = points.map(({at, bytesPerSecond}) => ({at, value: bytesPerSecond}));
					const label = direction === 'in' ? 'in (from the site)' : 'out (to the site)';
					return {kind: 'bars', bars: barsOf(label, values, span, most, rate)};
				}),
			];
		}),
		...(lostShare === undefined
			? []
			: [
					space,
					{
						kind: 'bars',
						bars: barsOf(
							'packets lost',
							lostShare.map(({at, share}) => ({at, value: share})),
							span,
							1,
							percent,
						),
					} as const,
				]),
		space,
		...fact('times', timesOf(span, now)),
		{kind: 'gap', text: 'is a time of which the cloud tells nothing: not the same as no traffic'},
		...about,
	];
}

interface Span {
	readonly from: number;
	/** Of the newest point. */
	readonly to: number;
	/** How long one bar is, ms: some points of the cloud. */
	readonly step: number;
}

function spanOf(times: readonly number[], pointMs: number, mostBars: number): Span {
	const from = times.reduce((least, at) => Math.min(least, at));
	const to = times.reduce((most, at) => Math.max(most, at));
	const points = Math.round((to - from) / pointMs) + 1;
	return {from, to, step: pointMs * Math.ceil(points / Math.max(1, mostBars))};
}

/** A bar is the mean of its points; where it has none it is a gap. */
function barsOf(
	label: string,
	points: readonly {readonly at: number; readonly value: number}[],
	{from, to, step}: Span,
	most: number,
	words: (value: number) => string,
): Bars {
	const sums = Array.from({length: Math.floor((to - from) / step) + 1}, () => ({sum: 0, count: 0}));
	for (const {at, value} of points) {
		const cell = sums[Math.floor((at - from) / step)];
		if (cell === undefined || !Number.isFinite(value)) continue;
		cell.sum += value;
		cell.count += 1;
	}

	const values = sums.map(({sum, count}) => (count === 0 ? undefined : sum / count));
	const known = values.flatMap(value => value ?? []);
	const last = values.at(-1);
	const says = [
		`last ${last === undefined ? 'not known' : words(last)}`,
		known.length === 0 ? '' : `most ${words(Math.max(...known))}`,
	];
	return {label, values, most, says: says.filter(Boolean).join(' · ')};
}

function timesOf({from, to, step}: Span, now: number): string {
	return `${clockTime(from, now)} to ${clockTime(to, now)}, ${shortSpan(step)} a bar`;
}

/** Decimal, as networks are counted. */
export function rate(bytesPerSecond: number): string {
	const units = ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s'];
	let value = bytesPerSecond;
	let unit = 0;
	while (value >= 1000 && unit < units.length - 1) {
		value /= 1000;
		unit += 1;
	}

	return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
