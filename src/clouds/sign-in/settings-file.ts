import {readBounded, UnreadFile} from './bounded-file.ts';

/** Thousands of profiles take less. */
const largestBytes = 4_000_000;

/** A file of the clouds' own tools: its text, or why it can't be used. */
export type SettingsFile = {readonly text: string} | {readonly text?: undefined; readonly problem: string};

/** Reads a file of settings or credentials. It never waits, as for a pipe that nobody writes to. */
export function readSettings(file: string): SettingsFile {
	try {
		return {text: readBounded(file, largestBytes).toString('utf8')};
	} catch (error) {
		if (error instanceof UnreadFile)
			return {problem: error.code === 'EFBIG' ? 'larger than 4 MB, so not read' : 'no ordinary file, so not read'};
		return {problem: isMissing(error) ? 'not there' : 'can’t be read'};
	}
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
