import type {ConnectionDraft} from '../../../connection/document.ts';
import {printable} from '../../../connection/printable.ts';
import {type Answers, answersOf} from '../../answers/answers.ts';
import {fromDraft, toDraft} from '../../answers/draft.ts';
import {type Moved, movedSince, rebased} from '../../answers/rebase.ts';
import {andChange, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {optionsOfCloud} from '../../steps/options/option-table.ts';
import {openReview} from './review.ts';

/** A connection that is edited, as it stands now. */
export interface StandingRead {
	readonly id: string;
	readonly draft: ConnectionDraft;
	readonly notes: readonly string[];
}

/** What stands is read again where an edit is gone on with: somebody may have changed it since. */
export function readStandingAgain(before: WizardState): Turn {
	const {cloud, edits} = before.answers;
	const region = cloud && answersOf(before.answers, cloud).region;
	if (!edits || !cloud || region === undefined) return turn(before);
	const {state, request} = asking(before, 'standing');
	return turn(state, {type: 'read-standing', request, cloud, region, id: edits.id});
}

/**
 * The answers on what stands now. Without it an edit of last week would put back what others changed since, and take away what they added, as if the user
 * had asked for that.
 */
export function standingRead(state: WizardState, {id, draft, notes}: StandingRead): Turn {
	const {edits} = state.answers;
	// what is being carried out was confirmed
	if (edits?.id !== id || state.screen.name === 'run') return turn(state);
	if (movedSince(edits.was, draft).length === 0) return turn(state);
	const on = (stands: ConnectionDraft) => toDraft(fromDraft(stands)) ?? stands;
	const mine = toDraft(state.answers) ?? edits.was;
	const {draft: merged, moved} = rebased(mine, on(edits.was), on(draft));
	const answers: Answers = {
		...fromDraft(merged, state.answers),
		edits: {id, was: draft, moved: [...laterOf(edits.moved ?? [], moved)], ...(notes.length > 0 ? {notes} : {})},
	};
	const {name} = state.screen;
	// what was read for the answers of before does not count any more
	const again = {...state, answers, factsKey: '', changes: undefined};
	const text = `${printable(id, 40)} was changed meanwhile by somebody else: look it over once more`;
	const notice = {tone: 'look', text} as const;
	const shown = name === 'dry-run' || name === 'confirm' ? openReview(again) : turn(again);
	return andChange(shown, now => ({...now, notice}));
}

/** Each place once, as it was told last. */
function laterOf(before: readonly Moved[], now: readonly Moved[]): readonly Moved[] {
	const fields = new Set(now.map(({field}) => field));
	return [...before.filter(({field}) => !fields.has(field)), ...now];
}

/** What is to be known before the answers are looked over: what could not be read, and what others changed since. */
export function standingNotes({answers: {edits, cloud}}: WizardState): readonly string[] {
	if (!edits || !cloud) return [];
	const called = (field: string) => optionsOfCloud(cloud).find(({path}) => path === field)?.label ?? field;
	return [
		...(edits.moved ?? []).map(({field, was, now, kept}) => {
			const value = `${called(field)}: ${was || 'nothing'} → ${now || 'nothing'}`;
			return `somebody else changed ${value}${kept ? '; your answer stays' : '; taken over'}`;
		}),
		...(edits.notes ?? []),
	].map(note => printable(note, 300));
}
