import {causeRow} from './causes/registry.ts';
import type {Known, Sign} from './why.ts';

/** What is said of a tunnel may be as late as this, ms: a line that is newer is believed rather. */
const lateMs = 10 * 60_000;

/** A tunnel falls as long as this after what made it fall, ms: the SAs that it has live on when they can't be renewed. */
const beforeFallMs = 30 * 60_000;

/**
 * Whether the cloud says that what a line of the past tells of works by now: its tunnel is UP, and has been since then, or it was UP in
 * between, and fell later. A line without a time stays.
 */
export function isOver(
	{cause, quote, tunnel}: Sign,
	{connection, tunnels, now, changes = []}: Pick<Known, 'connection' | 'tunnels' | 'now' | 'changes'>,
): boolean {
	const over = causeRow(cause)?.over;
	const {at, from} = quote;
	if ((over !== 'ike' && over !== 'ipsec') || at === undefined || !/log$/.test(from)) return false;
	const asked = tunnel === undefined ? tunnels : [tunnel];
	return asked.every(number => {
		const status = connection.tunnels[number - 1];
		const cameUp = changes.some(
			({id, what, at: then}) =>
				id === connection.id && what.kind === 'tunnel' && what.number === number && what.to === 'UP' && then >= at,
		);
		if (cameUp) return true;
		if (status?.state === 'DOWN') return status.since !== undefined && at < status.since - beforeFallMs;
		return status?.state === 'UP' && at <= (status.since ?? now - lateMs);
	});
}
