import {homedir} from 'node:os';
import path from 'node:path';
import type {Environment} from '../../connection/environment.ts';
import {printable} from '../../connection/printable.ts';

/** The user's own folder, as the clouds' tools find it. */
export function homeFolder(env: Environment): string {
	return env.HOME || env.USERPROFILE || homedir();
}

/** A path for the screen, safe to draw: what is under the user's own folder begins with `~`. */
export function shownPath(file: string, env: Environment): string {
	const home = homeFolder(env);
	return printable(file.startsWith(`${home}${path.sep}`) ? `~${file.slice(home.length)}` : file, 100);
}
