import type {WizardState} from '../../core/state.ts';
import {lastWordsOf} from '../../core/told-on-leaving.ts';
import {writtenSummary} from '../handover/text.ts';
import {halfTaken} from '../undo/model.ts';
import {halfTakenSummary} from '../undo/text.ts';
import {type RunModel, running} from './model.ts';
import {runSummary} from './text.ts';

/** What is said on leaving: of what was begun, made or stopped here, and of the files that were written. */
export function madeSummary(state: WizardState): readonly string[] {
	const run = runToTell(state);
	const made = run?.phase === 'finished' ? runSummary(run) : [];
	return [...unendedSummary(state), ...made, ...lastWordsOf(state, run?.runId), ...writtenSummary(state)];
}

/** What was begun here and has not ended: it is said wherever the wizard is left. */
export function unendedSummary(state: WizardState): readonly string[] {
	const run = runToTell(state);
	return [...halfTakenSummary(state), ...(run && run.phase !== 'finished' ? runSummary(run) : [])];
}

/** Whether something was begun here that has not ended: then no way out is one of success. */
export function isUnended(state: WizardState): boolean {
	const run = runToTell(state);
	return (
		Object.keys(halfTaken.of(state) ?? {}).length > 0 ||
		(run !== undefined && run.phase !== 'finished' && run.phase !== 'undone')
	);
}

/** The run of this wizard. One that is half taken back is told of as that, and an old one only where it is looked at. */
function runToTell(state: WizardState): RunModel | undefined {
	const run = running.of(state);
	if (!run || halfTaken.of(state)?.[run.runId]) return undefined;
	const isOld = run.origin === 'journal' && run.phase !== 'finished' && state.screen.name !== 'run';
	return isOld ? undefined : run;
}
