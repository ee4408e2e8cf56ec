import {found, type Row, row} from '../core/list.ts';

/** A thing of an account, its id first. What can't be chosen says why in its last cell; a filter finds it by what it is, not by that. */
export function choiceRow(
	cells: readonly [string, ...string[]],
	choice: {readonly selectable: boolean; readonly reason?: string},
	aliases: readonly string[] = [],
): Row {
	const haystack = found([...cells, ...aliases]);
	if (choice.selectable) return row(cells[0], cells, {haystack});
	const {reason} = choice;
	return row(cells[0], [...cells.slice(0, -1), `– ${reason ?? 'no reason is known'}`], {
		haystack,
		selectable: false,
		reason: reason ?? 'can’t be chosen',
	});
}
