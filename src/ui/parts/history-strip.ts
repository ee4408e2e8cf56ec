import type {FleetConnection, Spell} from '../../watch/fleet/fleet.ts';
import type {Glyphs} from '../look.tsx';

/** Five minutes a cell: a quiet tick changes none of them. */
const cellMs = 300_000;
export const stripCells = 12;

type Cell = 'up' | 'part' | 'down' | 'unknown';

/**
 * The last hour of all tunnels of a connection, the newest cell at the right. up: all of them were, all the time. down: none was. part: some, or for some of the
 * time. unknown: nobody looked, or the cloud did not tell.
 * @param asOf when the last good answer came: behind it nothing is known
 */
export function stripOf(
	{history}: Pick<FleetConnection, 'history'>,
	now: number,
	asOf: number | undefined,
	glyphs: Glyphs,
): string {
	const end = (Math.floor(now / cellMs) + 1) * cellMs;
	return Array.from({length: stripCells}, (_, index) => {
		const from = end - (stripCells - index) * cellMs;
		return glyphs.bar[
			cellOf(
				history.map(({spells}) => spells),
				from,
				Math.min(from + cellMs, now),
				asOf,
			)
		];
	}).join('');
}

function cellOf(tunnels: readonly (readonly Spell[])[], from: number, to: number, asOf: number | undefined): Cell {
	const states = new Set(tunnels.flatMap(spells => statesIn(spells, from, to, asOf)));
	const known = [...states].filter(state => state === 'UP' || state === 'DOWN');
	if (known.length === 0) return 'unknown';
	if (known.length === 2) return 'part';
	return known[0] === 'UP' ? 'up' : 'down';
}

/** The states that were seen within a span. The last spell goes on as long as somebody looked. */
function statesIn(
	spells: readonly Spell[],
	from: number,
	to: number,
	asOf: number | undefined,
): readonly Spell['state'][] {
	return spells.flatMap((spell, index) => {
		const end = index === spells.length - 1 ? Math.max(spell.to, asOf ?? spell.to) : spell.to;
		return spell.from < to && end > from ? [spell.state] : [];
	});
}
