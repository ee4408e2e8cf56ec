import type {ConnectionDraft} from '../../../connection/document.ts';
import {printable} from '../../../connection/printable.ts';
import {type Answers, answersOf, type Edited} from '../../answers/answers.ts';
import {fromDraft} from '../../answers/draft.ts';
import {type KeptDraft, keptDraft, ownRun} from '../../answers/kept-draft.ts';
import {type MadeUp, withoutMadeUp} from '../../answers/made-up.ts';
import {andChange, andThen, type Notice, nothingAsked, type Turn, turn, type WizardState} from '../../core/state.ts';
import type {Question} from '../../overlays/prompt/question.ts';
import {openStep} from '../../steps/open-step.ts';
import {readAll} from '../../steps/read-for-step.ts';
import {type StepId, titleOf} from '../../steps/steps.ts';
import {openReview} from '../review/review.ts';
import {readStandingAgain} from '../review/standing-again.ts';

/** A draft that no terminal is at. */
export interface DraftOffer {
	/** Names it for the effects. */
	readonly file: string;
	/** In words for the menu: `17:04 today`. */
	readonly when: string;
	/** `AWS · eu-central-1`. */
	readonly where: string;
	/** The connection's, or ''. */
	readonly name: string;
	readonly kept: KeptDraft;
}

/**
 * What was being asked stays on the disk as a draft of its own: other answers are about to take its place. What a profile gave, and nobody
 * has touched, is no draft.
 */
function parked(state: WizardState): Turn {
	const kept = keptDraft(state);
	if (!kept) return turn(state);
	if (state.answers === state.givenAnswers) return turn(state, {type: 'clear-draft'});
	const free = {...state, place: undefined, keptAnswers: undefined};
	return turn(free, {type: 'park-draft', ...(state.answers === state.keptAnswers ? {} : {kept})});
}

/** A connection that nothing was answered of. What was being asked stays as a draft of its own. */
export function openNew(state: WizardState): Turn {
	const free = parked(state);
	const opened = andThen(free, now => openStep(withNothingAsked(now), 'cloud'));
	const notice = {tone: 'plain', text: 'what you were at is kept as a draft'} as const;
	return free.state === state ? opened : andChange(opened, now => ({...now, notice}));
}

/** Opens the review with the answers of a profile or of a connection that stands; `edits` where that one itself is to be changed. */
export function openGiven(
	state: WizardState,
	draft: ConnectionDraft,
	notice: Notice,
	{madeUp = {}, edits}: {readonly madeUp?: MadeUp | undefined; readonly edits?: Edited} = {},
): Turn {
	const free = parked(state);
	const read = {...fromDraft(draft), ...(edits ? {edits} : {})};
	const own = {...answersOf(read, draft.cloud), ...(isEmpty(madeUp) ? {} : {madeUp})};
	const marked = {...read, of: {...read.of, [draft.cloud]: own}};
	const {answers, again} = here(free.state, marked);
	const isParked = free.state !== state;
	const text = [notice.text, ...again, ...(isParked ? ['what you were at is kept as a draft'] : [])].join(' · ');
	const reread = andThen(free, now => readAll({...withNothingAsked(now), answers}, true));
	return andChange(andThen(reread, openReview), opened => ({
		...opened,
		givenAnswers: opened.answers,
		notice: {tone: again.length > 0 ? 'look' : notice.tone, text},
	}));
}

const isEmpty = (record: object) => Object.keys(record).length === 0;

/** Answers as they count here: on the user's own accounts nothing stands of a site that the sandbox made up; what is asked again for that is said. */
function here(state: WizardState, given: Answers): {readonly answers: Answers; readonly again: readonly string[]} {
	if (state.options.sandbox) return {answers: given, again: []};
	const {answers, gone} = withoutMadeUp(given);
	return {answers, again: gone.length > 0 ? [`made up by the sandbox, so asked again: ${gone.join(', ')}`] : []};
}

/** Back to where one was in this session, or on with the newest draft. */
export function continueNewest(state: WizardState): Turn {
	const kept = keptDraft(state);
	if (kept) return openAt(state, kept.step);
	const [newest] = state.drafts;
	return newest ? goOnWith(state, newest) : turn(state);
}

/** On with the draft under the cursor; what was being asked stays as another. */
export function continueDraft(state: WizardState, file: string): Turn {
	const offer = state.drafts.find(draft => draft.file === file);
	return offer ? andThen(parked(state), now => goOnWith(now, offer)) : turn(state);
}

function goOnWith(state: WizardState, {file, kept}: DraftOffer): Turn {
	const {step, reviewed} = kept;
	const {answers, again} = here(state, kept.answers);
	const drafts = state.drafts.filter(draft => draft.file !== file);
	const own = kept.run === undefined ? undefined : {runId: kept.run, answers};
	const ended = ownRun.put(state, own);
	const given = {...ended, answers, reviewed, drafts, typedKeys: {}, keptAnswers: kept.answers};
	const opened = andThen(turn(given, {type: 'take-draft', file}), now => openAt(now, step));
	const notice = {tone: 'look', text: again.join(' · ')} as const;
	return again.length > 0 ? andChange(opened, now => ({...now, notice})) : opened;
}

function openAt(state: WizardState, place: StepId | 'review'): Turn {
	return andThen(place === 'review' ? openReview(state) : openStep(state, place), readStandingAgain);
}

/** What the next connection begins with: nothing of the last one is left to be sent again, and no list of its questions is filtered. */
function withNothingAsked(state: WizardState): WizardState {
	const lists = Object.fromEntries(Object.entries(state.lists).filter(([, {asks}]) => !asks));
	return {...state, ...nothingAsked, lists};
}

/** What was being asked stays for the first screen, and that is said; of what nobody has touched nothing stays. */
export function keptForLater(state: WizardState): Turn {
	if (state.answers === state.givenAnswers) return turn(withNothingAsked(state), {type: 'clear-draft'});
	const text = 'what you changed is kept: the first screen goes on with it';
	return turn({...state, editing: false, notice: {tone: 'plain', text}});
}

/** Deletes a draft; '' is what this wizard is at. */
function deleteDraft(state: WizardState, file: string): Turn {
	if (file !== '') return turn(state, {type: 'delete-draft', file});
	const notice = {tone: 'good', text: 'draft deleted'} as const;
	return turn({...withNothingAsked(state), notice}, {type: 'clear-draft'});
}

export const deleteDraftQuestion: Question = {
	title: ({called}) => `Delete the draft${called && ` ${called}`}?`,
	hint: 'Only what was answered goes; nothing in a cloud is touched.',
	sure: 'delete',
	answer: (state, {subject}) => deleteDraft(state, subject),
};

/** `the review`, or a step by its title. */
export function placeInWords(place: KeptDraft['step']): string {
	return place === 'review' ? 'the review' : titleOf(place);
}

/** `editing vpn-40f41529`; '' where a new connection is asked for. */
export function editsInWords({edits}: Pick<Answers, 'edits'>): string {
	return edits ? `editing ${printable(edits.id, 40)}` : '';
}
