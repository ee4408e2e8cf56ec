// npm run build: src/ into dist/. With --clean nothing of an older build stays; without, chunks that a wizard which is
// still open may want to load are kept for a while.
import {mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {sourcesHash, stampBuild} from './built.mjs';
import {bundle} from './bundle.mjs';
import {thirdPartyLicences} from './licences.mjs';
import {root} from './root.mjs';

const dist = path.join(root, 'dist');
const keptMilliseconds = 60 * 60 * 1000;

/** A reader never sees half a file. */
function writeWhole(file, contents) {
	mkdirSync(path.dirname(file), {recursive: true});
	const unfinished = `${file}.${process.pid}.unfinished`;
	writeFileSync(unfinished, contents);
	renameSync(unfinished, file);
}

function removeOldChunks(current) {
	const chunks = path.join(dist, 'chunks');
	const oldest = Date.now() - keptMilliseconds;
	for (const name of readdirSync(chunks)) {
		const file = path.join(chunks, name);
		if (!current.has(file) && statSync(file).mtimeMs < oldest) rmSync(file, {force: true});
	}
}

const kilobytes = bytes => `${Math.round(bytes / 1024)} KB`.padStart(8);

function report(outputFiles, metafile) {
	const rows = outputFiles
		.map(({path: file, contents}) => {
			const name = path.relative(root, file).replaceAll(path.sep, '/');
			const from = metafile.outputs[name]?.entryPoint ?? '';
			return {name, from, size: contents.length, zipped: gzipSync(contents).length};
		})
		.sort((a, b) => b.size - a.size);
	for (const {name, from, size, zipped} of rows.filter(row => row.size > 8 * 1024)) {
		process.stdout.write(`${kilobytes(size)} ${kilobytes(zipped)} gz  ${name}${from ? `  (${from})` : ''}\n`);
	}

	const sum = key => rows.reduce((total, row) => total + row[key], 0);
	process.stdout.write(`${kilobytes(sum('size'))} ${kilobytes(sum('zipped'))} gz  ${rows.length} files\n`);
}

try {
	const hash = sourcesHash(); // before the build reads them: what changes meanwhile is built next time
	const {outputFiles, metafile} = await bundle();
	const licences = thirdPartyLicences(metafile);
	if (process.argv.includes('--clean')) rmSync(dist, {recursive: true, force: true});
	const main = path.join(dist, 'main.js');
	for (const {path: file, contents} of outputFiles) if (file !== main) writeWhole(file, contents);
	writeWhole(path.join(dist, 'THIRD-PARTY-LICENCES.txt'), licences);
	writeWhole(path.join(dist, 'metafile.json'), JSON.stringify(metafile));
	writeWhole(main, outputFiles.find(({path: file}) => file === main).contents);
	removeOldChunks(new Set(outputFiles.map(({path: file}) => file)));
	stampBuild(hash);
	report(outputFiles, metafile);
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
