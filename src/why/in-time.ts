import type {SiteLine} from './site-lines.ts';

/**
 * Lines of a log in the order of their times, which the order in which several files were given need not be, nor that of `journalctl -r`. A line without a time stays
 * behind the one that it follows.
 */
export function inTime(lines: readonly SiteLine[]): readonly SiteLine[] {
	const ordered = runsBackward(lines) ? lines.toReversed() : lines;
	let at = Number.NEGATIVE_INFINITY;
	return ordered
		.map(line => {
			at = line.at ?? at;
			return {line, at};
		})
		.sort((one, other) => (one.at === other.at ? 0 : one.at < other.at ? -1 : 1))
		.map(({line}) => line);
}

/** Whether the newest line comes first, all along. */
function runsBackward(lines: readonly SiteLine[]): boolean {
	const times = lines.flatMap(({at}) => at ?? []);
	const steps = times.slice(1).map((at, index) => Math.sign(at - (times[index] ?? at)));
	const [down, up] = [-1, 1].map(way => steps.filter(step => step === way).length);
	// One step back may be the seam of two files.
	return (down ?? 0) > 1 && (down ?? 0) > (up ?? 0) * 4;
}
