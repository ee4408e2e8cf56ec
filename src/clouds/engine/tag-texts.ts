/** Longer than any tag's key (127, 128) and value (255, 256) at the clouds, in characters. */
const longest = 512;
/** Tags of one resource, at most: 50 at both clouds. */
const most = 100;

/** Tags as they are, not to be drawn so, by their keys in the order of the alphabet: the clouds tell them in any. Undefined where there are none. */
export function tagTexts(
	tags: readonly {readonly Key?: string | undefined; readonly Value?: string | undefined}[] | undefined,
): Readonly<Record<string, string>> | undefined {
	if (!Array.isArray(tags) || tags.length === 0) return undefined;
	const pairs = tags
		.slice(0, most)
		.map(tag => [bounded(tag?.Key), bounded(tag?.Value)] as const)
		.filter(([name]) => name !== '');
	if (pairs.length === 0) return undefined;
	return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const bounded = (text: unknown): string => (typeof text === 'string' ? text.slice(0, longest) : '');
