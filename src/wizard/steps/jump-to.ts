import {askedOf} from '../answers/asked.ts';
import {draftedRows} from '../answers/draft.ts';
import type {WizardState} from '../core/state.ts';
import {andChange, type Turn} from '../core/turn.ts';
import {placeOfPath} from './flow.ts';
import {editStep, openReview} from './move.ts';

/** To the step and field that a document path belongs to, and from there back to the review. */
export function jumpTo(state: WizardState, path: string): Turn {
	const place = placeOfPath(state, path);
	if (!place) return openReview(state);
	const opened = editStep(state, place.step, place.field);
	const drafted = /^ranges\[(\d+)\](\.siteSide)?/.exec(path);
	if (place.step !== 'pairs' || !drafted) return opened;
	return andChange(opened, now => {
		const {answers} = askedOf(now);
		const row = draftedRows(answers)[Number(drafted[1])] ?? 0;
		const side = drafted[2] ? 'siteSide' : 'cloudSide';
		return {...now, pairs: {...now.pairs, row, side, cursor: answers.pairs[row]?.[side].length ?? 0}};
	});
}
