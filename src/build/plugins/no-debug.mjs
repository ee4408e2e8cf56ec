import {replacePackage} from './replace.mjs';

/**
 * The proxy agent writes to stderr, through whatever is drawn, when DEBUG is set in the environment, as it may be for another program:
 * the proxy's address with its password among it.
 */
export const noDebug = replacePackage(
	'no-debug',
	/^debug$/,
	'module.exports = () => Object.assign(() => {}, {enabled: false});',
);
