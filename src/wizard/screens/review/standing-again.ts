import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {Option} from '../../../clouds/contract/option.ts';
import type {ConnectionDraft} from '../../../connection/document.ts';
import {printable} from '../../../connection/printable.ts';
import {type Answers, answersOf} from '../../answers/answers.ts';
import {askedOf} from '../../answers/asked.ts';
import {carriedOver} from '../../answers/carry-over.ts';
import {fromDraft, toDraft} from '../../answers/draft.ts';
import {type Moved, movedSince, rebased} from '../../answers/rebase.ts';
import {andChange, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {placeOfPath} from '../../steps/flow.ts';
import {optionName, optionsOfCloud} from '../../steps/options/option-table.ts';
import {wordsOf} from '../../steps/options/option-values.ts';
import {stepOf, visibleFields} from '../../steps/steps.ts';
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
	const next = fromDraft(merged, state.answers);
	const [typed, read, come] = [state.answers, fromDraft(mine), next].map(each => answersOf(each, draft.cloud));
	const answers: Answers = {
		...next,
		// what is typed and not valid yet is in no document
		...(typed && read && come ? {of: {...next.of, [draft.cloud]: carriedOver(typed, read, come)}} : {}),
		edits: {id, was: draft, moved: [...laterOf(edits.moved ?? [], moved)], ...(notes.length > 0 ? {notes} : {})},
	};
	const {name} = state.screen;
	// what was read for the answers of before does not count any more
	const again = {...state, answers, factsKey: '', changes: undefined};
	const who = moved.length > 0 ? 'was changed meanwhile by somebody else' : 'has come nearer to your answers meanwhile';
	const text = `${printable(id, 40)} ${who}: look it over once more`;
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
export function standingNotes(state: WizardState): readonly string[] {
	const {edits, cloud} = state.answers;
	if (!edits || !cloud) return [];
	return [
		...(edits.moved ?? []).map(
			moved =>
				`somebody else changed ${movedText(state, cloud, moved)}${moved.kept ? '; your answer stays' : '; taken over'}`,
		),
		...(edits.notes ?? []),
	].map(note => printable(note, 300));
}

/** `tunnel 2: DPD timeout: 30 s → 60 s`, in the words of the step that asks for it. */
function movedText(state: WizardState, cloud: CloudId, {field, was, now}: Moved): string {
	const option = optionsOfCloud(cloud).find(({path}) => path === field);
	const said = (text: string) => (text === '' ? 'nothing' : option ? optionWords(option, text) : text);
	return `${option ? optionName(cloud, option) : calledAt(state, field)}: ${said(was)} → ${said(now)}`;
}

function calledAt(state: WizardState, field: string): string {
	const [, key] = /^tags\.(.+)$/s.exec(field) ?? [];
	if (key !== undefined) return `tag ${key}`;
	const place = placeOfPath(state, field);
	const asked = place && visibleFields(stepOf(place.step), askedOf(state)).find(({id}) => id === place.field);
	const label = asked?.label ?? (place && stepOf(place.step).label);
	return (typeof label === 'function' ? label(askedOf(state).cloud) : label) ?? field;
}

/** A value of a document as its option says it: with its unit, `on` for true. */
function optionWords(option: Option, text: string): string {
	if (option.kind === 'boolean') return wordsOf(option, text === 'true');
	return option.kind === 'choices' || option.kind === 'list' ? text : wordsOf(option, text);
}
