import {askedOf} from '../../answers/asked.ts';
import type {WizardState} from '../../core/state.ts';
import {extended, insertInto} from '../../core/text-edit.ts';
import {addPairs, addSiteRanges, pairProblem, pairsFormOf} from './pairs.ts';
import {at, cellOf, held, offeredCells, pairsOf, setPairs, withCell} from './pairs-editor.ts';
import {readPairsPaste} from './pairs-paste.ts';

/** The editor without the suggested first pair, where no cell of it was touched: it gives way to pairs that are pasted. */
function withoutSuggested(state: WizardState): WizardState {
	if (pairsOf(state).length === 0 || offeredCells(state).length < 2) return state;
	return at(setPairs(state, pairsOf(state).slice(1)), state.pairs.row - 1, state.pairs.side);
}

/** A paste: whole pairs become rows, several ranges fill the cell (at the cloud side: rows), anything else is typed. */
export function pasteIntoPairs(before: WizardState, pasted: string): WizardState {
	const after = withPasted(before, pasted);
	const pairs = pairsOf(after);
	if (pairs === pairsOf(before)) return after;
	const {pasted: _, ...cursor} = before.pairs;
	const problem = after.notice?.tone === 'look' ? pairProblem(pairs) : undefined;
	const {notice} = after;
	const shown = problem ? held(after, problem) : after;
	const left = problem ? undefined : after.pairs;
	return {
		...shown,
		pairs: {...shown.pairs, pasted: {before: before.answers, cursor, after: pairs, left}},
		...(notice ? {notice: {...notice, text: `${notice.text}: ctrl-y takes it back`}} : {}),
	};
}

function withPasted(before: WizardState, pasted: string): WizardState {
	const isBeside = before.pairs.row >= pairsOf(before).length;
	const {cloud, gateway} = askedOf(before);
	const whereAt = {side: isBeside ? 'cloudSide' : before.pairs.side, networks: gateway?.networks ?? []} as const;
	const paste = readPairsPaste(pasted, whereAt, pairsFormOf(cloud)?.names);
	const tone = paste.kind === 'pairs' && paste.toMend > 0 ? 'look' : 'good';
	const said = (changed: WizardState): WizardState =>
		paste.notice === '' ? changed : {...changed, notice: {tone, text: paste.notice}};
	if (paste.kind === 'text' && paste.text === '') return said(before);
	const state = paste.kind === 'pairs' || isBeside ? withoutSuggested(before) : before;
	const {row, side} = state.pairs;
	const pairs = pairsOf(state);
	if (paste.kind === 'pairs') {
		const isFirst = before.pairs.row === 0 && pairs !== pairsOf(before);
		const added = isFirst ? [...paste.pairs, ...pairs] : addPairs(pairs, row, paste.pairs);
		return said(at(setPairs(state, added), row, side));
	}

	const own = pairs[row]
		? state
		: at(setPairs(state, [...pairs, {cloudSide: '', siteSide: ''}], offeredCells(state)), pairs.length, 'cloudSide');
	const cell = cellOf(own, own.pairs.row, own.pairs.side);
	const pair = pairsOf(own)[own.pairs.row] ?? {cloudSide: '', siteSide: ''};
	if (paste.kind === 'text') {
		const line = insertInto(extended(cell, own.pairs.side === 'siteSide', paste.text), paste.text);
		return said(withCell(own, line.value, line.cursor));
	}

	const isFree = cell.offered || cell.value.trim() === '';
	if (own.pairs.side === 'siteSide') {
		const filled = addSiteRanges(isFree ? {...pair, siteSide: ''} : pair, paste.ranges);
		return said(withCell(own, filled.siteSide, filled.siteSide.length));
	}

	const added = paste.ranges.map(cloudSide => ({cloudSide, siteSide: pair.siteSide}));
	const rest = isFree ? pairsOf(own).toSpliced(own.pairs.row, 1) : pairsOf(own);
	const place = isFree ? own.pairs.row : own.pairs.row + 1;
	return said(at(setPairs(own, rest.toSpliced(place, 0, ...added)), place, 'cloudSide'));
}
