import type {ConnectionDraft} from '../../connection/document.ts';
import {checkCidr, overlaps, parseRange} from '../../connection/networks.ts';
import {moduleOf} from '../registry.ts';

/** A range of a draft with the document path it stands at. */
interface PlacedRange {
	readonly field: string;
	readonly cidr: string;
}

/** Every range typed at the site's side: SPD ranges where the mode uses them, static prefixes otherwise. Invalid ones are left out. */
export function siteRangesOf(draft: ConnectionDraft): readonly PlacedRange[] {
	return allSiteRangesOf(draft).filter(({cidr}) => !checkCidr(cidr));
}

/** As `siteRangesOf`, invalid text included. */
export function allSiteRangesOf(draft: ConnectionDraft): readonly PlacedRange[] {
	return [
		...pairsInForce(draft).flatMap((pair, row) =>
			pair.siteSide.map((cidr, column) => ({field: `ranges[${row}].siteSide[${column}]`, cidr})),
		),
		...prefixesOf(draft),
	];
}

/** Every range typed at the cloud's side. */
export function cloudRangesOf(draft: ConnectionDraft): readonly PlacedRange[] {
	return pairsInForce(draft).map((pair, row) => ({field: `ranges[${row}].cloudSide`, cidr: pair.cloudSide}));
}

/** The prefixes of static routing. */
export function prefixesOf(draft: ConnectionDraft): readonly PlacedRange[] {
	if (draft.routing?.mode !== 'static') return [];
	return draft.routing.prefixes.map((cidr, index) => ({field: `routing.prefixes[${index}]`, cidr}));
}

/** Single mappings of the pairs, each with the path of its site-side range. Invalid ones are left out. */
export function mappingsOf(
	draft: ConnectionDraft,
): readonly {readonly field: string; readonly cloudSide: string; readonly siteSide: string}[] {
	return pairsInForce(draft).flatMap((pair, row) =>
		checkCidr(pair.cloudSide)
			? []
			: pair.siteSide.flatMap((siteSide, column) =>
					checkCidr(siteSide)
						? []
						: [{field: `ranges[${row}].siteSide[${column}]`, cloudSide: pair.cloudSide, siteSide}],
				),
	);
}

/** Mappings of two named ranges that share addresses. */
export function mappingsWithin(draft: ConnectionDraft) {
	return mappingsOf(draft).filter(
		({cloudSide, siteSide}) => !isEverything(cloudSide) && !isEverything(siteSide) && overlaps(cloudSide, siteSide),
	);
}

/** A cloud that can route by pairs uses them for that alone; any other always sends what it is given. */
function pairsInForce({cloud, routing, ranges}: ConnectionDraft) {
	const routesByPairs = moduleOf(cloud).routingModes.some(({mode}) => mode === 'policy');
	return routesByPairs && routing && routing.mode !== 'policy' ? [] : (ranges ?? []);
}

/** Whether it is 0.0.0.0/0, however spelt. */
export function isEverything(cidr: string): boolean {
	return !checkCidr(cidr) && parseRange(cidr).cidr === '0.0.0.0/0';
}
