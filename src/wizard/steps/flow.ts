import type {Answers, CloudAnswers} from '../answers/answers.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import {withCloudAnswers} from '../answers/with-cloud-answers.ts';
import type {WizardState} from '../core/state.ts';
import {optionAt, optionProblem} from './options/option-table.ts';
import {pairProblem} from './pairs/pairs.ts';
import type {Step, StepId} from './step.ts';
import {stepOf, visibleFields, visibleSteps} from './steps.ts';

/** How a form is remembered as seen: the routes' form asks other things in each mode. */
export function seenAs(step: Step, answers: CloudAnswers): string {
	return step.id === 'routes' ? `routes:${answers.mode ?? ''}` : step.id;
}

/** A form that has not been seen through yet, however sound its suggestions are. */
export const notAsked = 'not asked yet';

/** Why a step's answer can't stand, or undefined when it can. A step that was never answered says so too. */
export function missing(step: Step, asked: Asked, state: WizardState): string | undefined {
	if (step.missing) return step.missing(asked, state);
	const {answers} = asked;
	switch (step.id) {
		case 'options':
			return unseen(step, answers) ?? optionProblem(asked)?.message;
		case 'pairs':
			return unseen(step, answers) ?? pairProblem(answers.pairs)?.message;
		default:
			return unseen(step, answers) ?? formProblem(step, asked, state)?.message;
	}
}

function unseen(step: Step, answers: CloudAnswers): string | undefined {
	return answers.seen.includes(seenAs(step, answers)) ? undefined : notAsked;
}

/** The first field of a form that the wizard can't go on with. */
export function formProblem(
	step: Step,
	asked: Asked,
	state: WizardState,
): {readonly field: string; readonly message: string} | undefined {
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
	const visible = visibleSteps(asked);
	let best: {step: StepId; field: string | undefined; length: number} | undefined;
	const consider = (step: StepId, field: string | undefined, prefix: string) => {
		if (!leadsTo(prefix, path)) return;
		// of fields with one path the last counts: what is typed follows the choice that asks for it
		const isCloser = prefix.length > (best?.length ?? -1);
		const isSame =
			best?.step === step && best.field !== undefined && field !== undefined && prefix.length === best.length;
		if (isCloser || isSame) best = {step, field, length: prefix.length};
	};
	for (const step of visible) {
		const option = step.kind === 'options' ? optionAt(asked, path) : undefined;
		if (option) consider(step.id, option.path, leadsTo(option.path, path) ? option.path : path);
		for (const field of visibleFields(step, asked)) consider(step.id, field.id, field.path(asked.cloud));
		for (const prefix of step.paths) consider(step.id, undefined, prefix);
	}

	return best && {step: best.step, field: best.field};
}

/** Whether a finding at `path` is about what stands at `prefix`. */
function leadsTo(prefix: string, path: string): boolean {
	return path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`);
}

/** Marks a form as seen. */
export function markSeen(answers: Answers, step: StepId): Answers {
	return withCloudAnswers(answers, cloud => {
		const name = seenAs(stepOf(step), cloud);
		return cloud.seen.includes(name) ? cloud : {...cloud, seen: [...cloud.seen, name]};
	});
}
