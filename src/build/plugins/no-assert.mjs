const check = `
	exports.equal = (actual, expected, message) => {
		if (actual !== expected) throw new TypeError(message);
	};
`;

/**
 * Ink listens for the end of the process through signal-exit, which asks Node's assert whether it was given a function.
 * Loading that module takes as long as drawing the first frame.
 */
export const noAssert = {
	name: 'no-assert',
	setup(build) {
		build.onResolve({filter: /^assert$/}, ({importer}) =>
			/[\\/]node_modules[\\/]signal-exit[\\/]/.test(importer) ? {path: 'assert', namespace: 'no-assert'} : undefined,
		);
		build.onLoad({filter: /.*/, namespace: 'no-assert'}, () => ({contents: check, loader: 'js'}));
	},
};
