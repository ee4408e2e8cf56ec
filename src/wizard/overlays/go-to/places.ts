import {askedOf} from '../../answers/asked.ts';
import {placeShown, type Turn, turn, type WizardState} from '../../core/state.ts';
import {openReview} from '../../screens/review/review.ts';
import {cloudStep} from '../../steps/cloud/step.ts';
import {notAsked, openSteps} from '../../steps/flow.ts';
import {editStep, openStep} from '../../steps/open-step.ts';
import {regionStep} from '../../steps/region/step.ts';
import {whyNotPast} from '../../steps/standing.ts';
import {places, type StepId, visibleSteps} from '../../steps/steps.ts';

/** A place on the way, as it can be jumped to by its number. */
interface PlaceOnTheWay {
	/** From 1, as the breadcrumb shows it; its key is the last digit. */
	readonly number: number;
	readonly title: string;
	readonly target: StepId | 'review' | undefined;
	/** Why nobody can go there yet; undefined where it is open. */
	readonly why: string | undefined;
}

/** The key that leads to a place: the tenth has 0. */
export function placeDigit(number: number): string {
	return String(number % 10);
}

/** What a connection that is edited keeps for good. */
const fixedTitles: readonly string[] = [cloudStep.title, regionStep.title];

/** Every place with where it leads. What comes after a question without an answer is not open yet: nothing required is jumped over. */
export function placesOf(state: WizardState): readonly PlaceOnTheWay[] {
	const asked = askedOf(state);
	const visible = visibleSteps(asked);
	const [open] = openSteps(state);
	const here = placeShown(state);
	// what is to be done first may be an answer that can't stand, in front of the one that is open
	const [first] = visible.flatMap(step => {
		const why = whyNotPast(step, asked, state);
		if (why === undefined) return [];
		return [why === notAsked && step.id === here ? 'first go on from here' : `first ${step.title}: ${why}`];
	});
	const from = open ? visible.indexOf(open.step) : visible.length;
	return places.map((title, index): PlaceOnTheWay => {
		const isReview = title === 'review';
		const at = isReview ? visible.length : visible.findIndex(step => step.title === title);
		const target = isReview ? 'review' : visible[at]?.id;
		const isFree = target !== undefined && (at <= from || (isReview && state.reviewed));
		const fixed = asked.edits && target === undefined && fixedTitles.includes(title);
		const why = isFree ? undefined : fixed ? stays : (first ?? 'it is not asked now');
		return {number: index + 1, title, target, why};
	});
}

/** To a place by its number. Every answer stays as it is, whatever is in the field that is left. */
export function goTo(state: WizardState, number: number): Turn {
	const place = placesOf(state)[number - 1];
	const closed = {...state, goTo: undefined};
	if (!place) return turn(closed);
	if (place.why !== undefined || place.target === undefined)
		return turn({
			...closed,
			notice: {
				tone: 'look',
				text: `${place.title} can’t be ${place.why === stays ? 'changed' : 'opened yet'} · ${place.why}`,
			},
		});
	const {target} = place;
	const here = placeShown(state);
	if (target === 'review') return openReview(closed, here === undefined ? undefined : {step: here});
	return here === 'review' ? editStep(closed, target) : openStep(closed, target);
}

/** Of a connection that is edited. */
const stays = 'it stays as it is: only a new connection has another';
