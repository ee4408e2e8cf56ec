import {statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {exitCode, UserError} from '../connection/user-error.ts';
import {isFull, reasonOf} from '../run/file-trouble.ts';
import {keepPrivate, makePrivateFolder} from '../run/folders.ts';
import {lockShortly} from '../run/lock.ts';
import {openConfStore} from './staged-conf.ts';
import {keepCopy, moveAside, readStore, realFile, type StoredFile} from './store-text.ts';

export type {StoredFile} from './store-text.ts';

/** A store on the disk. */
export interface StoreFile {
	readonly path: string;
	/** The content as it is on the disk now. @throws UserError when it can't be read */
	read(): StoredFile;
	/**
	 * Replaces the content by what `change` makes of it: whole, or not at all, and with no other terminal in between. A file of an
	 * earlier format is kept beside it as it was.
	 * @throws UserError when it can't be written; whatever `change` throws, nothing being changed then
	 */
	update(change: (content: StoredFile) => StoredFile): void;
}

export interface OpenedFile {
	readonly file: StoreFile;
	/** What happened to a file that is no store, for the user; undefined when all was well. */
	readonly notice: string | undefined;
}

/** The newest format that this program writes and reads. */
const storeVersion = 1;

/**
 * Opens a store in the config folder with conf (mode 0600 in a 0700 folder, atomic writes). A file that is no store, or not this
 * one, is set aside under a new name and reported, never deleted; where that can't be done it stays, and nothing can be saved.
 * Where nothing can be written what is there can be read all the same. A link to the file is followed.
 * @param isOurs whether an object that was read is a store of this kind
 * @throws UserError when the folder or the file can't be used or a newer tunnelwright wrote the file
 */
export async function openStoreFile(
	folder: string,
	configName: string,
	isOurs: (content: StoredFile) => boolean,
): Promise<OpenedFile> {
	const path = join(folder, `${configName}.json`);
	makeWherePossible(folder);
	const place = realFile(path);
	orSay(path, () => {
		if (statSync(place, {throwIfNoEntry: false})) keepPrivate(place);
	});
	const lock = `${place}.lock`;
	const isFine = () => isStore(path, place, isOurs);
	// reading needs no lock: it must work where nothing can be written
	let stuck: UserError | undefined;
	let notice: string | undefined;
	if (!isFine()) {
		try {
			// another terminal may have been faster
			notice = locked(lock, () => (isFine() ? undefined : setAside(path, place)));
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			stuck = new UserError(`${path} is no file of tunnelwright, and can't be set aside, so nothing can be saved`, {
				items: [error.message],
				mend: 'move it away, or set TUNNELWRIGHT_HOME to another folder',
			});
			notice = `${stuck.message}: ${error.message}`;
		}
	}

	const conf = await openConfStore(stuck || notice ? path : place).catch((error: unknown) => {
		throw unusable(path, error);
	});
	const read = (): StoredFile => (stuck ? {} : orSay(path, conf.read));
	return {
		notice,
		file: {
			path,
			read,
			update(change) {
				if (stuck) throw stuck;
				makePrivateFolder(folder);
				refuseReadOnly(path);
				locked(lock, () => {
					const content = read();
					// it may have been written by a newer program since it was opened
					refuseNewer(path, content);
					const changed = {...change(content), version: storeVersion};
					orSay(path, () => {
						if (content.version !== storeVersion) keepCopy(place, `format-${formatOf(content)}`);
						conf.replace(changed);
					});
				});
			},
		},
	};
}

/** A folder that is not there and can't be made holds nothing: that is an answer, until something is to be saved. @throws UserError */
function makeWherePossible(folder: string): void {
	try {
		makePrivateFolder(folder);
	} catch (error) {
		if (isMissing(folder)) return;
		throw error;
	}
}

/** Whether there is nothing of this name, and no file where one of its parents should be. */
function isMissing(path: string): boolean {
	try {
		if (statSync(path, {throwIfNoEntry: false})) return false;
		const parent = dirname(path);
		return parent === path || (statSync(parent, {throwIfNoEntry: false})?.isDirectory() ?? isMissing(parent));
	} catch {
		return false;
	}
}

/** @throws UserError when the lock can't be made, as on a full disk; whatever the work throws */
function locked<Result>(path: string, work: () => Result): Result {
	try {
		return lockShortly(path, work);
	} catch (error) {
		if (error instanceof UserError) throw error;
		throw unusable(dirname(path), error);
	}
}

/** A rename puts a new file even in the place of one that may not be written. */
function refuseReadOnly(path: string): void {
	const writable = statSync(path, {throwIfNoEntry: false});
	if (writable === undefined || (writable.mode & 0o200) !== 0) return;
	throw new UserError(`${path} is read-only, so nothing was saved`, {
		mend: 'make it writable, or set TUNNELWRIGHT_HOME to another folder',
	});
}

function refuseNewer(path: string, {version}: StoredFile): void {
	if (typeof version !== 'number' || version <= storeVersion) return;
	throw new UserError(`${path} was written by a newer tunnelwright (format ${version})`, {
		mend: 'update tunnelwright; nothing was changed',
	});
}

/** For a file's name: what stands in the file can be anything, a path too. */
function formatOf({version = 0}: StoredFile): string {
	return Number.isSafeInteger(version) ? String(version) : 'unknown';
}

function orSay<Result>(path: string, work: () => Result): Result {
	try {
		return work();
	} catch (error) {
		throw error instanceof UserError ? error : unusable(path, error);
	}
}

function unusable(path: string, error: unknown): UserError {
	const why = error instanceof SyntaxError ? 'it is no JSON' : reasonOf(error);
	return new UserError(`${path} can't be used: ${why}`, {
		mend: isFull(error)
			? 'make room, then do it again: what was saved before is untouched'
			: 'make it readable and writable, or set TUNNELWRIGHT_HOME to another folder',
		...(isFull(error) ? {exit: exitCode.machine} : {}),
	});
}

/** @throws UserError when it can't be read, or a newer tunnelwright wrote it */
function isStore(path: string, place: string, isOurs: (content: StoredFile) => boolean): boolean {
	const content = orSay(path, () => readStore(place));
	if (content) refuseNewer(path, content);
	return content !== undefined && (Object.keys(content).every(name => name === 'version') || isOurs(content));
}

function setAside(path: string, place: string): string {
	const what = orSay(path, () => readStore(place)) ? 'was not a file of tunnelwright' : 'was damaged';
	const aside = orSay(path, () => moveAside(path));
	return `${path} ${what}: it is kept as ${aside}, and an empty one takes its place`;
}
