import type {WizardState} from '../core/state.ts';
import type {Turn} from '../core/turn.ts';
import {openReview} from '../screens/review/open.ts';
import {placeOfPath} from './flow.ts';
import {editStep} from './open-step.ts';

/** To the step and field that a document path belongs to, and from there back to the review. */
export function jumpTo(state: WizardState, path: string): Turn {
	const place = placeOfPath(state, path);
	return place ? editStep(state, place.step, place.field) : openReview(state);
}
