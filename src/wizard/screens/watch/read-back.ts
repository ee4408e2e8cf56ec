import type {ConnectionDraft} from '../../../connection/document.ts';
import type {ConnectionPlace} from '../../../connection/place.ts';
import {printable} from '../../../connection/printable.ts';
import {andChange, andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {openGiven} from '../drafts/drafts.ts';
import {takeAccountTold} from '../panel/act-on.ts';
import {type AskedFrom, withAskedFrom} from '../panel/asked-from.ts';
import {watching} from '../panel/model.ts';
import {panelClosed} from '../panel/summary.ts';
import {choiceOf} from './chosen.ts';
import {fleet, leaveFleet} from './fleet.ts';

/** A connection that stands, read into a document. */
export interface ReadBack {
	readonly id: string;
	readonly draft: ConnectionDraft;
	/** In words: what did not come along, and what was filled in. */
	readonly notes: readonly string[];
	/** To be edited; left out: for another like it. */
	readonly itself?: true;
}

/** A new connection like one that stands. */
export function newLike(state: WizardState, place: ConnectionPlace): Turn {
	return readBack(state, place, {});
}

/** A connection that stands is edited: the same steps, with what stands as the answers. */
export function editStanding(state: WizardState, place: ConnectionPlace): Turn {
	return readBack(state, place, {itself: true});
}

function readBack(before: WizardState, place: ConnectionPlace, how: {readonly itself?: true}): Turn {
	const {state, request} = asking(before, 'read-back');
	const notice = {tone: 'plain', text: `reading ${place.id} back`} as const;
	return turn({...state, notice}, {type: 'read-back', request, ...how, ...place});
}

/** What was read back opens in the review, unless the user has gone elsewhere meanwhile. */
export function openReadBack(before: WizardState, {id, draft, notes, itself}: ReadBack): Turn {
	const {name} = before.screen;
	if (name !== 'watch' && name !== 'panel') return turn(before);
	const {state, told} = takeAccountTold(before);
	const from = fromHere(before);
	const stopped = name === 'panel' ? panelClosed(state) : leaveFleet(state);
	const said = itself
		? `${printable(id, 40)} as it stands: choose what is to be changed`
		: `like ${id}: give it its own name and look it over`;
	const text = [told, said, ...(itself ? [] : notes)].filter(Boolean).join(' · ');
	const notice = {tone: notes.length > 0 ? 'look' : 'good', text} as const;
	const opened = andThen(stopped, now =>
		openGiven(now, draft, notice, itself ? {edits: {id, was: draft, ...(notes.length > 0 ? {notes} : {})}} : {}),
	);
	return andChange(opened, now => withAskedFrom(now, {...from, given: now.givenAnswers}));
}

function fromHere(state: WizardState): Omit<AskedFrom, 'given'> {
	const {connection, view, origin} = state.screen.name === 'panel' ? (watching.of(state) ?? {}) : {};
	return {
		choice: fleet.of(state)?.choice ?? choiceOf(state),
		panel: connection && view && origin === 'watch' ? {connection, view} : undefined,
	};
}
