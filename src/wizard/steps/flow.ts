import {type Answers, type CloudAnswers, withCloudAnswers} from '../answers/answers.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import type {Blocked, WizardState} from '../core/state.ts';
import {type PlaceInStep, type Step, type StepId, stepOf, visibleFields, visibleSteps} from './steps.ts';

/** How a step is remembered as seen. */
export function seenAs({id, seenAs: own}: Step, answers: CloudAnswers): string {
	return own?.(answers) ?? id;
}

/** A form that has not been seen through yet, however sound its suggestions are. */
export const notAsked = 'not asked yet';

/** Why a step's answer can't stand, or undefined when it can. A step that was never answered says so too. */
export function missing(step: Step, asked: Asked, state: WizardState): string | undefined {
	if (step.missing) return step.missing(asked, state);
	return unseen(step, asked.answers) ?? problemAt(step, asked, state)?.message;
}

/** The first thing that nobody can go on with at a step. */
export function problemAt(step: Step, asked: Asked, state: WizardState): Blocked | undefined {
	return step.problem ? step.problem(asked) : formProblem(step, asked, state);
}

function unseen(step: Step, answers: CloudAnswers): string | undefined {
	return answers.seen.includes(seenAs(step, answers)) ? undefined : notAsked;
}

/** The first field of a form that the wizard can't go on with. */
export function formProblem(step: Step, asked: Asked, state: WizardState): Blocked | undefined {
	for (const field of visibleFields(step, asked)) {
		if (field.kind === 'text') {
			const message = field.syntax((asked.answers.texts[field.id] ?? '').trim(), asked);
			if (message) return {field: field.id, message};
		}

		if (field.kind === 'secret' && (state.typedKeys[`${asked.cloud}.${field.id}`]?.length ?? 0) === 0)
			return {field: field.id, message: 'Type the key, or choose another source for it'};
	}

	return undefined;
}

/** The steps that have to be asked before a dry run makes sense, in order, with the reason. */
export function openSteps(state: WizardState): readonly {readonly step: Step; readonly why: string}[] {
	const asked = askedOf(state);
	return visibleSteps(asked).flatMap(step => {
		const why = missing(step, asked, state);
		return why === undefined ? [] : [{step, why}];
	});
}

/** Where Enter leads from a step: on, or, while editing from the review, to what the change leaves open and then back. */
export function nextOf(state: WizardState, from: StepId): StepId | 'review' {
	const visible = visibleSteps(askedOf(state));
	if (state.editing) return openSteps(state)[0]?.step.id ?? 'review';
	const here = visible.findIndex(step => step.id === from);
	return visible[here + 1]?.id ?? 'review';
}

/** Where Esc leads from a step: the one before, home from the first; from an edit back to the review. */
export function previousOf(state: WizardState, from: StepId | 'review'): StepId | 'review' | 'home' {
	if (state.editing) return 'review';
	const visible = visibleSteps(askedOf(state));
	const here = from === 'review' ? visible.length : visible.findIndex(step => step.id === from);
	return here > 0 ? (visible[here - 1]?.id ?? 'home') : 'home';
}

/** The step and field that a document path belongs to: the field with the longest matching path, else the step. */
export function placeOfPath(
	state: WizardState,
	path: string,
): {readonly step: StepId; readonly field: string | undefined} | undefined {
	const asked = askedOf(state);
	const places = visibleSteps(asked).flatMap(step =>
		placesIn(step, asked, path).map(place => ({step: step.id, ...place})),
	);
	let best: (typeof places)[number] | undefined;
	for (const place of places.filter(({path: own}) => leadsTo(own, path))) {
		const longer = place.path.length - (best?.path.length ?? -1);
		// of fields with one path the last counts: what is typed follows the choice that asks for it
		const isSame = best?.step === place.step && best.field !== undefined && place.field !== undefined;
		if (longer > 0 || (longer === 0 && isSame)) best = place;
	}

	return best && {step: best.step, field: best.field};
}

/** Where a step asks for what documents have. */
function placesIn(step: Step, asked: Asked, path: string): readonly PlaceInStep[] {
	const own = step.placeOf?.(asked, path);
	return [
		...(own ? [own] : []),
		...visibleFields(step, asked).map(field => ({field: field.id, path: field.path(asked.cloud)})),
		...(step.paths ?? []).map(whole => ({field: undefined, path: whole})),
	];
}

/** Whether a finding at `path` is about what stands at `prefix`. */
function leadsTo(prefix: string, path: string): boolean {
	return path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`);
}

/** Marks a form as seen, and these of its answers as the user's own. */
export function markSeen(answers: Answers, step: StepId, own: readonly string[] = []): Answers {
	return withCloudAnswers(answers, cloud => {
		const seen = new Set([...cloud.seen, seenAs(stepOf(step), cloud)]);
		const touched = new Set([...cloud.touched, ...own]);
		if (seen.size === cloud.seen.length && touched.size === cloud.touched.length) return cloud;
		return {...cloud, seen: [...seen], touched: [...touched]};
	});
}
