import type {Cloud, CloudErrorInfo, ConnectionStatus} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import type {WatchIntervals} from '../watch/update-snapshot.ts';
import {watch} from '../watch/watch.ts';
import {isUp} from './status-text.ts';

/** available: nothing more will change by itself at the cloud. up: every tunnel is UP. */
export type Goal = 'available' | 'up';

export interface WaitOptions {
	readonly region: string;
	readonly id: string;
	readonly goal: Goal;
	/** Ends the wait, as of AbortSignal.timeout. */
	readonly limit: AbortSignal;
	readonly signal: AbortSignal;
	readonly intervals?: Partial<WatchIntervals>;
	/** Told what changes meanwhile. */
	readonly say: (line: string) => void;
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
export async function waitFor(cloud: Cloud, options: WaitOptions): Promise<WaitResult> {
	const {region, id, goal, signal, say} = options;
	const snapshots = watch(cloud, {
		region,
		ids: [id],
		signal: AbortSignal.any([signal, options.limit]),
		...(options.intervals === undefined ? {} : {intervals: options.intervals}),
	});
	let status: ConnectionStatus | undefined;
	let error: CloudErrorInfo | undefined;
	let tries = 0;
	for await (const snapshot of snapshots) {
		if (snapshot.polling) continue;
		if (snapshot.error && snapshot.error.code !== error?.code)
			say(
				`no answer: ${printable([snapshot.error.code, snapshot.error.says ?? snapshot.error.message].filter(Boolean).join(': '))}`,
			);
		error = snapshot.error;
		tries = error ? tries + 1 : 0;
		const now = snapshot.connections.find(connection => connection.id === id);
		if (now) for (const line of changes(status, now)) say(line);
		status = now ?? status;
		if (status?.phase === 'gone') return {end: 'gone', status, error, tries};
		if (status && reached(status, goal)) return {end: 'reached', status, error, tries};
	}

	return {end: signal.aborted ? 'cancelled' : 'timeout', status, error, tries};
}

function reached(status: ConnectionStatus, goal: Goal): boolean {
	return goal === 'available' ? status.phase === 'settled' : status.phase === 'settled' && isUp(status);
}

function changes(before: ConnectionStatus | undefined, now: ConnectionStatus): readonly string[] {
	const lines = before?.state === now.state ? [] : [`${now.id}: ${printable(now.state)}`];
	for (const [index, tunnel] of now.tunnels.entries()) {
		const was = before?.tunnels.find(candidate => candidate.key === tunnel.key);
		if (was?.state !== tunnel.state || was.message !== tunnel.message)
			lines.push(
				[`tunnel ${index + 1}`, tunnel.outsideAddress ?? '', tunnel.state, printable(tunnel.message)]
					.filter(Boolean)
					.join('  '),
			);
	}

	return lines;
}
