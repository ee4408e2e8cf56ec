import {constants} from 'node:fs';
import {access, lstat, readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {printable} from '../../connection/printable.ts';
import {earlierFiles, filesOfOthers} from './earlier-files.ts';
import {openToOthers} from './open-to-others.ts';

/** What is where files are to go. */
export interface FolderLook {
	/** For people: `will be made, for you alone (0700)`. */
	readonly says: string;
	/** Why they can't be written there. */
	readonly problem?: string;
	/** The folder stands already. */
	readonly isThere?: true;
}

/**
 * Looks whether files of these names could be written into a folder. Writes nothing, so the writing itself has the last word.
 * @param folder absolute
 * @param of what the files are of, as `writeFiles` is told
 */
export async function lookAtFolder(folder: string, names: readonly string[], of: string): Promise<FolderLook> {
	const exposed = await openToOthers(folder);
	if (exposed) return refused(`${exposed.problem}: ${exposed.mend}`);
	const found = await stat(folder).catch(() => undefined);
	if (!found) {
		// a link that leads nowhere is in the way all the same
		if (await lstat(folder).catch(() => undefined)) return refused('something else of that name is there');
		return parentLook(path.dirname(folder));
	}

	if (!found.isDirectory()) return refused('that is a file, not a folder');
	if (!(await mayWrite(folder))) return refused('you may not write there');
	const theirs = filesOfOthers(await earlierFiles(folder), of);
	if (theirs !== undefined) return refused(`it ${theirs}: name another folder, one for each connection`);
	const there = await readdir(folder).catch((): string[] => []);
	const taken = names.filter(name => there.includes(name));
	if (taken.length > 0)
		return refused(
			`it holds ${printable(taken.slice(0, 3).join(', '))}${taken.length > 3 ? ' and more' : ''} already: nothing is overwritten, name another`,
		);
	const others = (found.mode & 0o077) === 0 ? '' : '; others may look into it, and read none of the new files';
	const count = `${there.length} other ${there.length === 1 ? 'file' : 'files'}`;
	return {says: `is there already, with ${count}${others}`, isThere: true};
}

async function parentLook(parent: string): Promise<FolderLook> {
	const found = await stat(parent).catch(() => undefined);
	if (found) {
		if (!found.isDirectory()) return refused('a part of its path is no folder');
		return (await mayWrite(parent)) ? {says: 'will be made, for you alone'} : refused('you may not write there');
	}

	const above = path.dirname(parent);
	return above === parent ? refused('there is no such place') : parentLook(above);
}

async function mayWrite(folder: string): Promise<boolean> {
	try {
		await access(folder, constants.W_OK | constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function refused(problem: string): FolderLook {
	return {says: '', problem};
}
