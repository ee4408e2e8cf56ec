import type {Effect} from './effect.ts';
import type {Command} from './key-map.ts';
import {rowHere} from './lists.ts';
import {ask} from './prompt.ts';
import type {WizardState} from './state.ts';
import {openUndo} from './undo-late.ts';

/** What can be done with the run under the cursor, besides looking at it. */
export function runsCommand(
	state: WizardState,
	command: Extract<Command, 'undo' | 'forget'>,
	effects: Effect[],
): WizardState {
	const row = rowHere(state);
	const run = state.runs?.find(({id}) => id === row?.id);
	if (!run) return {...state, notice: {tone: 'look', text: 'there is no run here'}};
	if (command === 'forget') return ask(state, 'forget-run', run.id, '');
	if (run.deletes)
		return {...state, notice: {tone: 'look', text: 'there is no undo of a deletion: enter looks at it, to finish it'}};
	if (!run.usable)
		return {
			...state,
			notice: {tone: 'look', text: `${run.id} can’t be taken back: ${run.reason ?? 'it can’t be read'}`},
		};
	const [name = run.title, region = ''] = run.title.split(' · ');
	return openUndo(state, {runId: run.id, name, region}, effects);
}
