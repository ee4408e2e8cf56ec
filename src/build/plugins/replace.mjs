import {readFile} from 'node:fs/promises';

/**
 * An esbuild plugin that rewrites one file of a dependency on its way into the bundle. `rewrite` gets the text and gives
 * the new one. The build fails when that changes nothing, and when no such file was bundled at all, so that a new
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
				const contents = rewrite(before);
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
