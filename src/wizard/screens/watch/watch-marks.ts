import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {cloudName} from '../../../clouds/registry.ts';
import {cursorRow} from '../../core/list.ts';
import {viewOf} from '../../core/list-view.ts';
import {listOnScreen} from '../../core/lists.ts';
import type {WizardState} from '../../core/state.ts';

interface Marked {
	readonly cloud: CloudId;
	readonly region: string;
	readonly id: string;
}

/** A row of the watch list as what it stands for, or undefined for a row that is no single connection. */
function connectionOf(rowId: string): Marked | undefined {
	const [cloud, region = '', id = ''] = rowId.split(' ');
	return (cloud === 'aws' || cloud === 'tencent') && id !== '' ? {cloud, region, id} : undefined;
}

/** Marks the connection under the cursor to be watched with others, or takes its mark off; the cursor goes on to the next connection. */
export function toggleMark(state: WizardState): WizardState {
	const list = listOnScreen(state);
	if (list?.kind !== 'watch') return state;
	const view = viewOf(state, list);
	const rowId = cursorRow(view)?.id ?? '';
	const here = connectionOf(rowId);
	if (!here) return say(state, 'put the cursor on a connection to mark it');
	const marks = view.rows.flatMap(({id, marked}) => (marked ? [id] : []));
	const [first] = marks.map(connectionOf);
	// one list call tells of one region of one cloud
	if (first && (first.cloud !== here.cloud || first.region !== here.region))
		return say(
			state,
			`a panel shows one region of one cloud, and the marked ones are of ${cloudName(first.cloud)} · ${first.region}`,
		);
	// not on to an offer: Enter after a filter and Tab means what is marked
	const next = view.rows[view.matches[view.cursor + 1] ?? -1];
	const cursor = connectionOf(next?.id ?? '') ? view.cursor + 1 : view.cursor;
	return {
		...state,
		watchMarks: marks.includes(rowId) ? marks.filter(own => own !== rowId) : [...marks, rowId],
		lists: {...state.lists, [list.key]: {...view, cursor, touched: true}},
	};
}

/** What the marks ask to watch together; undefined where nothing that is still listed is marked. */
export function markedToWatch(
	state: WizardState,
): {readonly cloud: CloudId; readonly region: string; readonly ids: readonly string[]} | undefined {
	const list = listOnScreen(state);
	const listed = list ? viewOf(state, list).rows.filter(({marked}) => marked) : [];
	const marked = listed.flatMap(({id}) => connectionOf(id) ?? []);
	const [first] = marked;
	return first && {cloud: first.cloud, region: first.region, ids: marked.map(({id}) => id)};
}

function say(state: WizardState, text: string): WizardState {
	return {...state, notice: {tone: 'look', text}};
}
