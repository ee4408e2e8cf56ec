import {closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, renameSync} from 'node:fs';
import {dirname} from 'node:path';
import {syncFolder} from '../run/sync-folder.ts';

/** Moves a damaged file out of the way, under a name that nothing has. @returns that name @throws the system's error */
export function moveAside(path: string): string {
	const aside = freeName(path, 'damaged');
	renameSync(path, aside);
	syncFolder(dirname(path));
	return aside;
}

/** Keeps a copy of a file before its format changes, on the disk before this returns. Nothing where there is no file. @throws the system's error */
export function keepCopy(path: string, what: string): void {
	if (!existsSync(path)) return;
	const copy = freeName(path, what);
	copyFileSync(path, copy, constants.COPYFILE_EXCL);
	const file = openSync(copy, 'r+');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}

	syncFolder(dirname(path));
}

function freeName(path: string, what: string): string {
	const stamp = new Date().toISOString().replace(/[-:]|\.\d+Z/g, '');
	for (let count = 0; ; count += 1) {
		const name = `${path.replace(/\.json$/, '')}.${what}-${stamp}${count === 0 ? '' : `-${count}`}.json`;
		if (!existsSync(name)) return name;
	}
}
