/** One POSIX shell word that stands for this text, whatever is in it. */
export function shellWord(text: string): string {
	return plain.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * An option with its value, in shell words. A value that begins with a dash is joined to its option: alone it would be read as another option.
 * @param name with its dashes
 */
export function optionWords(name: string, value: string): string {
	return value.startsWith('-') ? `${name}=${shellWord(value)}` : `${name} ${shellWord(value)}`;
}

const plain = /^[A-Za-z0-9_./:@%+=,-]+$/;
