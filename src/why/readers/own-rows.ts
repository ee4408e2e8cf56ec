import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {type Reader, readingOf, rowFinder} from './line.ts';

/**
 * A reader of lines that are known by their form: a wording counts only in those, so that the words of one vendor are never read in another's log.
 * @param timeOf of a line whose time stands somewhere else than at its beginning
 * @param shown the part of a line that is quoted, where its beginning is long and says nothing
 */
export function readerOfOwnRows({
	rows,
	timeOf,
	shown = text => text,
	...reader
}: Omit<Reader, 'read' | 'from'> & {
	readonly rows: readonly LogRow[];
	readonly timeOf?: (text: string) => number | undefined;
	readonly shown?: (text: string) => string;
}): Reader {
	const find = rowFinder(rows);
	return {
		...reader,
		from: 'site log',
		read: (lines, place) =>
			lines.flatMap(line => {
				const row = reader.owns(line.text) ? find(line.text) : undefined;
				if (!row || place.isOfOthers(line.text)) return [];
				const at = line.at ?? timeOf?.(line.text);
				const quoted = {...line, text: shown(line.text), ...(at === undefined ? {} : {at})};
				return [readingOf(row, quoted, place.tunnelOf(line.text))];
			}),
	};
}
