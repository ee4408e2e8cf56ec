import {homeFolder} from '../clouds/sign-in/home-folder.ts';
import type {Environment} from '../connection/environment.ts';

/** A path that was typed where no shell reads it: `~` is the user's own folder. */
export function typedPath(typed: string, env: Environment): string {
	const path = typed.trim();
	return path === '~' || path.startsWith('~/') ? homeFolder(env) + path.slice(1) : path;
}
