import type {CloudGateway} from '../../clouds/contract/cloud.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import {withSuggestions} from '../answers/suggest.ts';
import type {Effect} from '../core/effect.ts';
import {openList, refreshList} from '../core/lists.ts';
import {want, wantPlace} from '../core/loads.ts';
import type {Notice, WizardState} from '../core/state.ts';
import {reviewLines} from '../screens/review/review.ts';
import {chosenBox} from './fields.ts';
import {formProblem, missing, nextOf, openSteps, previousOf, seenAs, withCloudAnswers} from './flow.ts';
import {optionProblem} from './options/option-table.ts';
import {refusedAt} from './placed-findings.ts';
import {isAnswered} from './standing.ts';
import {type Step, type StepId, stepOf, steps, visibleFields} from './steps.ts';

/**
 * Opens a step: what it needs is asked for, untouched answers are suggested. The cursor stands at the given field, else at the one that
 * nobody can go on with, else at the first.
 */
export function openStep(state: WizardState, id: StepId, effects: Effect[], field?: string): WizardState {
	const loaded = wantFor(suggested({...state, screen: {name: 'step', step: id}}), id, effects);
	const asked = askedOf(loaded);
	const step = stepOf(id);
	const fields = visibleFields(step, asked);
	const wanted = field ?? stuckAt(step, asked, loaded);
	const focused = fields.find(candidate => candidate.id === wanted) ?? fields[0];
	return openList({
		...loaded,
		form: focusOn(loaded, focused?.id ?? ''),
		pairs: {
			row: 0,
			side: 'cloudSide',
			cursor: asked.answers.pairs[0]?.cloudSide.length ?? 0,
			removed: undefined,
			offered: [],
		},
		option: {row: step.kind === 'options' ? (wanted ?? '') : '', editing: undefined},
		blocked: undefined,
	});
}

/** The field of a form, or the option, that can't stand as it is. Of what was not gone through yet there is none: it begins at the first. */
function stuckAt(step: Step, asked: Asked, state: WizardState): string | undefined {
	if (!asked.answers.seen.includes(seenAs(step, asked.answers))) return undefined;
	const problem = step.kind === 'options' ? optionProblem(asked) : formProblem(step, asked, state);
	return (problem ?? refusedAt(state, step.id))?.field || undefined;
}

/** Back at a list that was left to look at something else: it is as it was, and what has been forgotten of the account is read. */
export function backAtList(state: WizardState, id: StepId, effects: Effect[]): WizardState {
	return refreshList(wantFor({...state, screen: {name: 'step', step: id}}, id, effects));
}

/** The form's cursor at the end of a field; in a choice on what was chosen. */
export function focusOn(state: WizardState, field: string): WizardState['form'] {
	const asked = askedOf(state);
	const {answers, cloud} = asked;
	const known = steps.flatMap(step => step.fields).find(({id}) => id === field);
	const box = known?.kind === 'choice' ? chosenBox(known, asked) : 0;
	// every text field's id is a TextId; ids of other fields have no text
	const text = answers.texts[field as keyof typeof answers.texts] ?? '';
	const key = state.typedKeys[`${cloud}.${field}`];
	return {focus: field, cursor: key ? key.reveal().length : text.length, box, revealed: false};
}

/** Back at a list whose answer is refused, as soon as it is checked: Enter passes it no more than it passes a field of a form. */
export function heldAt(state: WizardState, effects: Effect[]): WizardState {
	const {chosen} = state;
	if (!chosen) return state;
	const checked = {...state, chosen: undefined};
	const refused = refusedAt(checked, chosen.step);
	if (!refused) return checked;
	const held = openStep({...checked, editing: chosen.editing}, chosen.step, effects);
	return {...held, notice: undefined, blocked: {field: '', message: refused.message}};
}

/** Why the answer of before can't stand at a list step, once its list has been read: it may be gone. */
export function goneAt(state: WizardState, id: StepId): string | undefined {
	const asked = askedOf(state);
	if (!isAnswered(id, asked)) return undefined;
	return missing(stepOf(id), asked, state);
}

/** The answers with suggestions where the user has said nothing. */
export function suggested(state: WizardState): WizardState {
	const {cloud} = state.answers;
	if (!cloud || state.answers[cloud].region === undefined) return state;
	const answers = withCloudAnswers(state.answers, () => withSuggestions(askedOf(state)));
	return answers === state.answers ? state : {...state, answers};
}

