import {causeRow} from './causes/registry.ts';
import type {Known, Sign} from './why.ts';

/**
 * Whether the cloud says that what a sign of the past tells of works by now: its tunnel is UP, and has been since then. Signs without a time stay where only some
 * of the tunnels are UP.
 */
export function isOver(
	{cause, quote, tunnel}: Sign,
	{connection, tunnels}: Pick<Known, 'connection' | 'tunnels'>,
): boolean {
	const over = causeRow(cause)?.over;
	if (over !== 'ike' && over !== 'ipsec') return false;
	if (quote.from !== 'site log' && quote.from !== 'cloud log') return false;
	const asked = tunnel === undefined ? tunnels : [tunnel];
	return asked.every(number => {
		const status = connection.tunnels[number - 1];
		if (status?.state !== 'UP') return false;
		return quote.at === undefined || status.since === undefined || quote.at <= status.since;
	});
}
