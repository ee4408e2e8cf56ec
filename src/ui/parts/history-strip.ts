import type {FleetConnection} from '../../watch/fleet/fleet.ts';
import {historyCells} from '../../wizard/core/history-cells.ts';
import type {Glyphs} from '../look.tsx';

/** Five minutes a cell. */
export const stripCells = 12;

/**
 * The last hour of all tunnels of a connection, the newest cell at the right.
 * @param asOf when the last good answer came: behind it nothing is known
 */
export function stripOf(
	{history}: Pick<FleetConnection, 'history'>,
	now: number,
	asOf: number | undefined,
	glyphs: Glyphs,
): string {
	const tunnels = history.map(({spells}) => spells);
	return historyCells(tunnels, {now, asOf, count: stripCells})
		.map(cell => glyphs.bar[cell])
		.join('');
}
