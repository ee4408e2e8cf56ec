import type {ConnectionDraft} from '../../../connection/document.ts';
import type {Answers} from '../../answers/answers.ts';
import {fromDraft, toDraft} from '../../answers/draft.ts';
import {keptDraft} from '../../answers/kept-draft.ts';
import {type MadeUp, withoutMadeUp} from '../../answers/made-up.ts';
import {withNothingAsked} from '../../answers/nothing-asked.ts';
import type {Effect} from '../../core/effect.ts';
import type {DraftOffer, Notice, WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/ask.ts';
import {openReview, openStep, readAnew} from '../../steps/move.ts';
import type {StepId} from '../../steps/steps.ts';

/**
 * What was being asked stays on the disk as a draft of its own: other answers are about to take its place. What a profile gave, and nobody
 * has touched, is no draft.
 */
function parked(state: WizardState, effects: Effect[]): WizardState {
	const kept = keptDraft(state);
	if (!kept) return state;
	if (state.answers === state.givenAnswers) {
		effects.push({type: 'clear-draft'});
		return state;
	}

	effects.push({type: 'park-draft', ...(state.answers === state.keptAnswers ? {} : {kept})});
	return {...state, place: undefined, keptAnswers: undefined};
}

/** A connection that nothing was answered of. What was being asked stays as a draft of its own. */
export function openNew(state: WizardState, effects: Effect[]): WizardState {
	const free = parked(state, effects);
	const opened = openStep(withNothingAsked(free), 'cloud', effects);
	return free === state ? opened : {...opened, notice: {tone: 'plain', text: 'what you were at is kept as a draft'}};
}

/** Opens the review with the answers of a profile or of a connection that stands. */
export function openGiven(
	state: WizardState,
	draft: ConnectionDraft,
	notice: Notice,
	effects: Effect[],
	madeUp: MadeUp = {},
): WizardState {
	const free = parked(state, effects);
	const read = fromDraft(draft);
	const marked = {...read, [draft.cloud]: {...read[draft.cloud], ...(isEmpty(madeUp) ? {} : {madeUp})}};
	const {answers, again} = here(state, marked);
	const given = {...withNothingAsked(free), answers};
	const opened = openReview(readAnew(given, effects), effects);
	const text = [notice.text, ...again, ...(free === state ? [] : ['what you were at is kept as a draft'])].join(' · ');
	return {...opened, givenAnswers: opened.answers, notice: {tone: again.length > 0 ? 'look' : notice.tone, text}};
}

const isEmpty = (record: object) => Object.keys(record).length === 0;

/** Answers as they count here: on the user's own accounts nothing stands of a site that the sandbox made up; what is asked again for that is said. */
function here(state: WizardState, given: Answers): {readonly answers: Answers; readonly again: readonly string[]} {
	if (state.options.sandbox) return {answers: given, again: []};
	const {answers, gone} = withoutMadeUp(given);
	return {answers, again: gone.length > 0 ? [`made up by the sandbox, so asked again: ${gone.join(', ')}`] : []};
}

/** Back to where one was in this session, or on with the newest draft. */
export function continueNewest(state: WizardState, effects: Effect[]): WizardState {
	const kept = keptDraft(state);
	if (kept) return openAt(state, kept.step, effects);
	const [newest] = state.drafts;
	return newest ? goOnWith(state, newest, effects) : state;
}

/** On with the draft under the cursor; what was being asked stays as another. */
export function continueDraft(state: WizardState, file: string, effects: Effect[]): WizardState {
	const offer = state.drafts.find(draft => draft.file === file);
	return offer ? goOnWith(parked(state, effects), offer, effects) : state;
}

function goOnWith(state: WizardState, {file, kept}: DraftOffer, effects: Effect[]): WizardState {
	const {step, reviewed} = kept;
	const {answers, again} = here(state, kept.answers);
	effects.push({type: 'take-draft', file});
	const drafts = state.drafts.filter(draft => draft.file !== file);
	const own = kept.run === undefined ? undefined : {runId: kept.run, answers};
	const late = {...state.late, own};
	const given = {...state, answers, reviewed, drafts, late, typedKeys: {}, keptAnswers: kept.answers};
	const opened = openAt(given, step, effects);
	return again.length > 0 ? {...opened, notice: {tone: 'look', text: again.join(' · ')}} : opened;
}

function openAt(state: WizardState, place: StepId | 'review', effects: Effect[]): WizardState {
	return place === 'review' ? openReview(state, effects) : openStep(state, place, effects);
}

/** Asks before the draft that would be continued on the first screen goes. */
export function askToDelete(state: WizardState): WizardState {
	if (keptDraft(state)) return ask(state, 'delete-draft', '', toDraft(state.answers)?.name ?? '');
	const [offer] = state.drafts;
	return offer ? ask(state, 'delete-draft', offer.file, offer.name) : state;
}
