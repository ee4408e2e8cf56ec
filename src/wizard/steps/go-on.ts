import {askedOf} from '../answers/asked.ts';
import {backKey, type Key} from '../core/keys.ts';
import type {KeyBinding} from '../core/screen.ts';
import {andChange, type Notice, type Turn, turn, type WizardState} from '../core/state.ts';
import {homeKey, leaveKey} from '../core/ways-out.ts';
import {wayKeys} from '../overlays/go-to/overlay.ts';
import {openHome} from '../screens/home/open.ts';
import {openReview, type ReviewPlace} from '../screens/review/review.ts';
import {missing, nextOf, openSteps, placeOfPath, previousOf} from './flow.ts';
import {editStep, openStep} from './open-step.ts';
import {findingsAt, isAnswered, refusedAt} from './standing.ts';
import {type Step, type StepId, stepOf} from './steps.ts';

/** Back at a list whose answer is refused, as soon as it is checked: Enter passes it no more than it passes a field of a form. */
export function heldAt(state: WizardState): Turn {
	const {chosen} = state;
	if (!chosen) return turn(state);
	const checked = {...state, chosen: undefined};
	const refused = refusedAt(checked, chosen.step);
	if (!refused) return turn(checked);
	const blocked = {field: '', message: refused.message};
	const held = openStep({...checked, editing: chosen.editing}, chosen.step);
	return andChange(held, now => ({...now, notice: undefined, blocked}));
}

/** Why the answer of before can't stand at a list step, once its list has been read: it may be gone. */
export function goneAt(state: WizardState, id: StepId): string | undefined {
	const asked = askedOf(state);
	const step = stepOf(id);
	return isAnswered(step, asked) ? missing(step, asked, state) : undefined;
}

/** On from a step that was answered. What the answer leaves to be asked again is said. */
export function goOn(before: WizardState, answered: WizardState, from: StepId): Turn {
	const next = nextOf(answered, from);
	const edited = before.editing ? editedPlace(before, from) : undefined;
	const opened = next === 'review' ? openReview(answered, edited) : openStep(answered, next);
	return andChange(opened, now => {
		const notice = askedAgain(before, now, from);
		return notice ? {...now, notice} : now;
	});
}

const editedPlace = ({option}: WizardState, step: StepId): ReviewPlace =>
	step === 'options' && option.row !== '' ? {step, field: option.row} : {step};

/** Which steps had an answer before and need one now. */
function askedAgain(before: WizardState, after: WizardState, from: StepId): Notice | undefined {
	if (before.answers.cloud !== after.answers.cloud) return undefined;
	const open = new Set(openSteps(before).map(({step}) => step.id));
	const titles = openSteps(after)
		.filter(({step}) => !open.has(step.id) && step.id !== from)
		.map(({step}) => step.title);
	if (titles.length === 0 || !before.reviewed) {
		const region = askedOf(before).answers.region;
		const now = askedOf(after).answers;
		const isNew =
			from === 'region' &&
			region !== undefined &&
			region !== now.region &&
			now.gateways[now.region ?? ''] === undefined;
		return isNew
			? {tone: 'look', text: `region changed: the gateways are asked again; those of ${region} are kept`}
			: undefined;
	}

	return {
		tone: 'look',
		text: `${stepOf(from).title} changed: ${[...new Set(titles)].join(', ')} asked again, the rest is kept`,
	};
}

/** One step back. Nothing is lost by it, whatever the step holds. */
export function goBack(state: WizardState, from: StepId | 'review'): Turn {
	const previous = previousOf(state, from);
	if (previous === 'home') return turn(openHome(state));
	if (previous === 'review') return openReview(state, from === 'review' ? undefined : editedPlace(state, from));
	return openStep(state, previous);
}

/** To the step and field that a document path belongs to, and from there back to the review. */
export function jumpTo(state: WizardState, path: string): Turn {
	const place = placeOfPath(state, path);
	return place ? editStep(state, place.step, place.field) : openReview(state);
}

/** What the help says of a step first. */
export function aboutStep(step: Step, state: WizardState): readonly string[] {
	const asked = askedOf(state);
	return [step.question(asked), step.help(asked)].filter(Boolean);
}

/** What is said of an answer, and how to mend it. */
export function findingWords(state: WizardState, step: StepId, field: string): readonly string[] {
	return findingsAt(state, step, field).map(({message, mend}) => [message, mend].filter(Boolean).join('. '));
}

/** The keys that lead out of a step. `back` may stay in it. */
export function stepWaysOut(
	{id}: Step,
	back: (state: WizardState, key: Key) => Turn = state => goBack(state, id),
	behindBack: readonly KeyBinding[] = [],
): readonly KeyBinding[] {
	return [backKey(back), ...behindBack, ...elsewhereKeys];
}

/** The keys that lead elsewhere from anywhere on the way. */
export const elsewhereKeys: readonly KeyBinding[] = [...wayKeys, homeKey(), leaveKey()];
