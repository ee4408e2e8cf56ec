import {printable} from '../../connection/printable.ts';
import {rowFinder} from '../readers/line.ts';
import type {Known, Sign} from '../why.ts';

/** A session that ends that soon after it came up, ms: some hold times. Small messages bring it up; the first large one is lost, and all after it. */
const soonMs = 5 * 60_000;
/** Once may be the weather. */
const leastTimes = 2;

/** Sessions of BGP that come up, and end when the hold time is over, again and again: large messages are lost on the way. */
export function holdTimerSigns({cloudLog, cloudWhy, connection}: Known): readonly Sign[] {
	if (cloudLog?.state !== 'read' || !cloudWhy?.log) return [];
	const find = rowFinder(cloudWhy.log);
	const lines = cloudLog.lines.filter(({kind}) => kind === 'bgp').toSorted((one, other) => one.at - other.at);
	return connection.tunnels.flatMap(({key}, index): readonly Sign[] => {
		let upAt: number | undefined;
		let times = 0;
		let last: (typeof lines)[number] | undefined;
		for (const line of lines) {
			if (line.tunnel !== key) continue;
			const row = find(line.text);
			if (row?.works === 'bgp') upAt = line.at;
			if (row?.points?.['bgp-hold-timer'] === undefined || upAt === undefined) continue;
			if (line.at - upAt <= soonMs) [times, last] = [times + 1, line];
			upAt = undefined;
		}

		if (!last || times < leastTimes) return [];
		const quote = {from: 'cloud log' as const, text: printable(last.text, 300), at: last.at};
		return [{cause: 'mtu-black-hole', weight: 0.95, tunnel: index + 1, quote}];
	});
}
