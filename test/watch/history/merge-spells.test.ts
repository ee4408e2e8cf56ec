import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Spell} from '../../../src/watch/fleet/fleet.ts';
import {mergeSpells} from '../../../src/watch/history/merge-spells.ts';

/* What a user would lose: with two terminals open, the times that one of them saw; or a time that neither looked at is told as seen. */

const spell = fc
	.record({
		state: fc.constantFrom('UP' as const, 'DOWN' as const, 'UNKNOWN' as const),
		from: fc.integer({min: 0, max: 200}),
		length: fc.integer({min: 1, max: 60}),
	})
	.map(({state, from, length}): Spell => ({state, from, to: from + length}));

/** The spells of one watch: one after the other, with times between them that nobody saw. */
const watch = fc.array(spell, {maxLength: 8}).map(spells => {
	const sorted = [...spells].sort((one, other) => one.from - other.from);
	return sorted.flatMap((each, index): Spell[] => {
		const to = Math.min(each.to, sorted[index + 1]?.from ?? each.to);
		return to > each.from ? [{...each, to}] : [];
	});
});

const stateAt = (spells: readonly Spell[], at: number) =>
	spells.find(({from, to, state}) => state !== 'unseen' && from <= at && at < to)?.state;

describe('the histories of two watches', () => {
	it('hold what either saw, and nothing that neither did', () => {
		fc.assert(
			fc.property(watch, watch, (one, other) => {
				const merged = mergeSpells(one, other);
				for (let at = 0; at <= 262; at += 1) {
					const told = stateAt(merged, at);
					const seen = [stateAt(one, at), stateAt(other, at)].filter(state => state !== undefined);
					if (seen.length === 0) expect(told).toBeUndefined();
					else expect(seen).toContain(told);
				}

				for (const [index, {from, to}] of merged.entries()) {
					expect(to).toBeGreaterThan(from);
					if (index > 0) expect(from).toBe(merged[index - 1]?.to);
				}
			}),
		);
	});

	it('stay as they are where nothing is added', () => {
		fc.assert(
			fc.property(watch, watch, (one, other) => {
				const merged = mergeSpells(one, other);
				expect(mergeSpells([], merged)).toEqual(merged);
				expect(mergeSpells(merged, [])).toEqual(merged);
			}),
		);
	});
});
