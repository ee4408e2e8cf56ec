import {chmodSync, closeSync, fsyncSync, mkdirSync, openSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join, resolve} from 'node:path';
import envPaths from 'env-paths';
import type {Environment} from '../connection/environment.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {codeOf, failsHere, isFull, reasonOf} from './file-trouble.ts';

/** Where this user's files live. Both are absolute paths; neither needs to exist yet. */
interface Folders {
	/** Profiles and the draft. */
	readonly config: string;
	/** Run journals. */
	readonly state: string;
}

/**
 * The platform's config and state folders: XDG on Linux, Library on macOS, AppData on Windows.
 * `TUNNELWRIGHT_HOME` puts both under one folder.
 * @throws UserError when there is no home folder to put them in, or TUNNELWRIGHT_HOME is relative
 */
export function foldersOf(env: Environment): Folders {
	const home = env.TUNNELWRIGHT_HOME;
	if (home) {
		// in another folder it would be another one, and what was begun would not be found
		if (!isAbsolute(home))
			throw new UserError('TUNNELWRIGHT_HOME is not an absolute path', {
				mend: 'write it whole, as in TUNNELWRIGHT_HOME="$PWD/…"',
			});
		const folder = resolve(home);
		return {config: join(folder, 'config'), state: join(folder, 'state')};
	}

	try {
		// env-paths calls XDG_STATE_HOME its log folder
		const paths = envPaths('tunnelwright', {suffix: ''});
		if (isAbsolute(paths.config) && isAbsolute(paths.log)) return {config: paths.config, state: paths.log};
		// a relative XDG folder is to be taken for none: XDG Base Directory Specification, "Environment variables"
		const home = homedir();
		if (isAbsolute(home))
			return {
				config: isAbsolute(paths.config) ? paths.config : join(home, '.config', 'tunnelwright'),
				state: isAbsolute(paths.log) ? paths.log : join(home, '.local', 'state', 'tunnelwright'),
			};
	} catch (error) {
		throw noHome(error instanceof Error ? error.message : '');
	}

	throw noHome('HOME is not an absolute path');
}

function noHome(why: string): UserError {
	return new UserError(`there is no home folder to keep files in: ${why}`, {
		mend: 'set HOME, or TUNNELWRIGHT_HOME to a folder that you can write to',
	});
}

/**
 * Makes a folder that only its user can enter (0700), and takes from others what they may do with one that was there. What its
 * owner may not do stays so: a read-only folder was made so by somebody.
 * @throws UserError when it can't be made, or others can write to it and that can't be changed
 */
export function makePrivateFolder(path: string): void {
	try {
		makeFolder(path);
		keepPrivate(path);
	} catch (error) {
		throw new UserError(`the folder ${path} can't be used: ${reasonOf(error)}`, {
			mend: isFull(error)
				? 'make room, then do it again'
				: 'make it a folder that you can write to, or set TUNNELWRIGHT_HOME to another one',
			...(failsHere(error) ? {exit: exitCode.machine} : {}),
		});
	}
}

/** Makes a folder of this name in the state folder, as private as that. @returns where it is @throws UserError */
export function makeStateFolder(env: Environment, name: string): string {
	const {state} = foldersOf(env);
	makePrivateFolder(state);
	makePrivateFolder(join(state, name));
	return join(state, name);
}

/**
 * Takes from others what they may do with a file or folder, where it can be.
 * @throws the system's error when others can write to it and that can't be changed
 */
export function keepPrivate(path: string): void {
	const {mode} = statSync(path);
	if ((mode & 0o077) === 0) return;
	try {
		chmodSync(path, mode & 0o700);
	} catch (error) {
		// somebody else's that nobody but them can change, or a disk that nobody can write to, does no harm
		if (codeOf(error) !== 'EROFS' && (mode & 0o022) !== 0) throw error;
	}
}

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
