import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {type Reader, readingOf, rowFinder} from './line.ts';
import {lineOwners} from './sessions.ts';

/**
 * A reader of lines that each speak for themselves, and are known by their form: a wording counts only in those, so that the words of one vendor are never read in
 * another's log.
 * @param timeOf of a line whose time stands somewhere else than at its beginning
 * @param shown the part of a line that is quoted, where its beginning is long and says nothing
 * @param sessionOf what joins the lines of one peer of the device, where they have something of the kind
 */
export function readerOfOwnRows({
	rows,
	timeOf,
	shown = text => text,
	sessionOf = () => undefined,
	...reader
}: Omit<Reader, 'read' | 'from'> & {
	readonly rows: readonly LogRow[];
	readonly timeOf?: (text: string) => number | undefined;
	readonly shown?: (text: string) => string;
	readonly sessionOf?: (text: string) => string | undefined;
}): Reader {
	const find = rowFinder(rows);
	return {
		...reader,
		from: 'site log',
		read: (lines, place) => {
			const own = lines.filter(({text}) => reader.owns(text));
			const owners = lineOwners(own, place, sessionOf);
			return own.flatMap((line, index) => {
				const [row, owner] = [find(line.text), owners[index]];
				if (!row || owner === 'other') return [];
				const at = line.at ?? timeOf?.(line.text);
				const quoted = {...line, text: shown(line.text), ...(at === undefined ? {} : {at})};
				return [readingOf(row, quoted, owner)];
			});
		},
	};
}
