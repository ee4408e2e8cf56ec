import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {ConnectionDraft} from '../../../connection/document.ts';
import type {Effect} from '../../core/effect.ts';
import {rowHere} from '../../core/lists.ts';
import type {WizardState} from '../../core/state.ts';
import {openGiven} from '../drafts/drafts.ts';

/** A connection that stands, read into a document for another like it. */
export interface ReadBack {
	readonly id: string;
	readonly draft: ConnectionDraft;
	/** In words: what did not come along, and what was filled in. */
	readonly notes: readonly string[];
}

/** `new like this` on the connection under the cursor. */
export function newLikeRow(state: WizardState, effects: Effect[]): WizardState {
	const [cloud, region = '', id = ''] = rowHere(state)?.id.split(' ') ?? [];
	if ((cloud !== 'aws' && cloud !== 'tencent') || id === '')
		return {...state, notice: {tone: 'look', text: 'put the cursor on a connection first'}};
	return newLike(state, {cloud, region, id}, effects);
}

export function newLike(
	state: WizardState,
	{cloud, region, id}: {readonly cloud: CloudId; readonly region: string; readonly id: string},
	effects: Effect[],
): WizardState {
	const request = state.lastRequest + 1;
	effects.push({type: 'read-back', request, cloud, region, id});
	return {
		...state,
		lastRequest: request,
		late: {...state.late, requests: {...state.late.requests, readBack: request}},
		notice: {tone: 'plain', text: `reading ${id} back`},
	};
}

/** What was read back opens in the review, unless the user has gone elsewhere meanwhile. */
export function openReadBack(state: WizardState, {id, draft, notes}: ReadBack, effects: Effect[]): WizardState {
	const {name} = state.screen;
	if (name !== 'watch' && name !== 'panel') return state;
	if (name === 'panel') effects.push({type: 'stop-watch'});
	const text = [`like ${id}: give it its own name and look it over`, ...notes].join(' · ');
	return openGiven(state, draft, {tone: notes.length > 0 ? 'look' : 'good', text}, effects);
}
