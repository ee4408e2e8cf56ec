/** What a check of a dry run says of itself. */
interface CountedCheck {
	readonly result: 'pass' | 'refuse' | 'warn' | 'unknown';
	readonly unanswered?: true;
}

/** The checks of a dry run by what came of them. Each is counted once. */
interface CheckCounts {
	readonly pass: number;
	readonly refuse: number;
	readonly warn: number;
	/** Could have been asked, and no answer came: asking again may tell. */
	readonly unanswered: number;
	/** Not known, and asking again tells no more: nothing can tell before, or these credentials may not read it. */
	readonly unknown: number;
}

export function countChecks(checks: readonly CountedCheck[]): CheckCounts {
	const counts = {pass: 0, refuse: 0, warn: 0, unanswered: 0, unknown: 0};
	for (const {result, unanswered} of checks) counts[unanswered ? 'unanswered' : result]++;
	return counts;
}
