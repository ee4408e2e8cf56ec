import type {Finding} from '../../connection/finding.ts';
import {textOf} from '../answers/answers.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import type {Blocked, WizardState} from '../core/state.ts';
import {missing, notAsked, placeOfPath} from './flow.ts';
import {type Step, type StepId, stepOf, visibleFields, visibleSteps} from './steps.ts';

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

/** A finding where the wizard asks for what it is about. */
interface PlacedFinding {
	readonly finding: Finding;
	readonly step: StepId;
	/** The form's field, the option's path, or the cell of a pair as `2.siteSide`; undefined for the step as a whole. */
	readonly field: string | undefined;
}

const placed = new WeakMap<WizardState, readonly PlacedFinding[]>();

/**
 * Every finding at the one place that it belongs to. What is not answered yet and has to be is left out: its step asks for it, and
 * an error before the first letter says nothing.
 */
export function placedFindings(state: WizardState): readonly PlacedFinding[] {
	const known = placed.get(state);
	if (known) return known;
	const asked = askedOf(state);
	const found = state.findings
		// what no step asks for is said at the last one
		.map(finding => ({finding, ...(placeOfPath(state, finding.field) ?? {step: 'name', field: undefined})}))
		.filter(each => !isUnanswered(state, asked, each));
	placed.set(state, found);
	return found;
}

/** The findings of a step; of one of its fields where it is named. */
export function findingsAt(state: WizardState, step: StepId, field?: string): readonly Finding[] {
	return placedFindings(state)
		.filter(each => each.step === step && (field === undefined || each.field === field))
		.map(({finding}) => finding);
}

/** The first answer of a step that a rule or the schema refuses, as Enter says it. `fields` narrows it to some of them. */
export function refusedAt(state: WizardState, step: StepId, fields?: readonly string[]): Blocked | undefined {
	const all = placedFindings(state).filter(
		each =>
			each.step === step &&
			each.finding.severity === 'refuse' &&
			(fields === undefined || (each.field !== undefined && fields.includes(each.field))),
	);
	const first = all.find(({field}) => field !== undefined) ?? all[0];
	return first && {field: first.field ?? '', message: first.finding.message};
}

function isUnanswered(state: WizardState, asked: Asked, {finding, step: id, field}: PlacedFinding): boolean {
	const step = stepOf(id);
	const own = visibleFields(step, asked).find(each => each.id === field);
	// what the rules would do without it, as a note says, is no matter where it has to be given
	if (own?.kind === 'text' && textOf(asked.answers, own.id).trim() === '') return own.syntax('', asked) !== undefined;
	if (finding.severity !== 'refuse') return false;
	if (step.isToCome) return step.isToCome(state, asked, field);
	return own?.kind === 'secret' && (state.typedKeys[`${asked.cloud}.${own.id}`]?.length ?? 0) === 0;
}
