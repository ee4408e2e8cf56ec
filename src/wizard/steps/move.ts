import type {CloudGateway} from '../../clouds/contract/cloud.ts';
import {answersOf} from '../answers/answers.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import {withSuggestions} from '../answers/suggest.ts';
import {withCloudAnswers} from '../answers/with-cloud-answers.ts';
import type {Reading} from '../core/effect.ts';
import {readingsOf, wantAll} from '../core/loads.ts';
import type {Notice, WizardState} from '../core/state.ts';
import {andChange, andThen, type Turn, turn} from '../core/turn.ts';
import {reviewLines} from '../screens/review/review.ts';
import {chosenBox} from './field.ts';
import {formProblem, missing, nextOf, openSteps, previousOf, seenAs} from './flow.ts';
import {openList} from './open-list.ts';
import {optionProblem} from './options/option-table.ts';
import {refusedAt} from './placed-findings.ts';
import {isAnswered} from './standing.ts';
import type {Step, StepId} from './step.ts';
import {stepOf, steps, visibleFields} from './steps.ts';

/**
 * Opens a step: what it needs is asked for, untouched answers are suggested. The cursor stands at the given field, else at the one that
 * nobody can go on with, else at the first.
 */
export function openStep(state: WizardState, id: StepId, field?: string): Turn {
	return andChange(wantFor(suggested({...state, screen: {name: 'step', step: id}}), id), now => atStep(now, id, field));
}

function atStep(loaded: WizardState, id: StepId, field: string | undefined): WizardState {
	const asked = askedOf(loaded);
	const step = stepOf(id);
	const fields = visibleFields(step, asked);
	const wanted = field ?? stuckAt(step, asked, loaded);
	const focused = fields.find(candidate => candidate.id === wanted) ?? fields[0];
	const opened: WizardState = {
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
	};
	return step.list ? openList(opened, step.list) : opened;
}

/** The field of a form, or the option, that can't stand as it is. Of what was not gone through yet there is none: it begins at the first. */
function stuckAt(step: Step, asked: Asked, state: WizardState): string | undefined {
	if (!asked.answers.seen.includes(seenAs(step, asked.answers))) return undefined;
	const problem = step.kind === 'options' ? optionProblem(asked) : formProblem(step, asked, state);
	return (problem ?? refusedAt(state, step.id))?.field || undefined;
}

/** Back at a list that was left to look at something else: it is as it was, and what has been forgotten of the account is read. */
export function backAtList(state: WizardState, id: StepId): Turn {
	return wantFor({...state, screen: {name: 'step', step: id}}, id);
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

/** The answers with suggestions where the user has said nothing. */
export function suggested(state: WizardState): WizardState {
	const {cloud} = state.answers;
	if (!cloud || answersOf(state.answers, cloud).region === undefined) return state;
	const answers = withCloudAnswers(state.answers, () => withSuggestions(askedOf(state)));
	return answers === state.answers ? state : {...state, answers};
}

/** @param again reads it also where it was read before: something may have been made or taken away since */
function wantFor(state: WizardState, id: StepId, again = false): Turn {
	const {cloud, answers, gateway} = askedOf(state);
	const {region} = answers;
	if (!state.answers.cloud || id === 'cloud') return turn(state);
	const known = wantAll(state, [
		{what: 'identity', cloud},
		{what: 'regions', cloud},
	]);
	if (region === undefined || id === 'region') return known;
	const isNew = answers.gateways[region]?.kind === 'new-vgw';
	const readings: readonly Reading[] = [
		...readingsOf(cloud, region),
		...(isNew ? [{what: 'vpcs', cloud, region} as const] : []),
		...tablesOf(state, gateway),
	];
	return andThen(known, now => wantAll(now, readings, again));
}

/** What can be asked for only once the gateway is known: of a draft that is gone on with, that is some time after its step was opened. */
export function readFurther(state: WizardState): Turn {
	const {name} = state.screen;
	return wantAll(state, name === 'step' || name === 'review' ? tablesOf(state, askedOf(state).gateway) : []);
}

/** Reads again what of the form on the screen could not be read. */
export function readTablesAgain(state: WizardState): Turn {
	return state.screen.name === 'step' ? wantFor(state, state.screen.step) : turn(state);
}

/** The route tables of a gateway that has a network. */
function tablesOf(state: WizardState, gateway: CloudGateway | undefined): readonly Reading[] {
	const {cloud, answers} = askedOf(state);
	const {region} = answers;
	if (cloud !== 'aws' || region === undefined || gateway?.kind !== 'vgw' || gateway.vpcId === undefined) return [];
	return [{what: 'routeTables', cloud, region, vpcId: gateway.vpcId}];
}

/** An answer's place in the review. */
interface ReviewPlace {
	readonly step: StepId;
	/** The option that it is about, where it is about one. */
	readonly field?: string;
}

/** Reads anew all that the answers refer to: something may have been made or taken away since it was read. */
export function readAnew(state: WizardState): Turn {
	return wantFor(state, 'name', true);
}

/** Opens the review, with the cursor on the answer that was looked at, else on going on. All that the answers refer to is read, so that what is gone is said. */
export function openReview(state: WizardState, at?: ReviewPlace): Turn {
	return andChange(wantFor(suggested(state), 'name'), loaded => {
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

export function openHome(state: WizardState): WizardState {
	return {...state, screen: {name: 'home'}, editing: false, blocked: undefined};
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

/** From the review to a step and, when it is answered, back. */
export function editStep(state: WizardState, id: StepId, field?: string): Turn {
	return openStep({...state, editing: true}, id, field);
}
