import type {Finding} from '../../connection/finding.ts';
import {textOf} from '../answers/answers.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import type {WizardState} from '../core/state.ts';
import {placeOfPath} from './flow.ts';
import type {StepId} from './step.ts';
import {stepOf, visibleFields} from './steps.ts';

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
export function refusedAt(
	state: WizardState,
	step: StepId,
	fields?: readonly string[],
): {readonly field: string; readonly message: string} | undefined {
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
