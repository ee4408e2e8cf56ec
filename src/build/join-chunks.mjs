import {createHash} from 'node:crypto';
import path from 'node:path';
import esbuild from 'esbuild';

/*
 * A chunk is split off for every set of entries that share it: some forty files before the first frame, each of which Node looks for,
 * opens, compiles and links by itself. What is always loaded together is joined to one file here; where a chunk was, what it exports is
 * handed on, for the files that are loaded later.
 */

/**
 * @param outputFiles esbuild's, with their metafile and the options that they were made with
 * @param groups by the name of the joined file, in the order in which they are loaded: the entry points whose chunks come with it, and
 *   which entries must need a chunk too, where not all of them are meant
 * @param first the entry that stands alone: what it needs is not joined
 * @returns the output files, with the joined ones
 */
export async function joinChunks({outputFiles, metafile}, options, {groups, first}) {
	const outputs = metafile.outputs;
	const files = new Map(
		outputFiles.map(file => [path.relative(options.absWorkingDir, file.path).replaceAll(path.sep, '/'), file]),
	);
	const needs = entry =>
		closureOf(
			outputs,
			Object.keys(outputs).find(name => outputs[name].entryPoint === entry),
		);
	const entries = Object.values(outputs).flatMap(({entryPoint}) => entryPoint ?? []);
	const taken = new Set(needs(first));
	const stubs = new Map();
	const joined = [];
	for (const [name, {of, alsoOf}] of Object.entries(groups)) {
		const also = alsoOf && new Set(entries.filter(entry => alsoOf.test(entry)).flatMap(needs));
		const members = [...new Set(of.flatMap(needs))].filter(member => !taken.has(member) && (also?.has(member) ?? true));
		for (const member of members) taken.add(member);
		const built = await esbuild.build({
			...options,
			banner: {},
			plugins: [ownChunks({members: new Set(members), stubs, files})],
			stdin: {contents: members.map(member => handedOn(member)).join('\n'), resolveDir: options.absWorkingDir},
			write: false,
		});
		const [{contents, text}] = built.outputFiles;
		const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase();
		const file = `${name}-${hash}.js`;
		joined.push({path: path.join(options.absWorkingDir, 'dist/chunks', file), contents, text});
		for (const member of members) stubs.set(member, `${handedOn(member, file)}\n`);
	}

	return [...joined, ...[...files].map(([name, file]) => (stubs.has(name) ? withText(file, stubs.get(name)) : file))];

	/** What a chunk exports, under names that are no other chunk's; from the joined file under its own names again. */
	function handedOn(member, from) {
		const id = path.basename(member, '.js').replaceAll(/\W/g, '_');
		const names = outputs[member].exports.map(each => (from ? `${id}_${each} as ${each}` : `${each} as ${id}_${each}`));
		const source = JSON.stringify(`./${from ?? path.basename(member)}`);
		return names.length > 0 ? `export {${names.join(', ')}} from ${source};` : `import ${source};`;
	}
}

/** An output and all that it can't be loaded without. */
function closureOf(outputs, start) {
	const found = new Set([start]);
	for (const name of found)
		for (const {path: to, kind} of outputs[name].imports) if (kind === 'import-statement' && outputs[to]) found.add(to);
	return [...found];
}

function ownChunks({members, stubs, files}) {
	return {
		name: 'own-chunks',
		setup(build) {
			build.onResolve({filter: /^\.\//}, ({path: to, kind}) => {
				const name = `dist/chunks/${path.basename(to)}`;
				if (kind !== 'dynamic-import' && (members.has(name) || stubs.has(name)))
					return {path: name, namespace: 'chunk'};
				return {path: to, external: true};
			});
			build.onLoad({filter: /./, namespace: 'chunk'}, ({path: name}) => ({
				contents: stubs.get(name) ?? files.get(name).text,
				loader: 'js',
			}));
		},
	};
}

/** An output file with another text. */
export function withText(file, text) {
	return {...file, text, contents: Buffer.from(text)};
}
