import type {CloudErrorInfo} from '../../clouds/contract/cloud.ts';

/** How long it is from one question to the next, ms. Our own choices: the clouds' news of tunnels is not faster than these. */
export interface Ticks {
	/** While something changes, or has within `recentMs`. */
	readonly quickMs: number;
	readonly settledMs: number;
	/** Where no connection stands, and where the cloud refuses to tell. */
	readonly slowMs: number;
	/** The longest while the cloud turns calls away. */
	readonly longestMs: number;
	readonly recentMs: number;
}

export const usualTicks: Ticks = {
	quickMs: 2500,
	settledMs: 10_000,
	slowMs: 60_000,
	longestMs: 300_000,
	recentMs: 60_000,
};

/** On a clock that goes so many times as fast, as an embedded sandbox's may: what goes faster there is asked for more often. */
export function ticksAt(speed = 1): Ticks {
	const factor = Math.max(speed, 1);
	const shorter = (ms: number) => Math.max(ms / factor, 100);
	const {quickMs, settledMs, slowMs, longestMs, recentMs} = usualTicks;
	return {
		quickMs: shorter(quickMs),
		settledMs: shorter(settledMs),
		slowMs: shorter(slowMs),
		longestMs,
		recentMs: shorter(recentMs),
	};
}

/** What the pace of a place depends on. */
export interface Pace {
	/** Of its last good answer; undefined before there was one. */
	readonly connections: number | undefined;
	/** The cloud is at work on one of them. */
	readonly isWorking: boolean;
	/** How long ago something of it changed, ms; Infinity where nothing has. */
	readonly changedAgoMs: number;
	/** Why the last question had no good answer. */
	readonly error: CloudErrorInfo | undefined;
	/** Grows with each call that is turned away, and shrinks with each that is not. */
	readonly turnedAway: number;
}

/** How long it is to the next question while the cloud answers. */
export function tickOf({connections, isWorking, changedAgoMs}: Pace, ticks: Ticks): number {
	if (isWorking || changedAgoMs < ticks.recentMs) return ticks.quickMs;
	return connections === 0 ? ticks.slowMs : ticks.settledMs;
}

/** How long to wait before the next question. @param random from 0 to 1: many places must not ask in step */
export function delayOf(pace: Pace, ticks: Ticks, random: number): number {
	const {error, turnedAway} = pace;
	if (turnedAway > 0) {
		const longer = Math.max(tickOf(pace, ticks), ticks.settledMs) * 2 ** Math.min(turnedAway, 16);
		return Math.min(longer, ticks.longestMs) * (0.75 + random / 2);
	}

	const tick =
		error === undefined
			? tickOf(pace, ticks)
			: isRefusal(error)
				? ticks.slowMs
				: Math.max(ticks.settledMs, ticks.quickMs);
	return tick * (0.95 + random / 10);
}

/** Turned away for having asked too often, and for nothing else. */
export function isTurnedAway({kind, code, retryable}: CloudErrorInfo): boolean {
	return kind === 'api' && retryable && /thrott|limitexceeded|requestlimit|slowdown|toomanyrequests/i.test(code);
}

/** The cloud answered, and asking again changes nothing until somebody has changed something there. */
function isRefusal({kind, retryable}: CloudErrorInfo): boolean {
	return kind === 'api' && !retryable;
}
