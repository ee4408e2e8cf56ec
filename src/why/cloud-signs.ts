import type {CloudSign} from '../clouds/contract/cloud-why.ts';
import type {CloudLogLine} from '../clouds/contract/sight.ts';
import {printable} from '../connection/printable.ts';
import type {Working} from './contradicted.ts';
import {readingOf, rowFinder} from './readers/line.ts';
import {signsOf} from './signs-of.ts';
import type {Known, Sign} from './why.ts';

/** What the cloud's own words point to, read as that cloud says. */
export function cloudSigns(known: Known): readonly Sign[] {
	return wordsOf(known).map(({says, at, tunnel, works: _works, ...sign}) => ({
		...sign,
		...(tunnel === undefined ? {} : {tunnel}),
		quote: {from: 'cloud', text: printable(says, 300), ...(at === undefined ? {} : {at})},
	}));
}

/** What the cloud's own words say to work now. */
export function cloudWorks(known: Known): readonly Working[] {
	return wordsOf(known).flatMap(({tunnel, works}) => (tunnel && works ? [{tunnel, works}] : []));
}

function wordsOf(known: Known): readonly CloudSign[] {
	const {connection, sight, traffic, now, cloudWhy} = known;
	const more = {now, ...(sight ? {sight} : {}), ...(traffic ? {traffic} : {})};
	return cloudWhy?.signs?.(connection, more) ?? [];
}

/** What the lines of the cloud's own log point to. */
export function cloudLogSigns(known: Known): readonly Sign[] {
	const {cloudLog, cloudWhy} = known;
	if (cloudLog?.state !== 'read' || !cloudWhy?.log) return [];
	const find = rowFinder(cloudWhy.log);
	const tunnelOf = ({tunnel}: CloudLogLine) => {
		const index = known.connection.tunnels.findIndex(({key}) => key === tunnel);
		return index < 0 ? undefined : index + 1;
	};
	const readings = [...cloudLog.lines]
		.sort((one, other) => one.at - other.at)
		.flatMap((line, index) => {
			const row = find(line.text);
			if (!row) return [];
			const tunnel = tunnelOf(line);
			const reading = readingOf(row, {text: printable(line.text), number: index + 1, at: line.at}, tunnel);
			return [{...reading, source: {from: 'cloud log' as const}}];
		});
	return signsOf(readings, known);
}
