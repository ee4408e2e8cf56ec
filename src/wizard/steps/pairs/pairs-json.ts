import type {PairNames} from '../../../clouds/contract/form.ts';
import {printable} from '../../../connection/printable.ts';
import type {PairText} from '../../answers/answers.ts';

/** What pairs are called in our own documents. */
const ownNames: PairNames = {holders: ['ranges'], cloudSide: 'cloudSide', siteSide: 'siteSide'};

/**
 * The pairs of a JSON text, or undefined where it is none, or none of pairs: by the names of our documents and of the cloud's API,
 * or by the range at the cloud side, as in `{"10.0.0.5/24": ["172.123.10.5/16"]}`, which APIs take too.
 * @param names those of the cloud's API
 */
export function pairsInJson(text: string, names: PairNames = ownNames): readonly PairText[] | undefined {
	if (!/^[[{]/.test(text.trim())) return undefined;
	try {
		const pairs = pairsOf(JSON.parse(text), [names, ownNames]);
		return pairs && pairs.length > 0 ? pairs : undefined;
	} catch {
		return undefined;
	}
}

function pairsOf(value: unknown, known: readonly PairNames[]): readonly PairText[] | undefined {
	if (Array.isArray(value))
		return mostOf(value.map(entry => ({pair: entryOf(entry, known), left: asTyped(entry, known)})));
	if (!isRecord(value)) return undefined;
	const holder = known.flatMap(({holders}) => holders).find(name => name in value);
	if (holder !== undefined) return pairsOf(value[holder], known);
	if (known.some(({cloudSide}) => cloudSide in value)) return pairsOf([value], known);
	return mostOf(
		Object.entries(value).map(([cloudSide, sites]) => ({
			pair: pair(cloudSide, sites),
			left: {cloudSide: textOf(cloudSide), siteSide: textOf(sites)},
		})),
	);
}

function entryOf(value: unknown, known: readonly PairNames[]): PairText | undefined {
	if (!isRecord(value)) return undefined;
	return pair(memberOf(value, known, 'cloudSide'), memberOf(value, known, 'siteSide'));
}

/** What stands at one side, by the first of its names that is there. */
function memberOf(
	value: Readonly<Record<string, unknown>>,
	known: readonly PairNames[],
	side: keyof PairText,
): unknown {
	return known.map(names => value[names[side]]).find(member => member !== undefined && member !== null);
}

/** Keys that hold no ranges are no pairs: some other JSON was pasted. */
function pair(cloudSide: unknown, siteSide: unknown): PairText | undefined {
	const sites = typeof siteSide === 'string' ? [siteSide] : siteSide;
	if (typeof cloudSide !== 'string' || !Array.isArray(sites) || !/\d/.test(cloudSide)) return undefined;
	const ranges = sites.filter(site => typeof site === 'string');
	return ranges.length === sites.length
		? {cloudSide: printable(cloudSide.trim()), siteSide: ranges.map(site => printable(site.trim())).join(', ')}
		: undefined;
}

/** Among pairs an entry that is none is a row of its own, to be mended. */
function mostOf(
	entries: readonly {readonly pair: PairText | undefined; readonly left: PairText}[],
): readonly PairText[] | undefined {
	const pairs = entries.filter(each => each.pair !== undefined).length;
	return pairs * 2 >= entries.length ? entries.map(each => each.pair ?? each.left) : undefined;
}

function asTyped(entry: unknown, known: readonly PairNames[]): PairText {
	if (!isRecord(entry)) return {cloudSide: textOf(entry), siteSide: ''};
	return {
		cloudSide: textOf(memberOf(entry, known, 'cloudSide')),
		siteSide: textOf(memberOf(entry, known, 'siteSide')),
	};
}

function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	return printable(typeof value === 'string' ? value.trim() : (JSON.stringify(value) ?? ''));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
