import {suggested} from '../../answers/suggest.ts';
import type {WizardState} from '../../core/state.ts';
import {andChange, type Turn} from '../../core/turn.ts';
import {readForStep} from '../../steps/read-for-step.ts';
import type {StepId} from '../../steps/step.ts';
import {reviewLines} from './review.ts';

/** An answer's place in the review. */
export interface ReviewPlace {
	readonly step: StepId;
	/** The option that it is about, where it is about one. */
	readonly field?: string;
}

/** Opens the review, with the cursor on the answer that was looked at, else on going on. All that the answers refer to is read, so that what is gone is said. */
export function openReview(state: WizardState, at?: ReviewPlace): Turn {
	return andChange(readForStep(suggested(state), 'name'), loaded => {
		const reviewed: WizardState = {
			...loaded,
			editing: false,
			reviewed: true,
			blocked: undefined,
			screen: {name: 'review', cursor: 0},
		};
		return {...reviewed, screen: {name: 'review', cursor: reviewRow(reviewed, at)}};
	});
}

function reviewRow(state: WizardState, at: ReviewPlace | undefined): number {
	const lines = reviewLines(state);
	const isStep = lines.findIndex(({step}) => step === at?.step);
	const isField = lines.findIndex(({step, field}) => step === at?.step && field === at?.field);
	const row = isField >= 0 ? isField : isStep;
	return row >= 0 ? row : lines.length;
}
