import {readFile} from 'node:fs/promises';

/** A file's text. Absent and unreadable are the same: the next source is tried, and the error names this one. */
export async function readText(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch {
		return undefined;
	}
}

/** A member that is a text and not empty. */
export function member(value: unknown, name: string): string | undefined {
	const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	return typeof found === 'string' && found !== '' ? found : undefined;
}
