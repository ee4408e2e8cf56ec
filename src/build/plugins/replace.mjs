import {readFile} from 'node:fs/promises';

/**
 * An esbuild plugin that rewrites one file of a dependency on its way into the bundle. `rewrite` gets the text and gives
 * the new one, or is a list of pairs `[from, to]`: all of them, or none. The build fails when that changes nothing, and when no such file was bundled at all, so that a new
 * version of the dependency can't silently lose the change.
 */
export function rewriteFile(name, filter, rewrite) {
	return {
		name,
		setup(build) {
			let seen = false;
			build.onLoad({filter}, async ({path}) => {
				seen = true;
				const before = await readFile(path, 'utf8');
				const contents = Array.isArray(rewrite) ? changed(before, rewrite) : rewrite(before);
				return contents === before
					? {errors: [{text: `${name}: found nothing to change in ${path}`}]}
					: {contents, loader: 'js'};
			});
			build.onEnd(({errors}) =>
				seen || errors.length > 0
					? undefined
					: {errors: [{text: `${name}: no file that matches ${filter} was bundled`}]},
			);
		},
	};
}

function changed(text, changes) {
	if (!changes.every(([from]) => text.includes(from))) return text;
	return changes.reduce((result, [from, to]) => result.replace(from, () => to), text);
}

/** An esbuild plugin that puts the module `contents` in the place of a whole package. */
export const replacePackage = (name, filter, contents) => ({
	name,
	setup(build) {
		build.onResolve({filter}, ({path}) => ({path, namespace: name}));
		build.onLoad({filter: /.*/, namespace: name}, () => ({contents, loader: 'js'}));
	},
});
