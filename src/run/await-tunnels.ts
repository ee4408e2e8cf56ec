import type {Cloud, ConnectionStatus, RunContext, TunnelName, TunnelStatus} from '../clouds/contract/cloud.ts';
import {CloudError, cloudError} from '../clouds/contract/cloud-error.ts';
import type {TrafficTimes} from './traffic-times.ts';

/** What a wait needs. */
export interface TrafficWait extends Pick<RunContext, 'signal' | 'waiting'> {
	readonly cloud: Pick<Cloud, 'id' | 'status'>;
	readonly region: string;
	readonly times: TrafficTimes;
	/** Connections that are looked at beside those of the tunnels that are waited for. */
	readonly beside?: readonly string[];
	/** Whether the cloud tells, with BGP, how many routes it accepts from each tunnel. */
	readonly tellsRoutes: boolean;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A tunnel as it was seen. */
export interface Seen {
	readonly status: TunnelStatus | undefined;
	readonly routing: ConnectionStatus['routing'] | undefined;
}

/** How a tunnel has to be. */
interface Wanted {
	readonly tunnel: TunnelName;
	/** Why it is not as wanted, behind its name: `is DOWN`. */
	readonly lacks: (seen: Seen) => string | undefined;
	/** How long it must have been as wanted, as seen here. */
	readonly steadyMs: number;
	/** Whether the cloud's own word on how long is enough. */
	readonly isSteady?: (status: TunnelStatus) => boolean;
}

/** What is said meanwhile, and where it does not come to be. */
interface WaitWords extends TrafficWait {
	/** `how`: why it is not as wanted; undefined where it is, and has not been for long enough. */
	readonly says: (tunnel: TunnelName, how: string | undefined) => string;
	readonly refusal?: (tunnel: TunnelName, how: string) => CloudError;
	readonly late: (tunnel: TunnelName, how: string | undefined) => {says: string; message: string; mend: string};
}

/**
 * Looks again and again until all is as wanted. A look without an answer says nothing: what was seen before has to be seen anew.
 * @returns the last look; undefined where nothing was wanted
 */
export async function waitUntil(
	wanted: readonly Wanted[],
	words: WaitWords,
): Promise<readonly ConnectionStatus[] | undefined> {
	if (wanted.length === 0) return undefined;
	const {cloud, times, signal, sleep, waiting} = words;
	// not by the clock, which can be set meanwhile; a pause counts as what it was meant to be
	const began = performance.now();
	let at = 0;
	const ids = [...new Set([...wanted.map(({tunnel}) => tunnel.connectionId), ...(words.beside ?? [])])];
	const since = new Map<Wanted, number>();
	let left: Left | undefined;
	for (;;) {
		const answer = await look(ids, words);
		if (answer) {
			left = firstLeft(wanted, answer, since, at);
			if (!left) return answer;
			if (left.how !== undefined && words.refusal && at >= times.firstLookMs)
				throw words.refusal(left.tunnel, left.how);
			waiting?.(words.says(left.tunnel, left.how));
		} else {
			since.clear();
			const [first] = wanted;
			left = first && {tunnel: first.tunnel, how: 'could not be looked at'};
		}

		if (left && at >= times.limitMs)
			throw cloudError(cloud.id, {kind: 'timeout', ...words.late(left.tunnel, left.how)});
		await sleep(times.pollMs, signal);
		at = Math.max(performance.now() - began, at + times.pollMs);
	}
}

/**
 * One look at the connections `beside` that has an answer; undefined where none came in all the time that a wait takes, or there are none.
 * @throws CloudError that no further look would mend
 */
export async function lookOnce(wait: TrafficWait): Promise<readonly ConnectionStatus[] | undefined> {
	const {times, signal, sleep, beside: ids = []} = wait;
	if (ids.length === 0) return undefined;
	for (let at = 0; at <= times.limitMs; at += times.pollMs) {
		const answer = await look(ids, wait);
		if (answer) return answer;
		await sleep(times.pollMs, signal);
	}

	return undefined;
}

/** A tunnel that is not as wanted, and how it is; `how` is undefined where it only has not been so for long enough. */
interface Left {
	readonly tunnel: TunnelName;
	readonly how: string | undefined;
}

/**
 * What is still waited for; what is not as wanted comes before what only has to stay so.
 * @param since from when on each is as wanted, in a row; kept up here
 * @param at when this was seen, ms since the wait began
 */
function firstLeft(
	wanted: readonly Wanted[],
	answer: readonly ConnectionStatus[],
	since: Map<Wanted, number>,
	at: number,
): Left | undefined {
	const left = wanted.flatMap((each): readonly Left[] => {
		const {tunnel, steadyMs, isSteady} = each;
		const seen = seenOf(answer, tunnel);
		const how = each.lacks(seen);
		if (how !== undefined) {
			since.delete(each);
			return [{tunnel, how}];
		}

		const from = since.get(each) ?? at;
		since.set(each, from);
		return at - from >= steadyMs || (seen.status && isSteady?.(seen.status)) ? [] : [{tunnel, how}];
	});
	return left.find(({how}) => how !== undefined) ?? left[0];
}

/** One look; undefined where no answer came. @throws CloudError that no further look would mend */
async function look(
	ids: readonly string[],
	{cloud, region, signal, waiting}: TrafficWait,
): Promise<readonly ConnectionStatus[] | undefined> {
	try {
		const answer = await cloud.status(region, ids, signal);
		const gone = answer.find(({id, phase}) => phase === 'gone' && ids.includes(id));
		if (gone) throw cloudError(cloud.id, {says: `${gone.id} is not there any more: ${gone.state}`, gone: true});
		return answer;
	} catch (error) {
		if (!(error instanceof CloudError) || signal.aborted) throw error;
		const {kind, retryable, code, says, message} = error.info;
		if (!retryable && kind !== 'network' && kind !== 'timeout' && kind !== 'protocol') throw error;
		waiting?.(`the tunnels were not told (${code || (says ?? message)}): looking again`);
		return undefined;
	}
}

/** A tunnel in what was told. */
export function seenOf(answer: readonly ConnectionStatus[], {connectionId, key}: TunnelName): Seen {
	const connection = answer.find(({id}) => id === connectionId);
	const tunnels = connection?.tunnels ?? [];
	// a cloud whose connection is one tunnel may name it by the connection
	const status = tunnels.find(tunnel => tunnel.key === key) ?? (tunnels.length === 1 ? tunnels[0] : undefined);
	return {status, routing: connection?.routing};
}
