import type {Cloud} from '../clouds/contract/cloud.ts';
import {defaultIntervals, type WatchIntervals} from '../watch/update-snapshot.ts';
import {type Watch, watch} from '../watch/watch.ts';

export type {WatchSnapshot} from '../watch/watch-snapshot.ts';

/** What is watched, and how often. */
export interface WatchTask {
	readonly region: string;
	/** None: every connection of the region. */
	readonly ids: readonly string[];
	readonly signal: AbortSignal;
	/** The clock factor of an embedded sandbox: what goes faster there is asked for more often. */
	readonly speed?: number;
}

export function watchTunnels(cloud: Pick<Cloud, 'id' | 'status'>, {ids, speed, ...task}: WatchTask): Watch {
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
