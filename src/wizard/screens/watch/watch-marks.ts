import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {cloudName} from '../../../clouds/registry.ts';
import {cursorRow} from '../../core/list.ts';
import {viewOf, withView} from '../../core/list-view.ts';
import type {List} from '../../core/screen.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {connectionBy} from './watch-rows.ts';

/** Marks the connection under the cursor to be watched with others, or takes its mark off; the cursor goes on to the next connection. */
export function toggleMark(state: WizardState, list: Pick<List, 'key'>): Turn {
	const say = (text: string) => turn({...state, notice: {tone: 'look', text}});
	const view = viewOf(state, list);
	const rowId = cursorRow(view)?.id ?? '';
	const here = connectionBy(state, rowId);
	if (!here) return say('put the cursor on a connection to mark it');
	const marks = view.rows.flatMap(({id, marked}) => (marked ? [id] : []));
	const first = connectionBy(state, marks[0]);
	// one list call tells of one region of one cloud
	if (first && (first.cloud !== here.cloud || first.region !== here.region))
		return say(
			`a panel shows one region of one cloud, and the marked ones are of ${cloudName(first.cloud)} · ${first.region}`,
		);
	// not on to an offer: Enter after a filter and Tab means what is marked
	const next = view.rows[view.matches[view.cursor + 1] ?? -1];
	const cursor = connectionBy(state, next?.id) ? view.cursor + 1 : view.cursor;
	const watchMarks = marks.includes(rowId) ? marks.filter(own => own !== rowId) : [...marks, rowId];
	return turn(withView({...state, watchMarks}, list, {...view, cursor, touched: true}));
}

/** What the marks ask to watch together; undefined where nothing that is still listed is marked. */
export function markedToWatch(
	state: WizardState,
	list: Pick<List, 'key'>,
): {readonly cloud: CloudId; readonly region: string; readonly ids: readonly string[]} | undefined {
	const marked = viewOf(state, list).rows.flatMap(row => (row.marked ? (connectionBy(state, row.id) ?? []) : []));
	const [first] = marked;
	return first && {cloud: first.cloud, region: first.region, ids: marked.map(({id}) => id)};
}
