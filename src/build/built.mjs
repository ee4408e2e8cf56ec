import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {withProgress} from './progress.mjs';
import {root} from './root.mjs';
import {runNode} from './run.mjs';

const stampFile = path.join(root, 'dist/built');

function* filesUnder(folder) {
	for (const entry of readdirSync(path.join(root, folder), {withFileTypes: true})) {
		const name = path.posix.join(folder, entry.name);
		if (entry.isDirectory()) yield* filesUnder(name);
		else yield name;
	}
}

/** A hash of everything that dist is made from: the sources, this build, and the versions of what is bundled. */
export function sourcesHash() {
	const hash = createHash('sha256');
	for (const file of [
		'package.json',
		'package-lock.json',
		...[...filesUnder('src'), ...filesUnder('examples')].sort(),
	]) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(root, file)))
			.update('\0');
	}

	return hash.digest('hex');
}

/** Says that dist is made from the sources of this hash. Written last: a build that was killed has no stamp. */
export const stampBuild = hash => writeFileSync(stampFile, hash);

/** Builds dist, unless it is made from these very sources. Throws with the build's own words when it fails. */
export async function build() {
	const current =
		existsSync(stampFile) &&
		existsSync(path.join(root, 'dist/main.js')) &&
		readFileSync(stampFile, 'utf8') === sourcesHash();
	if (current) return;
	const {code, output} = await withProgress('Building tunnelwright', () =>
		runNode(['src/build/build.mjs'], {quiet: true}),
	);
	if (code !== 0) throw new Error(`the build failed:\n${output.trimEnd()}`);
}
