import type {Finding} from '../../connection/finding.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import type {WizardState} from '../core/state.ts';
import {missing, notAsked} from './flow.ts';
import {findingsAt, placedFindings, refusedAt} from './placed-findings.ts';
import type {Step} from './step.ts';
import {visibleFields, visibleSteps} from './steps.ts';

/** How an answer stands: open, it can't stand as it is, it deserves a look, or nothing is to be said of it. */
export type Standing = 'open' | 'refused' | 'look' | 'fine';

/** The worst first. */
const order: readonly Standing[] = ['refused', 'open', 'look', 'fine'];

/** Whether a list step was answered; whether that can stand is another matter. */
export function isAnswered({list}: Step, {answers}: Asked): boolean {
	return list?.isAnswered(answers) ?? false;
}

/** How a step's answer stands, by itself and by what schema and rules say of it. */
export function standingOf(step: Step, asked: Asked, state: WizardState): Standing {
	const why = missing(step, asked, state);
	if (why === undefined) return standingBy(findingsAt(state, step.id));
	if (why === notAsked) return refusedSoFar(step, asked, state) === undefined ? 'open' : 'refused';
	return !step.list || isAnswered(step, asked) ? 'refused' : 'open';
}

/** Why a step has to be looked at before what comes after it: it is not answered, or can't stand. Undefined where it can. */
export function whyNotPast(step: Step, asked: Asked, state: WizardState): string | undefined {
	const why = missing(step, asked, state);
	if (why === notAsked) return refusedSoFar(step, asked, state) ?? why;
	return why ?? refusedAt(state, step.id)?.message;
}

/** What is wrong with what was typed at a step that was left before it was answered whole. What is not answered there is no fault. */
function refusedSoFar(step: Step, asked: Asked, state: WizardState): string | undefined {
	const {answers} = asked;
	const fields = visibleFields(step, asked);
	const isOffered = (id: string | undefined) =>
		fields.some(field => field.kind === 'text' && field.id === id) && !answers.touched.includes(id ?? '');
	for (const field of fields) {
		const text = field.kind === 'text' ? (answers.texts[field.id] ?? '').trim() : '';
		const problem = field.kind === 'text' && text !== '' && !isOffered(field.id) && field.syntax(text, asked);
		if (problem) return problem;
	}

	const found = placedFindings(state).find(
		each => each.step === step.id && each.finding.severity === 'refuse' && !isOffered(each.field),
	);
	if (found) return found.finding.message;
	return step.problemSoFar?.(answers);
}

/** How an answer stands by what is said of it. */
export function standingBy(findings: readonly Pick<Finding, 'severity'>[]): Standing {
	if (findings.some(({severity}) => severity === 'refuse')) return 'refused';
	return findings.some(({severity}) => severity === 'warn') ? 'look' : 'fine';
}

/** How the places on the way stand, each by the worst of its steps. */
export function standings(state: WizardState): ReadonlyMap<string, Standing> {
	const asked = askedOf(state);
	const found = new Map<string, Standing>();
	for (const step of visibleSteps(asked)) {
		const own = standingOf(step, asked, state);
		const before = found.get(step.title) ?? 'fine';
		found.set(step.title, order.indexOf(own) < order.indexOf(before) ? own : before);
	}

	return found;
}
