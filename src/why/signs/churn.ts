import {printable} from '../../connection/printable.ts';
import {rowFinder} from '../readers/line.ts';
import type {Known, Sign} from '../why.ts';

/** So many SAs deleted by the device in what was read, an hour, are more than lifetimes explain: renewing takes one an hour. */
const least = 6;

/** Pairs of SAs that the device deletes one after the other, while the tunnel stands: it makes several, and the cloud keeps one. */
export function churnSigns({cloudLog, cloudWhy, connection}: Known): readonly Sign[] {
	if (cloudLog?.state !== 'read' || !cloudWhy?.log) return [];
	const find = rowFinder(cloudWhy.log);
	const closing = cloudLog.lines.filter(
		({kind, text}) => kind === 'ike' && find(text)?.points?.['closed-by-far-end'] !== undefined,
	);
	return connection.tunnels.flatMap(({key}, index): readonly Sign[] => {
		const own = closing.filter(({tunnel}) => tunnel === key);
		const last = own.at(-1);
		if (!last || own.length < least) return [];
		const text = printable(`${own.length} times, last: ${last.text}`, 300);
		return [{cause: 'many-sa-pairs', weight: 0.65, tunnel: index + 1, quote: {from: 'cloud log', text, at: last.at}}];
	});
}
