/** Ranges in a few words: a hundred of them would push out of sight what is to be said of one. Their step shows them all. */
export function rangesText(ranges: readonly string[]): string {
	if (ranges.length <= 8) return ranges.join(', ');
	return `${ranges.slice(0, 2).join(', ')}, … ${ranges.at(-1)} (${ranges.length} ranges)`;
}
