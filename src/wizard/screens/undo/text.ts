import {moduleOf} from '../../../clouds/registry.ts';
import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {goesOnAlone, isLeft, unsureLines} from '../../../connection/take-down.ts';
import type {WizardState} from '../../core/state.ts';
import {writtenSummary} from '../handover/text.ts';
import {panelEnd} from '../panel/summary.ts';
import {running} from '../run/model.ts';
import {runSummary} from '../run/text.ts';
import {type UndoModel, undoing} from './model.ts';

/** What is printed on the normal screen after leaving while something is being taken away. */
export function undoSummary(model: UndoModel): readonly string[] {
	const {phase, rows} = model;
	if (phase === 'reading' || phase === 'asking') return [];
	const gone = rows.filter(({state}) => state === 'done');
	const left = rows.filter(({state}) => state !== 'done');
	return [
		phase === 'undone' ? wholeOf(model) : partOf(model),
		...gone.map(({step, detail}) => `  ${step.title} ${step.detail}: ${detail}`),
		...left.map(
			({step, detail}) =>
				`  ${step.title} ${step.detail}: ${/^not known/.test(detail) || detail === goesOnAlone ? detail : 'not done'}`,
		),
		...(phase === 'undone' ? [] : model.inDoubt.map(title => `  ${title}: not known whether it was carried out`)),
		...unsureLines(model.unsure),
		...(phase === 'undone' ? afterwards(model) : goesOn(model).map(line => inThisAccount(line, model.account ?? {}))),
	].map(line => printable(line));
}

function wholeOf({subject, name, region, runId, unsure, rows}: UndoModel): string {
	return subject.kind === 'connection'
		? `${name} in ${region} is deleted`
		: rows.some(({detail}) => isLeft(detail))
			? `${name}: what the run ${runId} had made in ${region} is gone, but for what stays`
			: unsure.length > 0
				? `${name}: what the journal of the run ${runId} tells of ${region} is gone`
				: `${name}: what the run ${runId} had made in ${region} is gone`;
}

function partOf({subject, name}: UndoModel): string {
	return `${name} was not ${subject.kind === 'connection' ? 'deleted' : 'taken back'} whole`;
}

function afterwards({subject, told}: UndoModel): readonly string[] {
	if (subject.kind === 'run') return [];
	const stays = (told?.stays ?? []).map(({title, detail, why}) => `  ${title} ${detail} stays: ${why}`);
	return [...stays, ...(told ? [moduleOf(told.cloud).newDeviceNote] : [])];
}

function goesOn({subject, runId}: UndoModel): readonly string[] {
	if (subject.kind === 'run') return [`To go on: tunnelwright runs undo ${runId} --yes, or “Finish what was begun”.`];
	if (runId === '') return ['Nothing of it was begun.'];
	if (subject.sandbox) return ['The sandbox ended with the program: nothing of it is left.'];
	return [`To finish it: tunnelwright runs resume ${runId} --yes, or “Finish what was begun”. There is no undo.`];
}

/** Left at the question, nothing was taken away: what is told is that which was to go, as on the screen before. */
export function undoEnd(state: WizardState): readonly string[] {
	const undo = undoing.of(state);
	if (!undo) return [];
	if (undo.phase !== 'reading' && undo.phase !== 'asking') return undoSummary(undo);
	if (undo.subject.kind === 'connection') return panelEnd(state);
	const run = running.of(state);
	return run?.runId === undo.runId ? [...runSummary(run), ...writtenSummary(state)] : [];
}
