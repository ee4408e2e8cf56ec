import type {Spell} from '../../watch/fleet/fleet.ts';

/**
 * What a tunnel was, in cells of equal length up to `to`, oldest first. A cell in which it was DOWN says so, however short that was; UP is only what was
 * seen for half of the cell at least, or lately in the cell that goes on.
 * @param spanMs how far back the first cell begins
 */
export function historyCells(
	spells: readonly Spell[],
	to: number,
	spanMs: number,
	count: number,
): readonly Spell['state'][] {
	const cell = spanMs / count;
	return Array.from({length: count}, (_, index): Spell['state'] => {
		const from = to - spanMs + index * cell;
		const isNewest = index === count - 1;
		const seen = {UP: 0, DOWN: 0, UNKNOWN: 0, unseen: 0};
		for (const spell of spells) {
			const overlap = Math.min(spell.to, from + cell) - Math.max(spell.from, from);
			// a state that was seen once has no length
			if (
				overlap > 0 ||
				(spell.from === spell.to && spell.from >= from && (spell.from < from + cell || (isNewest && spell.from <= to)))
			)
				seen[spell.state] += Math.max(1, overlap);
		}

		if (seen.DOWN > 0) return 'DOWN';
		if (isNewest ? seen.UP > 0 && seen.UNKNOWN === 0 : seen.UP >= cell / 2) return 'UP';
		return seen.UNKNOWN > 0 ? 'UNKNOWN' : 'unseen';
	});
}
