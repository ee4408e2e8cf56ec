import {type KeptDraft, keptDraft} from '../../answers/kept-draft.ts';
import {type Row, row} from '../../core/list.ts';
import type {DraftOffer, WizardState} from '../../core/state.ts';
import {stepOf} from '../../steps/steps.ts';

/** The first screen's rows: the draft that one key continues, and whatever lies beside it. */
export function draftsAtHome(state: WizardState): readonly Row[] {
	const {drafts} = state;
	const [newest, ...older] = drafts;
	const kept = keptDraft(state);
	if (kept)
		return [row('draft', ['Continue the draft', `where you were: ${placeInWords(kept.step)}`]), ...others(drafts)];

	return newest ? [row('draft', ['Continue the draft', whatIs(newest)]), ...others(older)] : [];
}

function others(drafts: readonly DraftOffer[]): readonly Row[] {
	const [newest] = drafts;
	if (!newest) return [];
	const says = drafts.length === 1 ? whatIs(newest) : `${drafts.length} kept · the newest ${whatIs(newest)}`;
	return [row('drafts', ['Other drafts', says])];
}

function whatIs({when, where, name}: DraftOffer): string {
	return [`from ${when}`, where, name].filter(Boolean).join(' · ');
}

/** Every draft that is offered, the newest first. */
export function draftRows({drafts}: WizardState): readonly Row[] {
	return drafts.map(({file, name, where, when, kept}) =>
		row(file, [name === '' ? '(no name yet)' : name, where, placeInWords(kept.step), when]),
	);
}

function placeInWords(place: KeptDraft['step']): string {
	return place === 'review' ? 'the review' : stepOf(place).title;
}
