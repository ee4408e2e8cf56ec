import type {KeptDraft} from '../../answers/kept-draft.ts';
import {type Row, row} from '../../core/list.ts';
import type {WizardState} from '../../core/state.ts';
import {titleOf} from '../../steps/steps.ts';

/** Every draft that is offered, the newest first. */
export function draftRows({drafts}: WizardState): readonly Row[] {
	return drafts.map(({file, name, where, when, kept}) =>
		row(file, [name === '' ? '(no name yet)' : name, where, placeInWords(kept.step), when]),
	);
}

/** `the review`, or a step by its title. */
export function placeInWords(place: KeptDraft['step']): string {
	return place === 'review' ? 'the review' : titleOf(place);
}
