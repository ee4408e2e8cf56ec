import type {Cloud} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {pause} from '../clouds/net/pause.ts';
import {KeptMaintenance} from './maintenance.ts';
import {
	defaultIntervals,
	startWatching,
	updateSnapshot,
	type WatchEvent,
	type WatchIntervals,
} from './update-snapshot.ts';
import type {WatchSnapshot} from './watch-snapshot.ts';

/** What is asked of a cloud to watch it. */
export type Watchable = Pick<Cloud, 'id' | 'status' | 'maintenance'>;

interface WatchOptions {
	readonly region: string;
	/** Narrows what is shown; the cloud is asked with one call all the same. */
	readonly ids?: readonly string[];
	readonly intervals?: Partial<WatchIntervals>;
	/** The cloud's own maintenance is asked for beside the polls, at most hourly for a connection. */
	readonly maintenance?: boolean;
	readonly signal: AbortSignal;
	/** Milliseconds since the epoch. */
	readonly now?: () => number;
	/** Rejects when the signal is aborted. */
	readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Counts of routes that take calls of their own are read twice a minute: our own choice, to leave the clouds' limits of rate to others. */
const oldRoutesMs = 30_000;

/**
 * Watches the connections of a cloud's region: one `status` call a poll, however many connections. One snapshot when a poll begins, one when it ends; it ends
 * when the signal is aborted or the reader leaves. A reader that does not pull stops the polling too. CloudErrors stand in the snapshot; anything else thrown is
 * a bug and ends the stream. Many regions and accounts are watched by `fleet/`.
 */
export async function* watch(cloud: Watchable, options: WatchOptions): AsyncGenerator<WatchSnapshot, void, undefined> {
	const {region, ids, signal} = options;
	const now = options.now ?? Date.now;
	const sleep = options.sleep ?? pause;
	const intervals = {...defaultIntervals, ...options.intervals};
	const maintenance = options.maintenance ? new KeptMaintenance(cloud, region, now) : undefined;
	let state = startWatching(cloud.id, region, now());
	while (!signal.aborted) {
		state = updateSnapshot(state, {type: 'asking', at: now()}, intervals);
		yield state.snapshot;
		const event = await ask();
		if (event === undefined) return;
		state = updateSnapshot(state, event, intervals);
		yield state.snapshot;
		await rest(state.snapshot.nextAt - now());
	}

	async function ask(): Promise<WatchEvent | undefined> {
		try {
			const answer = await cloud.status(region, ids, signal, oldRoutesMs);
			const {connections, unread} = maintenance?.join(answer, signal) ?? {connections: answer};
			return {type: 'answered', at: now(), connections, ...(unread ? {maintenanceUnread: unread} : {})};
		} catch (error) {
			if (signal.aborted) return undefined;
			if (error instanceof CloudError) return {type: 'failed', at: now(), error: error.info};
			throw error;
		}
	}

	async function rest(ms: number): Promise<void> {
		try {
			if (!signal.aborted && ms > 0) await sleep(ms, signal);
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}
}
