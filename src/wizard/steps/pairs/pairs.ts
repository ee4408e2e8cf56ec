import {checkCidr} from '../../../connection/networks.ts';
import {type PairText, splitList} from '../../answers/answers.ts';

/** Documented limits of the editor's table. Source: Tencent Cloud VPN console documentation, "SPD policy". */
export const pairLimits = {pairs: 10, rangesInPair: 50, mappingsOnGateway: 200} as const;

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

/** The first thing that stops the wizard from going on: no pair at all, a half pair, text that is no range. */
export function pairProblem(
	pairs: readonly PairText[],
): {readonly row: number; readonly side: 'cloudSide' | 'siteSide'; readonly message: string} | undefined {
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
