import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {PairsForm} from '../../../clouds/contract/form.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import {checkCidr} from '../../../connection/networks.ts';
import {type Answers, type CloudAnswers, type PairText, splitList} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import {placeShown, type WizardState} from '../../core/state.ts';

export interface PairsCursor {
	/** A row of the pairs; one past the last is `add a pair`. */
	readonly row: number;
	readonly side: 'cloudSide' | 'siteSide';
	readonly cursor: number;
	/** The pair that was removed last, and from where. */
	readonly removed: {readonly row: number; readonly cloudSide: string; readonly siteSide: string} | undefined;
	/** How the answers were before the last paste, and the pairs that it left: it is taken back whole while these stand. */
	readonly pasted?:
		| {
				readonly before: Answers;
				readonly cursor: Omit<PairsCursor, 'pasted'>;
				readonly after: unknown;
				/** Where the paste left the cursor, until that has moved to what is refused of it. */
				readonly left: Pick<PairsCursor, 'row' | 'side'> | undefined;
		  }
		| undefined;
	/** Cells of the first pair that are as suggested still, once another of the pairs' cells was touched. */
	readonly offered: readonly ('cloudSide' | 'siteSide')[];
}

/** Drafted pairs past the last one that a tunnel takes, by their rows. */
export function pairsTooMany({cloud, answers}: Asked): readonly number[] {
	const {most} = pairsFormOf(cloud) ?? {};
	return most === undefined ? [] : draftedRows(answers).slice(most);
}

/** How the cloud has pairs asked for. */
export function pairsFormOf(cloud: CloudId): PairsForm | undefined {
	return moduleOf(cloud).form.pairs;
}

/** Adds pasted pairs below a row; an empty row is replaced by them. */
export function addPairs(pairs: readonly PairText[], row: number, added: readonly PairText[]): readonly PairText[] {
	const here = pairs[row];
	const isEmpty = here !== undefined && here.cloudSide.trim() === '' && here.siteSide.trim() === '';
	const at = isEmpty || here === undefined ? row : row + 1;
	return [...pairs.slice(0, isEmpty ? row : at), ...added, ...pairs.slice(isEmpty ? row + 1 : at)];
}

/** Adds ranges to a pair's site side, after what is there; ranges that stand there already are not doubled. */
export function addSiteRanges(pair: PairText, ranges: readonly string[]): PairText {
	return {...pair, siteSide: [...new Set([...splitList(pair.siteSide), ...ranges])].join(', ')};
}

/** How many single mappings the pairs make. */
export function mappingCount(pairs: readonly PairText[]): number {
	return pairs.reduce((sum, pair) => sum + (pair.cloudSide.trim() === '' ? 0 : splitList(pair.siteSide).length), 0);
}

/** What is wrong with the first text that is no range, if one is. Empty ones say nothing. */
export function badRange(pairs: readonly PairText[]): string | undefined {
	const ranges = pairs.flatMap(({cloudSide, siteSide}) => [cloudSide.trim(), ...splitList(siteSide)]).filter(Boolean);
	return ranges.map(range => checkCidr(range)).find(problem => problem !== undefined);
}

/** A cell that nobody can go on with, and why. */
export interface BlockedCell extends Pick<PairsCursor, 'row' | 'side'> {
	readonly message: string;
}

/** The first thing that stops the wizard from going on: no pair at all, a half pair, text that is no range. */
export function pairProblem(pairs: readonly PairText[]): BlockedCell | undefined {
	const filled = pairs
		.map((pair, row) => ({...pair, row}))
		.filter(pair => pair.cloudSide.trim() || pair.siteSide.trim());
	if (filled.length === 0) return {row: 0, side: 'cloudSide', message: 'Give at least one pair of ranges'};
	for (const {row, cloudSide, siteSide} of filled) {
		if (cloudSide.trim() === '') return {row, side: 'cloudSide', message: 'The pair has no range at the cloud side'};
		const bad = checkCidr(cloudSide.trim());
		if (bad) return {row, side: 'cloudSide', message: bad};
		const ranges = splitList(siteSide);
		if (ranges.length === 0) return {row, side: 'siteSide', message: 'The pair has no range at the site side'};
		for (const range of ranges) {
			const problem = checkCidr(range);
			if (problem) return {row, side: 'siteSide', message: problem};
		}
	}

	return undefined;
}

/** Where each drafted pair stands among the typed ones: empty rows are not part of the document. */
export function draftedRows({pairs}: CloudAnswers): readonly number[] {
	return pairs.flatMap((pair, index) => (pair.cloudSide.trim() || pair.siteSide.trim() ? [index] : []));
}

/** An empty cell is still to be typed until the pairs were gone on from, and while its row is; no pair at all, until one was taken away. */
export function isPairToCome(state: WizardState, {answers}: Asked, cell: string | undefined): boolean {
	const {seen, touched, pairs} = answers;
	const isSeen = seen.includes('pairs');
	const isHere = placeShown(state) === 'pairs';
	if (cell === undefined) {
		const isEmpty = pairs.length > 0 && draftedRows(answers).length === 0;
		return (!isSeen && !touched.includes('pairs')) || (isEmpty && (!isSeen || isHere));
	}

	const [row, side] = cell.split('.');
	const pair = pairs[Number(row)];
	const isBlank = pair !== undefined && (side === 'siteSide' ? pair.siteSide : pair.cloudSide).trim() === '';
	return isBlank && (!isSeen || (isHere && state.pairs.row === Number(row)));
}