/** @param again reads it also where it was read before: something may have been made or taken away since */
function wantFor(state: WizardState, id: StepId, effects: Effect[], again = false): WizardState {
	const {cloud, answers, gateway} = askedOf(state);
	const {region} = answers;
	if (!state.answers.cloud || id === 'cloud') return state;
	const known = want(want(state, {what: 'identity', cloud}, effects), {what: 'regions', cloud}, effects);
	if (region === undefined || id === 'region') return known;
	const listed = wantPlace(known, cloud, region, effects, again);
	const isNew = answers.gateways[region]?.kind === 'new-vgw';
	const placed = isNew ? want(listed, {what: 'vpcs', cloud, region}, effects, again) : listed;
	return wantRouteTables(placed, gateway, effects, again);
}

/** What can be asked for only once the gateway is known: of a draft that is gone on with, that is some time after its step was opened. */
export function readFurther(state: WizardState, effects: Effect[]): WizardState {
	const {name} = state.screen;
	return name === 'step' || name === 'review' ? wantRouteTables(state, askedOf(state).gateway, effects, false) : state;
}

/** Reads again what of the form on the screen could not be read. */
export function readTablesAgain(state: WizardState, effects: Effect[]): WizardState {
	return state.screen.name === 'step' ? wantFor(state, state.screen.step, effects) : state;
}

function wantRouteTables(
	state: WizardState,
	gateway: CloudGateway | undefined,
	effects: Effect[],
	again: boolean,
): WizardState {
	const {cloud, answers} = askedOf(state);
	const {region} = answers;
	if (cloud !== 'aws' || region === undefined || gateway?.kind !== 'vgw' || gateway.vpcId === undefined) return state;
	return want(state, {what: 'routeTables', cloud, region, vpcId: gateway.vpcId}, effects, again);
}

/** An answer's place in the review. */
export interface ReviewPlace {
	readonly step: StepId;
	/** The option that it is about, where it is about one. */
	readonly field?: string;
}

/** Reads anew all that the answers refer to: something may have been made or taken away since it was read. */
export function readAnew(state: WizardState, effects: Effect[]): WizardState {
	return wantFor(state, 'name', effects, true);
}

/** Opens the review, with the cursor on the answer that was looked at, else on going on. All that the answers refer to is read, so that what is gone is said. */
export function openReview(state: WizardState, effects: Effect[], at?: ReviewPlace): WizardState {
	const loaded = wantFor(suggested(state), 'name', effects);
	const reviewed: WizardState = {
		...loaded,
		editing: false,
		reviewed: true,
		blocked: undefined,
		screen: {name: 'review', cursor: 0},
	};
	return {...reviewed, screen: {name: 'review', cursor: reviewRow(reviewed, at)}};
}

function reviewRow(state: WizardState, at: ReviewPlace | undefined): number {
	const lines = reviewLines(state);
	const isStep = lines.findIndex(({step}) => step === at?.step);
	const isField = lines.findIndex(({step, field}) => step === at?.step && field === at?.field);
	const row = isField >= 0 ? isField : isStep;
	return row >= 0 ? row : lines.length;
}

export function openHome(state: WizardState): WizardState {
	return refreshList({...state, screen: {name: 'home'}, editing: false, blocked: undefined});
}

/** On from a step that was answered. What the answer leaves to be asked again is said. */
export function goOn(before: WizardState, answered: WizardState, from: StepId, effects: Effect[]): WizardState {
	const next = nextOf(answered, from);
	const edited = before.editing ? editedPlace(before, from) : undefined;
	const opened = next === 'review' ? openReview(answered, effects, edited) : openStep(answered, next, effects);
	const notice = askedAgain(before, opened, from);
	return notice ? {...opened, notice} : opened;
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
export function goBack(state: WizardState, from: StepId | 'review', effects: Effect[]): WizardState {
	const previous = previousOf(state, from);
	if (previous === 'home') return openHome(state);
	if (previous === 'review')
		return openReview(state, effects, from === 'review' ? undefined : editedPlace(state, from));
	return openStep(state, previous, effects);
}

/** From the review to a step and, when it is answered, back. */
export function editStep(state: WizardState, id: StepId, effects: Effect[], field?: string): WizardState {
	return openStep({...state, editing: true}, id, effects, field);
}
