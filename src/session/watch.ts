import type {Cloud, CloudErrorInfo, ConnectionStatus, TunnelStatus} from '../clouds/contract/cloud.ts';
import {defaultIntervals, type WatchIntervals} from '../watch/update-snapshot.ts';
import {type Watchable, watch} from '../watch/watch.ts';
import type {WatchSnapshot} from '../watch/watch-snapshot.ts';

export {dueTogether, maintenanceText} from '../watch/maintenance-text.ts';
export type {WatchSnapshot};

/** What is watched, and how often. */
interface WatchTask {
	readonly region: string;
	/** None: every connection of the region. */
	readonly ids: readonly string[];
	readonly signal: AbortSignal;
	/** The clock factor of an embedded sandbox: what goes faster there is asked for more often. */
	readonly speed?: number;
	/** The cloud's own maintenance too, at most hourly. */
	readonly maintenance?: boolean;
}

export function watchTunnels(cloud: Watchable, {ids, speed, ...task}: WatchTask): AsyncIterable<WatchSnapshot> {
	return watch(cloud, {...task, ...(ids.length > 0 ? {ids} : {}), intervals: intervalsAt(speed)});
}

/** How long the pauses between two looks are on a clock of this factor. */
function intervalsAt(speed = 1): WatchIntervals {
	const factor = Math.max(speed, 1);
	const {workingMs, settledMs, longestMs} = defaultIntervals;
	return {
		workingMs: Math.max(workingMs / factor, 100),
		settledMs: Math.max(settledMs / factor, 100),
		longestMs,
	};
}

/** available: nothing more will change by itself at the cloud. up: every tunnel is UP. */
export type Goal = 'available' | 'up';

/** What changes while a connection is waited for. */
export type WaitNews =
	| {readonly type: 'no-answer'; readonly error: CloudErrorInfo}
	| {readonly type: 'state'; readonly status: ConnectionStatus}
	/** `index`: from 0, in the order of the connection. */
	| {readonly type: 'tunnel'; readonly index: number; readonly tunnel: TunnelStatus};

interface WaitOptions extends Omit<WatchTask, 'ids'> {
	readonly id: string;
	readonly goal: Goal;
	/** Ends the wait, as of AbortSignal.timeout. */
	readonly limit: AbortSignal;
	/** Told what changes meanwhile. */
	readonly tell: (news: WaitNews) => void;
}

export interface WaitResult {
	/** gone: the connection was deleted or failed. timeout, cancelled: it may still come. */
	readonly end: 'reached' | 'gone' | 'timeout' | 'cancelled';
	/** As last seen. */
	readonly status: ConnectionStatus | undefined;
	/** How many of the last polls failed, one after the other. */
	readonly tries: number;
	/** Set when the last poll failed. */
	readonly error: CloudErrorInfo | undefined;
}

/** Watches a connection until it is where it should be. */
export async function waitFor(cloud: Pick<Cloud, 'id' | 'status'>, options: WaitOptions): Promise<WaitResult> {
	const {id, goal, signal, limit, tell, ...task} = options;
	const snapshots = watchTunnels(cloud, {...task, ids: [id], signal: AbortSignal.any([signal, limit])});
	let status: ConnectionStatus | undefined;
	let error: CloudErrorInfo | undefined;
	let tries = 0;
	for await (const snapshot of snapshots) {
		if (snapshot.polling) continue;
		if (snapshot.error && snapshot.error.code !== error?.code) tell({type: 'no-answer', error: snapshot.error});
		error = snapshot.error;
		tries = error ? tries + 1 : 0;
		const now = snapshot.connections.find(connection => connection.id === id);
		if (now) for (const news of newsOf(status, now)) tell(news);
		status = now ?? status;
		if (status?.phase === 'gone') return {end: 'gone', status, error, tries};
		if (status && reached(status, goal)) return {end: 'reached', status, error, tries};
	}

	return {end: signal.aborted ? 'cancelled' : 'timeout', status, error, tries};
}

/** Whether every tunnel of a connection is UP; one without tunnels is not. */
export function isUp(status: ConnectionStatus): boolean {
	return status.tunnels.length > 0 && status.tunnels.every(tunnel => tunnel.state === 'UP');
}

function reached(status: ConnectionStatus, goal: Goal): boolean {
	return goal === 'available' ? status.phase === 'settled' : status.phase === 'settled' && isUp(status);
}

function newsOf(before: ConnectionStatus | undefined, now: ConnectionStatus): readonly WaitNews[] {
	const state: readonly WaitNews[] = before?.state === now.state ? [] : [{type: 'state', status: now}];
	const tunnels = now.tunnels.flatMap((tunnel, index): readonly WaitNews[] => {
		const was = before?.tunnels.find(candidate => candidate.key === tunnel.key);
		return was?.state === tunnel.state && was.message === tunnel.message ? [] : [{type: 'tunnel', index, tunnel}];
	});
	return [...state, ...tunnels];
}
