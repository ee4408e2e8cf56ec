import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {overlaps} from '../../src/connection/networks.ts';
import {findMappingOverlaps, findOverlaps, RangeIndex} from '../../src/connection/overlap.ts';

const cidr = fc
	.tuple(
		fc.integer({min: 0, max: 3}),
		fc.integer({min: 0, max: 255}),
		fc.integer({min: 0, max: 255}),
		fc.integer({min: 6, max: 32}),
	)
	.map(([a, b, c, prefix]) => `10.${a}.${b}.${c}/${prefix}`);

describe('an overlap is never missed and never invented: either would cut off an office', () => {
	it('finds exactly the ranges that a comparison of every pair finds', () => {
		fc.assert(
			fc.property(fc.array(cidr, {maxLength: 40}), cidrs => {
				const expected = cidrs.flatMap((mine, index) =>
					cidrs.some((theirs, other) => other !== index && overlaps(mine, theirs)) ? [index] : [],
				);
				const found = findOverlaps(cidrs);
				expect(found.map(({index}) => index)).toEqual(expected);
				for (const {index, other} of found) {
					expect(other).not.toBe(index);
					expect(overlaps(cidrs[index]!, cidrs[other]!)).toBe(true);
				}
			}),
		);
	});

	it('answers for one range against many as a scan would', () => {
		fc.assert(
			fc.property(fc.array(cidr, {maxLength: 40}), cidr, (cidrs, wanted) => {
				const found = new RangeIndex(cidrs).overlapping(wanted);
				if (found === undefined) expect(cidrs.some(other => overlaps(other, wanted))).toBe(false);
				else expect(overlaps(cidrs[found]!, wanted)).toBe(true);
			}),
		);
	});

	it('finds exactly the mappings whose both sides overlap', () => {
		const mapping = fc.record({cloudSide: cidr, siteSide: cidr});
		fc.assert(
			fc.property(fc.array(mapping, {maxLength: 30}), mappings => {
				const clash = (a: number, b: number) =>
					overlaps(mappings[a]!.cloudSide, mappings[b]!.cloudSide) &&
					overlaps(mappings[a]!.siteSide, mappings[b]!.siteSide);
				const expected = mappings.flatMap((_, index) =>
					mappings.some((__, other) => other !== index && clash(index, other)) ? [index] : [],
				);
				const found = findMappingOverlaps(mappings);
				expect(found.map(({index}) => index)).toEqual(expected);
				for (const {index, other} of found) expect(clash(index, other)).toBe(true);
			}),
		);
	});
});
