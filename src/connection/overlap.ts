import {parseRange, type Range} from './networks.ts';

/** One for each range that shares addresses with another of the same list: which it is, and one it overlaps with. Indexes into the list given. */
interface Overlap {
	readonly index: number;
	readonly other: number;
}

/**
 * Finds the ranges of one list that overlap each other, in n log n.
 * Every range that overlaps any other is reported once, in list order. Ranges must be valid (see `checkCidr`).
 */
export function findOverlaps(cidrs: readonly string[]): readonly Overlap[] {
	const order = sorted(cidrs.map(parseRange));
	const found = new Map<number, number>();
	// CIDR ranges are either apart or one inside the other, so the ranges still open at a point form a stack.
	const open: Entry[] = [];
	for (const entry of order) {
		while (open.length > 0 && (open.at(-1)?.range.end ?? 0) < entry.range.start) open.pop();
		const around = open.at(-1);
		if (around) {
			found.set(entry.index, around.index);
			if (!found.has(around.index)) found.set(around.index, entry.index);
		}

		open.push(entry);
	}

	return [...found].map(([index, other]) => ({index, other})).sort((a, b) => a.index - b.index);
}

/** Answers "which of these ranges does that one overlap?" in log n. */
export class RangeIndex {
	readonly #order: readonly Entry[];
	/** For each place in the order, the place so far whose range reaches furthest. */
	readonly #furthest: readonly number[];

	constructor(cidrs: readonly string[]) {
		this.#order = sorted(cidrs.map(parseRange));
		let best = 0;
		this.#furthest = this.#order.map((entry, place) => {
			if (entry.range.end > (this.#order[best]?.range.end ?? -1)) best = place;
			return best;
		});
	}

	/** Index, in the list given, of one range that shares an address with `cidr`; undefined when none does. */
	overlapping(cidr: string): number | undefined {
		const wanted = parseRange(cidr);
		const last = this.#lastStartingBy(wanted.end);
		if (last < 0) return undefined;
		const candidate = this.#order[this.#furthest[last] ?? last];
		return candidate && candidate.range.end >= wanted.start ? candidate.index : undefined;
	}

	#lastStartingBy(address: number): number {
		let low = 0;
		let high = this.#order.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#order[middle]?.range.start ?? 0) <= address) low = middle + 1;
			else high = middle;
		}

		return low - 1;
	}
}

/** A single pair of an SPD: one range at the cloud's side that may talk with one at the site's. */
interface Mapping {
	readonly cloudSide: string;
	readonly siteSide: string;
}

/**
 * Finds mappings that overlap: both their cloud sides and their site sides share addresses.
 * Source: Tencent Cloud VPN console documentation, "SPD policy" (mappings of one gateway must not overlap).
 * Grows as n log n: mappings are grouped by cloud-side range, and a range lies inside at most 32 others.
 */
export function findMappingOverlaps(mappings: readonly Mapping[]): readonly Overlap[] {
	const groups = groupByCloudSide(mappings);
	const found = new Map<number, number>();
	const note = (index: number, other: number) => {
		if (!found.has(index)) found.set(index, other);
		if (!found.has(other)) found.set(other, index);
	};

	const inside = new Map<Group, number[]>();
	const open: {group: Group; end: number}[] = [];
	for (const {index, range} of sorted(groups.map(group => parseRange(group.cloudSide)))) {
		const group = groups[index];
		if (!group) continue;
		while (open.length > 0 && (open.at(-1)?.end ?? 0) < range.start) open.pop();
		for (const overlap of findOverlaps(group.siteSides))
			note(group.members[overlap.index] ?? 0, group.members[overlap.other] ?? 0);
		for (const {group: around} of open) {
			const members = inside.get(around) ?? [];
			members.push(...group.members);
			inside.set(around, members);
			noteAcross(group, around, note);
		}

		open.push({group, end: range.end});
	}

	// The other way round: a mapping may clash with one that lies inside its cloud side and was noted with another already.
	for (const [around, members] of inside) noteAcross(around, groupOf(members, mappings), note);

	return [...found].map(([index, other]) => ({index, other})).sort((a, b) => a.index - b.index);
}

/** Notes each mapping of `mine` whose site side overlaps one of `theirs`; their cloud sides are known to overlap. */
function noteAcross(mine: Group, theirs: Group, note: (index: number, other: number) => void): void {
	for (const [place, siteSide] of mine.siteSides.entries()) {
		const other = theirs.index.overlapping(siteSide);
		if (other !== undefined) note(mine.members[place] ?? 0, theirs.members[other] ?? 0);
	}
}

/** Mappings whose cloud sides are one range, or all overlap one. */
interface Group {
	readonly members: readonly number[];
	readonly siteSides: readonly string[];
	readonly index: RangeIndex;
}

function groupByCloudSide(mappings: readonly Mapping[]): readonly (Group & {readonly cloudSide: string})[] {
	const members = new Map<string, number[]>();
	for (const [index, {cloudSide}] of mappings.entries()) {
		const {cidr} = parseRange(cloudSide);
		const list = members.get(cidr);
		if (list) list.push(index);
		else members.set(cidr, [index]);
	}

	return [...members].map(([cloudSide, indexes]) => ({cloudSide, ...groupOf(indexes, mappings)}));
}

function groupOf(members: readonly number[], mappings: readonly Mapping[]): Group {
	const siteSides = members.map(index => mappings[index]?.siteSide ?? '0.0.0.0/0');
	return {members, siteSides, index: new RangeIndex(siteSides)};
}

interface Entry {
	readonly index: number;
	readonly range: Range;
}

/** By start, the wider first, so that a range comes after the ones it lies in. */
function sorted(ranges: readonly Range[]): readonly Entry[] {
	return ranges
		.map((range, index) => ({index, range}))
		.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end || a.index - b.index);
}
