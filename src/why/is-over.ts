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

/** What is left of the weight of a line of a log that is long past, of a tunnel that the cloud says is UP: it may come back, and nothing shows that it does. */
const leftOfPast = 0.3;
/** From here on it is past, ms. */
const pastMs = 60 * 60_000;

/** A sign of what comes back by its nature, as much as it counts by now. */
export function asOfNow(sign: Sign, {connection, tunnels, now}: Pick<Known, 'connection' | 'tunnels' | 'now'>): Sign {
	const {cause, quote, tunnel, weight} = sign;
	const asked = tunnel === undefined ? tunnels : [tunnel];
	const isUp = asked.every(number => connection.tunnels[number - 1]?.state === 'UP');
	const isPast = quote.at !== undefined && now - quote.at > pastMs && /log$/.test(quote.from);
	return causeRow(cause)?.over === 'stays' && isUp && isPast ? {...sign, weight: weight * leftOfPast} : sign;
}
