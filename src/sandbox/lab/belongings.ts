import {chmodSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {isOrphan, ownName} from './own-name.ts';
import {run, runLast, tryRun} from './programs.ts';

/*
 * What the lab made outside of this process: namespaces, folders, programs. None of it may outlive the process, however that ends.
 * What a killed process leaves, the next lab takes away.
 */

/** Not what TMPDIR says: the path of a socket in it may have 107 bytes. */
const temporary = '/tmp';

const namespaces = new Set<string>();
const folders = new Set<string>();
const programs = new Set<number>();
let watching = false;

function watch(): void {
	if (watching) return;
	watching = true;
	// By itself, a terminal that goes away ends a process without its last moment.
	process.once('SIGHUP', () => {
		cleanUp();
		// an exit would set the modes of a terminal that is not there, and Node 20 aborts then
		process.kill(process.pid, 'SIGHUP');
	});
	process.on('exit', cleanUp);
}

function cleanUp(): void {
	for (const pid of programs) end(pid);
	for (const name of namespaces) runLast('ip', ['netns', 'del', name]);
	for (const folder of folders) rmSync(folder, {recursive: true, force: true});
}

/** A network namespace of its own, with nothing in it but a loopback device. */
export async function makeNamespace(word: string): Promise<string> {
	watch();
	const name = ownName(word);
	namespaces.add(name);
	await run('ip', ['netns', 'add', name]);
	await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
	return name;
}

export async function removeNamespace(name: string): Promise<void> {
	await tryRun('ip', ['netns', 'del', name]);
	namespaces.delete(name);
}

/** A folder of its own. Others may go through it, as FRR's user has to, and not look into it. */
export function makeFolder(): string {
	watch();
	const folder = mkdtempSync(join(temporary, `${ownName()}-`));
	chmodSync(folder, 0o711);
	folders.add(folder);
	return folder;
}

export function removeFolder(folder: string): void {
	rmSync(folder, {recursive: true, force: true});
	folders.delete(folder);
}

/** Has a program ended with this process, if it has not ended before. */
export function ownProgram(pid: number): void {
	watch();
	programs.add(pid);
}

export function disownProgram(pid: number): void {
	programs.delete(pid);
}

const daemons = new Set(['charon-systemd', 'zebra', 'bgpd']);

/** Takes away what labs left whose processes were killed: their daemons, namespaces and folders. Nobody else's. */
export async function sweepOrphans(): Promise<void> {
	const {text} = await tryRun('ip', ['netns', 'list']);
	for (const line of text.split('\n')) {
		const name = line.split(' ')[0] ?? '';
		if (!isOrphan(name)) continue;
		const inside = await tryRun('sh', [
			'-c',
			'for p in $(ip netns pids "$1"); do echo $p $(cat /proc/$p/comm); done',
			'sh',
			name,
		]);
		for (const [, pid, comm = ''] of inside.text.matchAll(/^(\d+) (\S+)$/gm)) if (daemons.has(comm)) end(Number(pid));
		await tryRun('ip', ['netns', 'del', name]);
	}

	for (const entry of readdirSync(temporary))
		if (isOrphan(entry)) rmSync(join(temporary, entry), {recursive: true, force: true});
}

function end(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// it has ended by itself
	}
}
