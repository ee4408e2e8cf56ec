import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {transform} from 'esbuild';

/** Node's load hook: hands on the types of our own files stripped, and leaves every other module to Node. */
export async function load(url, context, nextLoad) {
	if (!/^file:.*\.tsx?$/.test(url) || url.includes('/node_modules/')) return nextLoad(url, context);
	const {code} = await transform(await readFile(fileURLToPath(url), 'utf8'), {
		loader: url.endsWith('x') ? 'tsx' : 'ts',
		format: 'esm',
		// 20.10 was the first to know import attributes, which JSON needs
		target: 'node20.19',
		jsx: 'automatic',
		sourcefile: fileURLToPath(url),
		sourcemap: 'inline',
	});
	return {format: 'module', source: code, shortCircuit: true};
}
