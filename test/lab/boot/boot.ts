import {execFile} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {makeFolder, removeFolder, sweepOrphans} from '../../../src/sandbox/lab/belongings.ts';
import {missingForLab} from '../../../src/sandbox/lab/missing.ts';
import {kinds} from './kinds.ts';
import {type Device, tryBoot} from './trial.ts';

/*
 * `npm run lab:boot`: a whole Debian with systemd is set up by the lines of STEPS.md and rebooted. Words after it choose: a release, a daemon, kinds of
 * connections. Roots are made once, with debootstrap, and kept in TUNNELWRIGHT_LAB_ROOTS, else in the user's cache.
 */
const devices: readonly Device[] = (['bookworm', 'trixie'] as const).flatMap(release =>
	(['strongswan', 'libreswan'] as const).map(daemon => ({release, daemon})),
);
const words = process.argv.slice(2);
const wanted = (names: readonly string[]) => {
	const chosen = words.filter(word => names.includes(word));
	return chosen.length > 0 ? chosen : names;
};
const lacks = await missingForLab([
	['qemu-system-x86_64', 'qemu-system-x86'],
	['debootstrap', 'debootstrap'],
	['mke2fs', 'e2fsprogs'],
]);
if (lacks.length > 0) {
	process.stdout.write(`the lab that reboots is skipped: this machine lacks ${lacks.join(', ')}\n`);
} else {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
	await sweepOrphans();
	const roots = process.env.TUNNELWRIGHT_LAB_ROOTS ?? join(homedir(), '.cache', 'tunnelwright', 'lab');
	mkdirSync(roots, {recursive: true});
	// some 160 packages: as long as the network and the disk take
	const makeRoot = (release: string, daemon: string) =>
		promisify(execFile)('sh', [fileURLToPath(new URL('root.sh', import.meta.url)), roots, release, daemon], {
			maxBuffer: 64 * 1024 * 1024,
		});
	// the cloud's machine
	await makeRoot('bookworm', 'strongswan');
	const releases = wanted(['bookworm', 'trixie']);
	const daemons = wanted(['strongswan', 'libreswan']);
	const chosen = wanted(Object.keys(kinds));
	for (const device of devices.filter(each => releases.includes(each.release) && daemons.includes(each.daemon))) {
		await makeRoot(device.release, device.daemon);
		for (const [, kind] of Object.entries(kinds).filter(([name]) => chosen.includes(name))) {
			process.stdout.write(`${kind.title}: ${device.daemon} on Debian ${device.release}\n`);
			const folder = makeFolder();
			await tryBoot(kind, device, roots, folder, (isSo, what) => {
				if (!isSo) process.exitCode = 1;
				process.stdout.write(`  ${isSo ? '✓' : '✗'} ${what}\n`);
			});
			removeFolder(folder);
		}
	}
}
