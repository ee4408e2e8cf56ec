import type {Command} from '../../core/key-map.ts';
import {rowHere} from '../../core/lists.ts';
import type {WizardState} from '../../core/state.ts';
import {type Turn, turn} from '../../core/turn.ts';
import {ask} from '../../overlays/prompt/ask.ts';
import {openHome} from '../../steps/move.ts';
import {openUndo} from '../undo/open.ts';

/** Back to the runs that stopped; to the first screen where none is left, for an empty list leads nowhere. */
export function toRuns(state: WizardState): WizardState {
	return (state.runs?.length ?? 0) > 0 ? {...state, screen: {name: 'runs'}} : openHome(state);
}

/** What can be done with the run under the cursor, besides looking at it. */
export function runsCommand(state: WizardState, command: Extract<Command, 'undo' | 'forget'>): Turn {
	const row = rowHere(state);
	const run = state.runs?.find(({id}) => id === row?.id);
	const say = (text: string) => turn({...state, notice: {tone: 'look', text}});
	if (!run) return say('there is no run here');
	if (command === 'forget') return turn(ask(state, 'forget-run', run.id, ''));
	if (run.deletes) return say('there is no undo of a deletion: enter looks at it, to finish it');
	if (!run.usable) return say(`${run.id} can’t be taken back: ${run.reason ?? 'it can’t be read'}`);
	return openUndo(state, {runId: run.id, ...(run.about ?? {name: run.title, region: ''})});
}
