import {writeFileSync} from 'node:fs';

let isHungUp = false;

/** To be called when the terminal is gone: by SIGHUP, or because it can't be read or written any more (EIO). */
export function noteHangUp(): void {
	isHungUp = true;
}

/** Whether an error of a standard stream says that its terminal is gone. */
export function saysHangUp(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'ENXIO');
}

/**
 * Ends the process with its code; without its terminal by SIGHUP, once all is cleaned up, as a program without a handler would have
 * ended. Node 20 sets the terminal's modes back when it exits, and aborts where there is no terminal to set (node.cc, ResetStdio):
 * a core of the memory, keys included, would be written where the system keeps cores.
 */
export function endProcess(code: number): never {
	if (isHungUp && process.platform !== 'win32') {
		process.removeAllListeners('SIGHUP');
		process.kill(process.pid, 'SIGHUP');
	}

	process.exit(code);
}

/**
 * Leaves all memory out of a core, should the process abort all the same: Node has no setrlimit, but on Linux a process may choose what
 * its core holds. Source: core(5), "Controlling which mappings are written to the core dump".
 */
export function keepOutOfCore(): void {
	if (process.platform !== 'linux') return;
	try {
		writeFileSync('/proc/self/coredump_filter', '0');
	} catch {
		// no /proc here, as in some containers
	}
}
