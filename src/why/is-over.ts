import {causeRow} from './causes/registry.ts';
import type {Known, Sign} from './why.ts';

/** What is said of a tunnel may be as late as this, ms: a line that is newer is believed rather. */
const lateMs = 10 * 60_000;

/** Whether the cloud says that what a line of the past tells of works by now: its tunnel is UP, and has been since then. A line without a time stays. */
export function isOver(
	{cause, quote, tunnel}: Sign,
	{connection, tunnels, now}: Pick<Known, 'connection' | 'tunnels' | 'now'>,
): boolean {
	const over = causeRow(cause)?.over;
	const {at, from} = quote;
	if ((over !== 'ike' && over !== 'ipsec') || at === undefined || !/log$/.test(from)) return false;
	const asked = tunnel === undefined ? tunnels : [tunnel];
	return asked.every(number => {
		const status = connection.tunnels[number - 1];
		return status?.state === 'UP' && at <= (status.since ?? now - lateMs);
	});
}
