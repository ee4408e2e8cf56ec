/** Does pieces of work, `most` at a time, and gives their results in order. */
export async function inTurns<Result>(work: readonly (() => Promise<Result>)[], most: number): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	await Promise.all(
		Array.from({length: most}, async () => {
			for (let index = next++; index < work.length; index = next++) {
				const piece = work[index];
				if (piece) results[index] = await piece();
			}
		}),
	);
	return results;
}
