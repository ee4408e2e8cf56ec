import type {Reading} from '../../session/read.ts';
import {found, type Row, row} from '../core/list.ts';
import {loadOf} from '../core/loads.ts';
import type {WizardState} from '../core/state.ts';

/** A list as it was read last; undefined while it is read anew, or when that failed: then nothing is known to be gone. */
export function known<List>(state: WizardState, reading: Reading, list: List | undefined): List | undefined {
	const status = loadOf(state, reading)?.status;
	return status === undefined || status === 'ready' ? list : undefined;
}

/** Why what was chosen of a list can't stand. Once the list has been read, what is not in it any more is gone. */
export function notIn(
	id: string | undefined,
	listed: readonly {readonly id: string; readonly selectable: boolean; readonly reason?: string}[] | undefined,
	what: string,
): string | undefined {
	if (id === undefined || id === '') return `choose a ${what}`;
	if (!listed) return undefined;
	const found = listed.find(item => item.id === id);
	if (!found) return `${id} is gone: choose another ${what}`;
	return found.selectable ? undefined : `${id} can’t be used: ${found.reason ?? 'choose another'}`;
}

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
