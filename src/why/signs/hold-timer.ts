import {printable} from '../../connection/printable.ts';
import {type Reading, rowFinder} from '../readers/line.ts';
import type {Known, Quote, Sign} from '../why.ts';

/** A session of BGP that came up, or whose hold time was over, as an end wrote it. */
export interface BgpEvent {
	/** From 1. */
	readonly tunnel: number;
	readonly at: number;
	readonly what: 'up' | 'hold time over';
	readonly quote: Quote;
}

/** A session that ends that soon after it came up, ms: some hold times. Small messages bring it up; the first large one is lost, and all after it. */
const soonMs = 5 * 60_000;
/** Once may be the weather. */
const leastTimes = 2;

/** Sessions of BGP that come up, and end when the hold time is over, again and again: large messages are lost on the way. @param atSite as the site's log has them */
export function holdTimerSigns(known: Known, atSite: readonly BgpEvent[]): readonly Sign[] {
	return [eventsOfCloud(known), atSite].flatMap(events =>
		known.connection.tunnels.flatMap((_tunnel, index) => signsOf(events.filter(({tunnel}) => tunnel === index + 1))),
	);
}

function signsOf(events: readonly BgpEvent[]): readonly Sign[] {
	let upAt: number | undefined;
	let times = 0;
	let last: BgpEvent | undefined;
	for (const event of events.toSorted((one, other) => one.at - other.at)) {
		if (event.what === 'up') upAt = event.at;
		if (event.what === 'up' || upAt === undefined) continue;
		if (event.at - upAt <= soonMs) [times, last] = [times + 1, event];
		upAt = undefined;
	}

	if (!last || times < leastTimes) return [];
	return [{cause: 'mtu-black-hole', weight: 0.95, tunnel: last.tunnel, quote: last.quote}];
}

function eventsOfCloud({cloudLog, cloudWhy, connection}: Known): readonly BgpEvent[] {
	if (cloudLog?.state !== 'read' || !cloudWhy?.log) return [];
	const find = rowFinder(cloudWhy.log);
	return cloudLog.lines.flatMap(({kind, tunnel: key, text, at}): readonly BgpEvent[] => {
		const tunnel = connection.tunnels.findIndex(each => each.key === key) + 1;
		const what = kind === 'bgp' ? bgpEventIn(find(text)) : undefined;
		if (tunnel === 0 || what === undefined) return [];
		return [{tunnel, at, what, quote: {from: 'cloud log', text: printable(text, 300), at}}];
	});
}

/** What a line's meaning says of the session. */
export function bgpEventIn(said: Partial<Pick<Reading, 'points' | 'works'>> | undefined): BgpEvent['what'] | undefined {
	if (said?.works === 'bgp') return 'up';
	return said?.points?.['bgp-hold-timer'] === undefined ? undefined : 'hold time over';
}
