export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that `share` (0 to 1) of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs every candidate once a round, so that whatever else the machine does falls on all of them alike. */
export async function interleaved<Name extends string>(
	candidates: Readonly<Record<Name, () => Promise<number>>>,
	rounds: number,
): Promise<Record<Name, number[]>> {
	// the keys of an object are what its type says, and Object.keys does not know it
	const names = Object.keys(candidates) as Name[];
	const results = Object.fromEntries(names.map(name => [name, []])) as unknown as Record<Name, number[]>;
	for (let round = 0; round < rounds; round += 1) {
		for (const name of names) results[name].push(await candidates[name]());
	}

	return results;
}
