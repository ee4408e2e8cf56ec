type Token = {readonly letter: string} | 'one' | 'any';

/**
 * Whether a filter's value fits a text: `*` stands for any letters, `?` for one, `\` takes its meaning from the next.
 * Source: Amazon EC2 User Guide, "List and filter using the CLI and API", wildcards. The time grows with the product of both lengths,
 * whatever the pattern: a regular expression of many `?*` would take years.
 */
export function fitsWildcard(pattern: string, text: string): boolean {
	const tokens = tokensOf(pattern);
	const letters = [...text];
	let at = 0;
	let token = 0;
	let star = -1;
	let afterStar = 0;
	while (at < letters.length) {
		const wanted = tokens[token];
		if (wanted === 'any') {
			star = token;
			afterStar = at;
			token += 1;
		} else if (wanted !== undefined && (wanted === 'one' || wanted.letter === letters[at])) {
			at += 1;
			token += 1;
		} else if (star >= 0) {
			// the last star takes one letter more
			afterStar += 1;
			at = afterStar;
			token = star + 1;
		} else {
			return false;
		}
	}

	return tokens.slice(token).every(rest => rest === 'any');
}

function tokensOf(pattern: string): readonly Token[] {
	const tokens: Token[] = [];
	const letters = [...pattern];
	for (let at = 0; at < letters.length; at += 1) {
		const letter = letters[at] ?? '';
		if (letter === '\\' && at + 1 < letters.length) tokens.push({letter: letters[++at] ?? ''});
		else if (letter === '?') tokens.push('one');
		else if (letter !== '*') tokens.push({letter});
		else if (tokens.at(-1) !== 'any') tokens.push('any');
	}

	return tokens;
}
