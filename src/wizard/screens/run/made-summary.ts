import type {WizardState} from '../../core/state.ts';
import {writtenSummary} from '../handover/text.ts';
import {undoing} from '../undo/model.ts';
import {running} from './model.ts';
import {runSummary} from './text.ts';

/** What is said on leaving: of the run that was made or stopped here, and of the files that were written. */
export function madeSummary(state: WizardState): readonly string[] {
	const run = running.of(state);
	const undo = undoing.of(state);
	const written = writtenSummary(state);
	if (!run) return written;
	const isUndone = undo?.phase === 'undone' && undo.runId === run.runId;
	const isOld = run.origin === 'journal' && run.phase === 'stopped' && state.screen.name !== 'run';
	return isUndone || isOld ? written : [...runSummary(run), ...written];
}
