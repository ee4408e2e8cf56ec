import type {ConnectionDraft} from '../../../connection/document.ts';
import type {ConnectionPlace} from '../../../connection/place.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {openGiven} from '../drafts/drafts.ts';

/** A connection that stands, read into a document for another like it. */
export interface ReadBack {
	readonly id: string;
	readonly draft: ConnectionDraft;
	/** In words: what did not come along, and what was filled in. */
	readonly notes: readonly string[];
}

export function newLike(before: WizardState, place: ConnectionPlace): Turn {
	const {state, request} = asking(before, 'read-back');
	const notice = {tone: 'plain', text: `reading ${place.id} back`} as const;
	return turn({...state, notice}, {type: 'read-back', request, ...place});
}

/** What was read back opens in the review, unless the user has gone elsewhere meanwhile. */
export function openReadBack(state: WizardState, {id, draft, notes}: ReadBack): Turn {
	const {name} = state.screen;
	if (name !== 'watch' && name !== 'panel') return turn(state);
	const text = [`like ${id}: give it its own name and look it over`, ...notes].join(' · ');
	const notice = {tone: notes.length > 0 ? 'look' : 'good', text} as const;
	const stopped = name === 'panel' ? turn(state, {type: 'stop-watch'}) : turn(state);
	return andThen(stopped, now => openGiven(now, draft, notice));
}
