import {
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fsyncSync,
	lstatSync,
	openSync,
	readlinkSync,
	realpathSync,
	renameSync,
	statSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {readBounded, UnreadFile} from '../clouds/sign-in/bounded-file.ts';
import {UserError} from '../connection/user-error.ts';
import {codeOf} from '../run/file-trouble.ts';
import {syncFolder} from '../run/folders.ts';
import {objectIn} from './staged-conf.ts';

/** A file of ours: its format's version and its content. */
export type StoredFile = Record<string, unknown> & {readonly version?: number};

/** Ten times what 10,000 profiles take. */
const largestBytes = 100_000_000;

/**
 * Where a store really is: a link to it, as people have who keep their settings elsewhere, is written through and not replaced.
 * @throws UserError for a link that leads nowhere: what it stands for may only be away for now
 */
export function realFile(path: string): string {
	try {
		return realpathSync(path);
	} catch (error) {
		if (codeOf(error) !== 'ENOENT' || !lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink()) return path;
		throw new UserError(`${path} is a link to ${readlinkSync(path)}, where there is nothing`, {
			mend: 'bring that file back, or remove the link',
		});
	}
}

/**
 * The content of a store; empty where there is no file, undefined for what is no JSON object or far too large for one.
 * @throws the system's error; UserError for what is no ordinary file: reading a pipe would wait for ever
 */
export function readStore(path: string): StoredFile | undefined {
	if (!statSync(path, {throwIfNoEntry: false})) return {};
	const text = readText(path);
	try {
		return text === undefined ? undefined : objectIn(text);
	} catch {
		return undefined;
	}
}

function readText(path: string): string | undefined {
	try {
		return readBounded(path, largestBytes).toString('utf8');
	} catch (error) {
		if (!(error instanceof UnreadFile)) throw error;
		if (error.code === 'EFBIG') return undefined;
		throw new UserError(`${path} is no ordinary file`, {
			mend: 'move it away, or set TUNNELWRIGHT_HOME to another folder',
		});
	}
}

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
