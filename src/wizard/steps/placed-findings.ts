import type {Finding} from '../../connection/finding.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import {draftedRows} from '../answers/draft.ts';
import type {WizardState} from '../core/state.ts';
import {placeOfPath} from './flow.ts';
import {visibleOptions} from './options/option-table.ts';
import {valueInForce} from './options/option-values.ts';
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
		.map(finding => ({finding, ...stepAndField(state, asked, finding.field)}))
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

function stepAndField(state: WizardState, asked: Asked, path: string): Omit<PlacedFinding, 'finding'> {
	const {step, field} = placeOfPath(state, path) ?? {step: 'name' as const, field: undefined};
	return {step, field: step === 'pairs' ? cellAt(asked, path) : field};
}

/** Empty rows are no part of the document: a finding's pair is counted without them. */
function cellAt({answers}: Asked, path: string): string | undefined {
	const drafted = /^ranges\[(\d+)\](\.siteSide)?/.exec(path);
	if (!drafted) return undefined;
	const row = draftedRows(answers)[Number(drafted[1])];
	return row === undefined ? undefined : `${row}.${drafted[2] ? 'siteSide' : 'cloudSide'}`;
}

function isUnanswered(state: WizardState, asked: Asked, {finding, step, field}: PlacedFinding): boolean {
	const own = visibleFields(stepOf(step), asked).find(({id}) => id === field);
	// what the rules would do without it, as a note says, is no matter where it has to be given
	if (own?.kind === 'text' && (asked.answers.texts[own.id] ?? '').trim() === '')
		return own.syntax('', asked) !== undefined;
	if (finding.severity !== 'refuse') return false;
	if (step === 'pairs') return isPairUnanswered(state, asked, field);
	if (field === undefined) return false;
	if (step === 'options') {
		const option = visibleOptions(asked).find(({path}) => path === field);
		return (
			option !== undefined &&
			!asked.answers.seen.includes('options') &&
			valueInForce(option, asked.answers) === undefined
		);
	}

	return own?.kind === 'secret' && (state.typedKeys[`${asked.cloud}.${own.id}`]?.length ?? 0) === 0;
}

/** An empty cell is still to be typed until the pairs were gone on from, and while its row is; no pair at all, until one was taken away. */
function isPairUnanswered(state: WizardState, {answers}: Asked, cell: string | undefined): boolean {
	const {seen, touched, pairs} = answers;
	const isSeen = seen.includes('pairs');
	const isHere = state.screen.name === 'step' && state.screen.step === 'pairs';
	if (cell === undefined) {
		const isEmpty = pairs.length > 0 && draftedRows(answers).length === 0;
		return (!isSeen && !touched.includes('pairs')) || (isEmpty && (!isSeen || isHere));
	}

	const [row, side] = cell.split('.');
	const pair = pairs[Number(row)];
	const isBlank = pair !== undefined && (side === 'siteSide' ? pair.siteSide : pair.cloudSide).trim() === '';
	return isBlank && (!isSeen || (isHere && state.pairs.row === Number(row)));
}
