import type {Environment} from '../connection/environment.ts';
import type {FleetSnapshot} from '../watch/fleet/fleet.ts';
import {FleetNewsFeed} from './fleet-news.ts';
import {type OnChange, runOnChange} from './on-change.ts';
import {type CallCounts, type ListenAddress, type ServedMetrics, serveFleetMetrics} from './serve-metrics.ts';

/** Who else is told of a fleet that is watched. */
export interface FollowWishes {
	/** A program for each change, with its arguments, as one text. */
	readonly exec?: string;
	/** Where metrics are served. */
	readonly metrics?: ListenAddress;
}

interface FollowOptions extends FollowWishes {
	readonly env: Environment;
	readonly calls: CallCounts;
	/** Told what goes wrong with one of them: plain lines. */
	readonly warn: (line: string) => void;
}

/** What follows one fleet. */
export interface FleetFollower {
	/** Each of its snapshots is given to this. */
	see(snapshot: FleetSnapshot): void;
	/** Nobody watches it any more: nothing is known by now. */
	end(): void;
}

/** The program and the metrics beside a watch. They outlive the fleet that is watched: the wizard may watch another one. */
export interface FleetFollowers {
	/** Where metrics are served; undefined where they are not. */
	readonly metrics: Pick<ServedMetrics, 'url' | 'warning'> | undefined;
	/** For a fleet from its first snapshot on. */
	begin(): FleetFollower;
	close(): Promise<void>;
}

/**
 * Opens what is wished for. What can't be is said before anything is watched.
 * @throws UserError for a program that is not there, an address that can't be listened on
 */
export async function followFleet({exec, metrics, env, calls, warn}: FollowOptions): Promise<FleetFollowers> {
	const hook: OnChange | undefined = exec === undefined ? undefined : runOnChange({command: exec, env, warn});
	const served = metrics === undefined ? undefined : await serveFleetMetrics(metrics, calls);
	return {
		metrics: served,
		begin() {
			const feed = hook ? new FleetNewsFeed() : undefined;
			return {
				see(snapshot) {
					served?.see(snapshot);
					if (feed) hook?.tell(feed.take(snapshot));
				},
				end: () => served?.see(undefined),
			};
		},
		async close() {
			await Promise.all([hook?.close(), served?.close()]);
		},
	};
}
