import {replacePackage} from './replace.mjs';

/**
 * Ink imports react-devtools-core, an optional package, behind an environment variable. Left outside the bundle it would
 * become a static import of something that is not there.
 */
export const noDevtools = replacePackage(
	'no-devtools',
	/^react-devtools-core$/,
	'export default {initialize() {}, connectToDevTools() {}};',
);
