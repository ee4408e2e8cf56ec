import type {WizardState} from '../../core/state.ts';
import {writtenSummary} from '../handover/text.ts';
import {panelEnd} from '../panel/summary.ts';
import {running} from '../run/model.ts';
import {runSummary} from '../run/text.ts';
import {halfTaken, undoing} from './model.ts';
import {halfTakenSummary, undoSummary} from './text.ts';

/** Left at the question, nothing was taken away: what is told is that which was to go, as on the screen before. */
export function undoEnd(state: WizardState): readonly string[] {
	const undo = undoing.of(state);
	if (!undo) return [];
	if (undo.phase !== 'reading' && undo.phase !== 'asking')
		return [...undoSummary(undo), ...halfTakenSummary(state, undo.runId)];
	if (undo.subject.kind === 'connection') return panelEnd(state);
	const half = halfTakenSummary(state);
	const run = running.of(state);
	const isHalf = halfTaken.of(state)?.[undo.runId] !== undefined;
	return run?.runId === undo.runId && !isHalf ? [...half, ...runSummary(run), ...writtenSummary(state)] : half;
}
