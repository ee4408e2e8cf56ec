import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {withProgress} from './progress.mjs';
import {root} from './root.mjs';
import {runNpm} from './run.mjs';

const stampFile = path.join(root, 'node_modules/.cache/tunnelwright/installed');
const hiddenLockFile = path.join(root, 'node_modules/.package-lock.json');

const readLock = file => JSON.parse(readFileSync(file, 'utf8'));

/** What an install depends on: the lock file and the platform whose binaries were chosen. */
function wanted() {
	const hash = createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
	return `${hash} ${process.platform}-${process.arch}`;
}

/** The folders that the lock file asks for on every platform. */
function* neededPackages(lock) {
	for (const [folder, entry] of Object.entries(lock.packages)) {
		if (folder !== '' && !entry.optional && !entry.link) yield [folder, entry];
	}
}

const folderStands = folder => existsSync(path.join(root, folder, 'package.json'));

/** True after an install by this script: npm removes the stamp with the rest of node_modules when it starts again. */
function stampHolds() {
	if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wanted()) return false;
	return [...neededPackages(readLock(path.join(root, 'package-lock.json')))].every(([folder]) => folderStands(folder));
}

/**
 * True after a complete install by hand. npm writes its hidden lock file last, so one that was killed has none; one that
 * was killed over an older install has folders that do not match the lock file.
 */
function handInstallHolds() {
	if (!existsSync(hiddenLockFile)) return false;
	const present = readLock(hiddenLockFile).packages;
	return [...neededPackages(readLock(path.join(root, 'package-lock.json')))].every(
		([folder, entry]) =>
			present[folder]?.version === entry.version &&
			present[folder].integrity === entry.integrity &&
			folderStands(folder) &&
			readLock(path.join(root, folder, 'package.json')).version === entry.version,
	);
}

function stamp() {
	mkdirSync(path.dirname(stampFile), {recursive: true});
	writeFileSync(stampFile, wanted());
}

function isInstalled() {
	try {
		if (stampHolds()) return true;
		if (!handInstallHolds()) return false;
		stamp();
		return true;
	} catch {
		return false; // a file that can't be read or parsed is what a broken install leaves
	}
}

/** What went wrong stands first in what npm says; its usage text, page after page, follows. */
const firstLines = text => text.trimEnd().split('\n').slice(0, 20).join('\n');

/** Installs what package-lock.json names, unless it is there already. Throws with npm's own words when npm fails. */
export async function install() {
	if (isInstalled()) return;
	const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
	const {code, output} = await withProgress('Installing what tunnelwright is built with', () =>
		runNpm(args, {quiet: true}),
	);
	if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${firstLines(output)}`);
	stamp();
}
