import {mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {codeOf} from './file-trouble.ts';

/**
 * Makes a folder and what is missing above it, each for its owner alone (0700); one that is there stays as it is. Node's own way with parents never
 * ends where a folder takes no new ones and says that it is not there, as /proc does: this one tries each folder once.
 * @throws the system's error; ENOENT means that no folder can be made there
 */
export function makeFolder(path: string): void {
	if (isFolder(path)) return;
	try {
		mkdirSync(path, {mode: 0o700});
	} catch (error) {
		// another terminal was faster
		if (codeOf(error) === 'EEXIST' && isFolder(path)) return;
		if (codeOf(error) !== 'ENOENT' || isFolder(dirname(path)) || dirname(path) === path) throw error;
		makeFolder(dirname(path));
		makeFolder(path);
	}
}

function isFolder(path: string): boolean {
	return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
