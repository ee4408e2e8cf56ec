import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {type Reader, readingOf, rowFinder} from './line.ts';

/**
 * A reader of lines that are known by their form: a wording counts only in those, so that the words of one vendor are never read in another's log.
 * @param timeOf of a line whose time stands somewhere else than at its beginning
 */
export function readerOfOwnRows({
	rows,
	timeOf,
	...reader
}: Omit<Reader, 'read' | 'from'> & {
	readonly rows: readonly LogRow[];
	readonly timeOf?: (text: string) => number | undefined;
}): Reader {
	const find = rowFinder(rows);
	return {
		...reader,
		from: 'site log',
		read: (lines, place) =>
			lines.flatMap(line => {
				const row = reader.owns(line.text) ? find(line.text) : undefined;
				if (!row) return [];
				const at = line.at ?? timeOf?.(line.text);
				return [readingOf(row, at === undefined ? line : {...line, at}, place.tunnelOf(line.text))];
			}),
	};
}
