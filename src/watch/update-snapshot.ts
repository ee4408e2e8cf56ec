import type {CloudErrorInfo, CloudId, ConnectionStatus} from '../clouds/contract/cloud.ts';
import type {WatchSnapshot} from './watch-snapshot.ts';

/** What happens while watching. Times are ms since the epoch. */
export type WatchEvent =
	| {readonly type: 'asking'; readonly at: number}
	| {
			readonly type: 'answered';
			readonly at: number;
			readonly connections: readonly ConnectionStatus[];
			/** Why the cloud's own maintenance is not told, where it was asked for. */
			readonly maintenanceUnread?: CloudErrorInfo;
	  }
	| {readonly type: 'failed'; readonly at: number; readonly error: CloudErrorInfo};

/** How long to wait between polls, ms. */
export interface WatchIntervals {
	/** While something is on its way. */
	readonly workingMs: number;
	/** While nothing is. */
	readonly settledMs: number;
	/** The longest back-off while the cloud turns calls away. */
	readonly longestMs: number;
}

export const defaultIntervals: WatchIntervals = {workingMs: 2500, settledMs: 5000, longestMs: 120_000};

/** A watch's state: what is shown, and how often in a row the cloud has not answered. */
interface WatchState {
	readonly snapshot: WatchSnapshot;
	readonly failures: number;
}

/** Before the first poll. */
export function startWatching(cloud: CloudId, region: string, at: number): WatchState {
	return {
		failures: 0,
		snapshot: {
			cloud,
			region,
			connections: [],
			asOf: undefined,
			nextAt: at,
			error: undefined,
			polling: false,
		},
	};
}

/** Pure: the state after an event. The last good answer is kept through errors. */
export function updateSnapshot(state: WatchState, event: WatchEvent, intervals: WatchIntervals): WatchState {
	const {snapshot} = state;
	if (event.type === 'asking') return {...state, snapshot: {...snapshot, polling: true}};
	if (event.type === 'failed') {
		const failures = state.failures + 1;
		return {
			failures,
			snapshot: {
				...snapshot,
				polling: false,
				error: event.error,
				nextAt: event.at + delayAfterFailure(event.error, failures, intervals),
			},
		};
	}

	const {maintenanceUnread: _before, ...before} = snapshot;
	const working = event.connections.some(connection => connection.phase === 'working');
	return {
		failures: 0,
		snapshot: {
			...before,
			...(event.maintenanceUnread ? {maintenanceUnread: event.maintenanceUnread} : {}),
			connections: event.connections,
			asOf: event.at,
			nextAt: event.at + (working ? intervals.workingMs : intervals.settledMs),
			error: undefined,
			polling: false,
		},
	};
}

/** A cloud that turns calls away is asked ever less often; a broken network is tried at the settled pace. */
function delayAfterFailure(error: CloudErrorInfo, failures: number, intervals: WatchIntervals): number {
	if (error.kind !== 'api' || !error.retryable) return intervals.settledMs;
	return Math.min(intervals.settledMs * 2 ** Math.min(failures, 16), intervals.longestMs);
}
