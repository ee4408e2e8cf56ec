import type {CloudErrorInfo, CloudId, ConnectionStatus} from '../clouds/contract/cloud.ts';
import type {TunnelChange, WatchSnapshot} from './watch-snapshot.ts';

/** How many changes a snapshot keeps, however long it is watched. */
export const maxChanges = 200;

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
			changes: [],
		},
	};
}

/** Pure: the state after an event. The last good answer is kept through errors; changes are bounded. */
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
			changes: [
				...(snapshot.asOf === undefined ? [] : changesBetween(snapshot.connections, event.connections, event.at)),
				...snapshot.changes,
			].slice(0, maxChanges),
		},
	};
}

/** A cloud that turns calls away is asked ever less often; a broken network is tried at the settled pace. */
function delayAfterFailure(error: CloudErrorInfo, failures: number, intervals: WatchIntervals): number {
	if (error.kind !== 'api' || !error.retryable) return intervals.settledMs;
	return Math.min(intervals.settledMs * 2 ** Math.min(failures, 16), intervals.longestMs);
}

function changesBetween(
	before: readonly ConnectionStatus[],
	after: readonly ConnectionStatus[],
	at: number,
): readonly TunnelChange[] {
	const known = new Map(
		before.flatMap(connection =>
			connection.tunnels.map(tunnel => [tunnelKey(connection.id, tunnel.key), tunnel.state] as const),
		),
	);
	return after.flatMap(connection =>
		connection.tunnels.flatMap(tunnel => {
			const from = known.get(tunnelKey(connection.id, tunnel.key));
			// a tunnel first seen DOWN is how every tunnel begins: no news
			if (from === tunnel.state || (from === undefined && tunnel.state !== 'UP')) return [];
			const change = {at, connectionId: connection.id, tunnel: tunnel.key, from, to: tunnel.state};
			// copied: a piece of text keeps the whole answer that it was cut from, and with AWS the keys that stand in it
			return [structuredClone({...change, message: tunnel.message})];
		}),
	);
}

/** Two Tencent Cloud tunnels of one gateway share their outside address. */
function tunnelKey(connectionId: string, tunnel: string): string {
	return `${connectionId} ${tunnel}`;
}
