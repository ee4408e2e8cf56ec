import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

const prefix = 'tunnelwright-own-';
/** Younger ones are left alone: a process that is not seen from here, as from within a container, may still use them. */
const oldMs = 3_600_000;

/**
 * From now on, this process and what it starts make their temporary files in a folder of their own, which is gone when this process
 * ends. What a process left that was killed is taken away by the next one. Returns the folder.
 */
export function ownTemporaryFolder() {
	const parent = tmpdir();
	removeOrphans(parent);
	const folder = mkdtempSync(path.join(parent, `${prefix}${process.pid}-`));
	// tests that play another user of the machine have a home in it
	chmodSync(folder, 0o711);
	for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
	process.on('exit', () => remove(folder));
	return folder;
}

function removeOrphans(parent) {
	for (const name of readdirSync(parent)) {
		const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
		if (pid === undefined || lives(Number(pid))) continue;
		const folder = path.join(parent, name);
		if (Date.now() - (statSync(folder, {throwIfNoEntry: false})?.mtimeMs ?? 0) > oldMs) remove(folder);
	}
}

function lives(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: somebody else's
		return error.code !== 'ESRCH';
	}
}

/** A program that was just ended may still write into it, a file system be mounted in it. What is not ours to remove stays. */
function remove(folder) {
	for (let mounts = 0; mounts < 10; mounts += 1) {
		try {
			rmSync(folder, {recursive: true, force: true, maxRetries: 3});
			return;
		} catch (error) {
			if (error.code !== 'EBUSY' || spawnSync('umount', [error.path], {stdio: 'ignore'}).status !== 0) return;
		}
	}
}
