import {existsSync, readFileSync} from 'node:fs';

/** What the probe saw of the program right after a garbage collection. Bytes, or counts. */
export interface Sample {
	/** How often every place had been asked for. */
	readonly ticks: number;
	readonly rss: number;
	readonly heapUsed: number;
	readonly external: number;
	/** Of the process itself. */
	readonly listeners: number;
	/** Open file descriptors; 0 where the system does not tell. */
	readonly files: number;
	/** Node's own names of what keeps the loop alive: timers, sockets, the terminal. */
	readonly resources: Readonly<Record<string, number>>;
}

/** The lines that the probe has written so far; their ticks are not in them. */
export function readProbe(path: string): readonly Omit<Sample, 'ticks'>[] {
	if (!existsSync(path)) return [];
	return readFileSync(path, 'utf8')
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line)); // the probe beside this file writes nothing else
}

/**
 * By how much a value grows in a thousand ticks: the median of the slopes between any two samples (Theil-Sen), so that one that was taken in the middle of work
 * bends nothing.
 */
export function growthPerThousand(samples: readonly Sample[], value: (sample: Sample) => number): number {
	const slopes = samples.flatMap((one, index) =>
		samples.slice(index + 1).map(other => (value(other) - value(one)) / (other.ticks - one.ticks)),
	);
	const [middle = 0] = slopes.sort((one, other) => one - other).slice(Math.floor(slopes.length / 2));
	return middle * 1000;
}

/** Smallest and largest value. */
export function span(samples: readonly Sample[], value: (sample: Sample) => number): readonly [number, number] {
	const values = samples.map(value);
	return [Math.min(...values), Math.max(...values)];
}

export const sockets = ({resources}: Pick<Sample, 'resources'>): number =>
	Object.entries(resources).reduce((sum, [name, count]) => sum + (/^TCP/.test(name) ? count : 0), 0);

export const timers = ({resources}: Sample): number => resources.Timeout ?? 0;

export const files = (sample: Sample): number => sample.files;
