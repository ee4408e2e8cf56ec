/** Words that must be there, and words that must not (`!word`). */
export interface Words {
	readonly with: readonly string[];
	readonly without: readonly string[];
}

export function wordsOf(filter: string): Words {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return {
		with: words.filter(word => !word.startsWith('!')),
		// a sign alone is a word that is being typed
		without: words.flatMap(word => (word.startsWith('!') && word.length > 1 ? [word.slice(1)] : [])),
	};
}

/** Whether all that these words mean is meant by the others as well. */
export function isNarrower(words: Words, others: Words): boolean {
	return (
		others.with.every(other => words.with.some(word => word.includes(other))) &&
		others.without.every(other => words.without.some(word => other.includes(word)))
	);
}

/** @param haystack in lower case */
export function isMeant(haystack: string, words: Words): boolean {
	return words.with.every(word => haystack.includes(word)) && !words.without.some(word => haystack.includes(word));
}
