import {closeSync, fsyncSync, openSync} from 'node:fs';

/** Makes a new name last through a power cut too; some systems can't sync folders, and need not. */
export function syncFolder(path: string): void {
	try {
		const folder = openSync(path, 'r');
		try {
			fsyncSync(folder);
		} finally {
			closeSync(folder);
		}
	} catch {
		// Windows refuses to open a folder
	}
}
