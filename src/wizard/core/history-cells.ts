import type {Spell} from '../../watch/fleet/fleet.ts';

/** up: all tunnels were, as far as it was seen. down: none was. part: some were, or for some of the time. unknown: nobody looked, or the cloud did not tell. */
export type HistoryCell = 'up' | 'part' | 'down' | 'unknown';

const hourMs = 3_600_000;

/**
 * The last hour of tunnels in so many cells, oldest first; the last one is the one that goes on. It is the same for one tunnel and for all of a connection. Cells stand
 * still: they begin at whole minutes, and a second in which nothing changes changes none. That a tunnel was DOWN is told however short that was; UP is only
 * what was seen for half of a cell at least, or lately in the one that goes on.
 * @param tunnels the spells of each; the last one lasts until the newest good answer
 * @param asOf when that was asked for: behind it nothing is known
 */
export function historyCells(
	tunnels: readonly (readonly Spell[])[],
	{now, asOf, count}: {readonly now: number; readonly asOf: number | undefined; readonly count: number},
): readonly HistoryCell[] {
	const cellMs = hourMs / count;
	const end = (Math.floor(now / cellMs) + 1) * cellMs;
	return Array.from({length: count}, (_, index): HistoryCell => {
		const from = end - (count - index) * cellMs;
		const isNewest = index === count - 1;
		const seen = tunnels.map(spells => seenIn(spells, from, from + cellMs, asOf));
		const isDown = seen.some(({DOWN}) => DOWN > 0);
		const isUp = seen.some(({UP}) => UP > 0);
		if (isDown) return isUp ? 'part' : 'down';
		return isUp && seen.every(({UP}) => (isNewest ? UP > 0 : UP >= cellMs / 2)) ? 'up' : 'unknown';
	});
}

/** For how long each state was seen within a span, ms; what was seen once has no length and counts as 1. */
function seenIn(
	spells: readonly Spell[],
	from: number,
	to: number,
	asOf: number | undefined,
): Readonly<Record<Spell['state'], number>> {
	const seen = {UP: 0, DOWN: 0, UNKNOWN: 0, unseen: 0};
	for (const [index, spell] of spells.entries()) {
		const end = index === spells.length - 1 ? Math.max(spell.to, asOf ?? spell.to) : spell.to;
		const overlap = Math.min(end, to) - Math.max(spell.from, from);
		if (overlap > 0) seen[spell.state] += overlap;
		else if (spell.from === end && spell.from >= from && spell.from < to) seen[spell.state] += 1;
	}

	return seen;
}
