import {moduleOf} from '../../../clouds/registry.ts';
import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {asChangedLines, isLeft, unsureLines} from '../../../connection/take-down.ts';
import type {WizardState} from '../../core/state.ts';
import {halfTaken, isEndedElsewhere, isUnbegun, putsBack, type UndoModel} from './model.ts';

/** What is printed on the normal screen after leaving while something is being taken away. */
export function undoSummary(model: UndoModel): readonly string[] {
	const {phase, rows, trouble, account = {}} = model;
	if (phase === 'reading' || phase === 'asking') return [];
	if (isEndedElsewhere(model)) return [`${model.name}: ${trouble?.message ?? ''}`].map(line => printable(line, 400));
	if (phase === 'stopped' && isUnbegun(model)) {
		const mend = trouble?.mend === undefined ? [] : [inThisAccount(trouble.mend, account)];
		return [
			`${model.name}: ${trouble?.message ?? ''}`,
			...mend,
			putsBack(model) ? 'Nothing was put back here.' : 'Nothing was deleted here.',
		].map(line => printable(line, 400));
	}

	const gone = rows.filter(({state}) => state === 'done');
	const left = rows.filter(({state}) => state !== 'done');
	return [
		phase === 'undone' ? wholeOf(model) : partOf(model),
		...gone.map(({step, detail}) => `  ${step.title} ${step.detail}: ${detail}`),
		...left.map(
			({step, detail, rest}) => `  ${step.title} ${step.detail}: ${rest === undefined ? 'not done' : detail}`,
		),
		...(phase === 'undone' ? [] : model.inDoubt.map(title => `  ${title}: not known whether it was carried out`)),
		...unsureLines(model.unsure),
		...asChangedLines(model.asChanged),
		...(phase === 'undone' ? afterwards(model) : goesOn(model).map(line => inThisAccount(line, account))),
	].map(line => printable(line));
}

function wholeOf(model: UndoModel): string {
	const {subject, name, region, runId, unsure, rows} = model;
	if (putsBack(model))
		return rows.some(({detail}) => isLeft(detail))
			? `${name}: what the run ${runId} had changed in ${region} is put back, but for what stays`
			: `${name}: what the run ${runId} had changed in ${region} is put back`;
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
	if (runId === '') return ['Nothing of it was begun.'];
	if (subject.sandbox) return ['The sandbox ended with the program: nothing of it is left.'];
	if (subject.kind === 'run') return [`To go on: tunnelwright runs undo ${runId} --yes, or “Finish what was begun”.`];
	return [`To finish it: tunnelwright runs resume ${runId} --yes, or “Finish what was begun”. There is no undo.`];
}

/** What was begun here to be taken away and has not ended. @param but the run that is told of already */
export function halfTakenSummary(state: WizardState, but?: string): readonly string[] {
	const all = Object.values(halfTaken.of(state) ?? {});
	return all.filter(({runId}) => runId !== but).flatMap(model => undoSummary(model));
}
