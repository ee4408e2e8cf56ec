import type {WizardState} from '../../core/state.ts';
import {handedOver} from '../handover/handed-over.ts';
import {writtenSummary} from '../handover/text.ts';
import {panelEnd} from '../panel/summary.ts';
import {running} from '../run/model.ts';
import {runSummary} from '../run/text.ts';
import {undoing} from './model.ts';
import {undoSummary} from './text.ts';

/** Left at the question, nothing was taken away: what is told is that which was to go, as on the screen before. */
export function undoEnd(state: WizardState): readonly string[] {
	const undo = undoing.of(state);
	if (!undo) return [];
	if (undo.phase !== 'reading' && undo.phase !== 'asking') return undoSummary(undo);
	if (undo.subject.kind === 'connection') return panelEnd(state);
	const run = running.of(state);
	return run?.runId === undo.runId ? [...runSummary(run), ...writtenSummary(handedOver.of(state) ?? [])] : [];
}
