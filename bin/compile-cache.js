import {lstatSync, mkdirSync, realpathSync} from 'node:fs';
import module from 'node:module';
import {homedir} from 'node:os';
import path from 'node:path';

/*
 * What V8 compiled once need not be compiled again (Node 22 and newer). But whoever can write into that cache decides what runs here:
 * Node's own choice is a folder under the temporary one, whose name every user of the machine can foretell.
 */

/**
 * Turns the compile cache on, in a folder that this user alone can change; leaves it off where there is none. A cache that the user
 * asked for (NODE_COMPILE_CACHE) is on before anything of this program runs, and stays as it is.
 * @see https://nodejs.org/api/module.html#module-compile-cache
 */
export function enableOwnCache(env = process.env) {
	if (!module.enableCompileCache || env.NODE_COMPILE_CACHE) return;
	const folder = cacheFolder(env);
	if (folder !== undefined) module.enableCompileCache(folder);
}

/**
 * The folder for it: made where it is not there, mode 0700.
 * @returns its real path; undefined where others could change it, or what stands above it
 */
export function cacheFolder(env = process.env, uid = process.getuid?.()) {
	try {
		const base = baseFolder(env);
		if (!path.isAbsolute(base)) return undefined;
		const wanted = path.join(base, 'tunnelwright', 'compiled');
		mkdirSync(wanted, {recursive: true, mode: 0o700});
		// nothing is a link from here on, so what is looked at is what is used
		const real = realpathSync(wanted);
		return uid === undefined || isPrivate(real, uid) ? real : undefined;
	} catch {
		return undefined;
	}
}

/** The platform's cache folder: XDG Base Directory Specification on Linux (a relative one counts as none), Library on macOS, AppData on Windows. */
function baseFolder({TUNNELWRIGHT_HOME: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local}) {
	if (own) return path.join(own, 'cache');
	if (process.platform === 'win32') return local ?? path.join(homedir(), 'AppData', 'Local');
	if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches');
	return xdg && path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.cache');
}

/** Whether a folder is this user's alone, and nobody but root can put another one in its place. */
function isPrivate(folder, uid) {
	const own = lstatSync(folder);
	if (!own.isDirectory() || own.uid !== uid || (own.mode & 0o077) !== 0) return false;
	for (let above = path.dirname(folder); ; above = path.dirname(above)) {
		const {mode, uid: owner} = lstatSync(above);
		// in a sticky folder, as /tmp, others can't rename or remove what is not theirs
		if ((owner !== uid && owner !== 0) || ((mode & 0o022) !== 0 && (mode & 0o1000) === 0)) return false;
		if (above === path.dirname(above)) return true;
	}
}
