import {printable} from '../../../connection/printable.ts';
import type {PairText} from '../../answers/answers.ts';

/** The members of a document or a reply that hold pairs. */
const holders = ['SecurityPolicyDatabases', 'SecurityPolicyDatabaseSet', 'SecurityPolicyDatabase', 'ranges'];

/**
 * The pairs of a JSON text, or undefined where it is none, or none of pairs. `LocalCidrBlock` is the cloud side.
 * Sources: vpc 2017-03-12, SecurityPolicyDatabase (`[{"LocalCidrBlock": "10.0.0.0/24", "RemoteCidrBlock": [...]}]`), and the older form
 * `{"10.0.0.5/24": ["172.123.10.5/16"]}` of the same API's CreateVpnConnection, where the key is the range within the VPC.
 */
export function pairsInJson(text: string): readonly PairText[] | undefined {
	if (!/^[[{]/.test(text.trim())) return undefined;
	try {
		const pairs = pairsOf(JSON.parse(text));
		return pairs && pairs.length > 0 ? pairs : undefined;
	} catch {
		return undefined;
	}
}

function pairsOf(value: unknown): readonly PairText[] | undefined {
	if (Array.isArray(value)) return mostOf(value.map(entry => ({pair: entryOf(entry), left: asTyped(entry)})));
	if (!isRecord(value)) return undefined;
	const holder = holders.find(name => name in value);
	if (holder !== undefined) return pairsOf(value[holder]);
	if ('LocalCidrBlock' in value) return pairsOf([value]);
	return mostOf(
		Object.entries(value).map(([cloudSide, sites]) => ({
			pair: pair(cloudSide, sites),
			left: {cloudSide: textOf(cloudSide), siteSide: textOf(sites)},
		})),
	);
}

function entryOf(value: unknown): PairText | undefined {
	if (!isRecord(value)) return undefined;
	return pair(value.LocalCidrBlock ?? value.cloudSide, value.RemoteCidrBlock ?? value.siteSide);
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

function asTyped(entry: unknown): PairText {
	if (!isRecord(entry)) return {cloudSide: textOf(entry), siteSide: ''};
	return {
		cloudSide: textOf(entry.LocalCidrBlock ?? entry.cloudSide),
		siteSide: textOf(entry.RemoteCidrBlock ?? entry.siteSide),
	};
}

function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	return printable(typeof value === 'string' ? value.trim() : (JSON.stringify(value) ?? ''));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
