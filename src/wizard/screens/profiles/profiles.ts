import type {Command} from '../../core/key-map.ts';
import {rowHere} from '../../core/lists.ts';
import type {WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/ask.ts';

/** What can be done with the profile under the cursor, besides loading it. */
export function profilesCommand(
	state: WizardState,
	command: Extract<Command, 'rename' | 'delete' | 'export' | 'import'>,
): WizardState {
	if (command === 'import') return ask(state, 'import-profile', '', '');
	const row = rowHere(state);
	if (!row) return {...state, notice: {tone: 'look', text: 'there is no profile here: ctrl-o imports one'}};
	if (command === 'delete') return ask(state, 'delete-profile', row.id, '');
	if (!row.selectable)
		return {...state, notice: {tone: 'look', text: `${row.id} can only be deleted: ${row.reason ?? 'it is damaged'}`}};
	return command === 'rename'
		? ask(state, 'rename-profile', row.id, row.id)
		: ask(state, 'export-profile', row.id, `${row.id}.json`);
}
