/**
 * The proxy agent writes to stderr, through whatever is drawn, when DEBUG is set in the environment, as it may be for another program:
 * the proxy's address with its password among it.
 */
export const noDebug = {
	name: 'no-debug',
	setup(build) {
		build.onResolve({filter: /^debug$/}, ({path}) => ({path, namespace: 'no-debug'}));
		build.onLoad({filter: /.*/, namespace: 'no-debug'}, () => ({
			contents: 'module.exports = () => Object.assign(() => {}, {enabled: false});',
			loader: 'js',
		}));
	},
};
