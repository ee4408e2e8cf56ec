import {closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync} from 'node:fs';
import {hostname} from 'node:os';
import {readBounded} from '../clouds/sign-in/bounded-file.ts';
import {UserError} from '../connection/user-error.ts';

/*
 * Locks between processes: a file that exists while somebody works, with the process in it. The libraries for this go by a file
 * time that the holder renews; a process stopped by Ctrl-Z would be taken for dead after seconds, while its run is still open.
 */

/** Who holds a lock. */
export interface Holder {
	readonly pid: number;
	readonly host: string;
	/** What it is held for, in words: a run's id. */
	readonly purpose: string;
	/** The process's start in the kernel's ticks, where it can be read: a process id alone may have been given anew. */
	readonly started?: string;
}

export interface Lock {
	/** Lets it go. May be called twice. */
	release(): void;
}

/** A lock whose holder could not yet write its name into it, or never will, ms. */
const unnamedMs = 5000;
/** A lock of another machine on a shared folder that is older is taken for left behind, ms. Short work only: see `lockShortly`. */
const otherHostMs = 10_000;
const shortWaitMs = 15_000;

/**
 * Takes a lock, or says who has it. A lock whose process is dead is taken over.
 * @throws the system's error when the file can't be made
 */
export function tryLock(path: string, purpose: string): Lock | Holder {
	for (let attempt = 0; attempt < 3; attempt += 1) {
		if (make(path, purpose)) return lockOn(path);
		const holder = holderOf(path);
		if (holder === undefined) continue; // gone meanwhile
		if (isAlive(holder)) return holder;
		takeAway(path, isAlive);
	}

	return holderOf(path) ?? unknownHolder;
}

/** Whether what `tryLock` gave is the lock. */
export function isLock(result: Lock | Holder): result is Lock {
	return 'release' in result;
}

/** Who works under a lock now; undefined when nobody does, as far as can be told. */
export function lockedBy(path: string): Holder | undefined {
	const holder = holderOf(path);
	return holder && isAlive(holder) ? holder : undefined;
}

/**
 * Runs short, synchronous work under a lock, waiting for others that do the same.
 * @throws UserError when somebody holds it for longer than such work takes; whatever the work throws
 */
export function lockShortly<Result>(path: string, work: () => Result): Result {
	const until = Date.now() + shortWaitMs;
	while (true) {
		const result = tryLock(path, 'store');
		if (isLock(result)) {
			try {
				return work();
			} finally {
				result.release();
			}
		}

		if (result.host !== hostname() && (ageMs(path) ?? 0) > otherHostMs) takeAway(path, () => false);
		if (Date.now() > until)
			throw new UserError(`${path} has been held by process ${result.pid} on ${result.host} for a while`, {
				mend: 'end that process, or remove the file if there is none',
			});
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 + Math.random() * 20);
	}
}

const unknownHolder: Holder = {pid: 0, host: '', purpose: ''};

function make(path: string, purpose: string): boolean {
	let file: number;
	try {
		file = openSync(path, 'wx', 0o600);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}

	try {
		const started = processOf(process.pid)?.started;
		const holder: Holder = {pid: process.pid, host: hostname(), purpose, ...(started ? {started} : {})};
		writeSync(file, JSON.stringify(holder));
	} catch (error) {
		// a full disk: an unnamed lock would keep others out for a while
		unlinkSync(path);
		throw error;
	} finally {
		closeSync(file);
	}

	return true;
}

function lockOn(path: string): Lock {
	let held = true;
	return {
		release() {
			if (!held) return;
			held = false;
			const holder = holderOf(path);
			if (holder?.pid === process.pid && holder.host === hostname()) removed(path);
		},
	};
}

/** Undefined: there is no lock. One without a readable name has process 0. */
function holderOf(path: string): Holder | undefined {
	try {
		const text = readBounded(path, 10_000).toString('utf8');
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null) return unnamed(path);
		const pid = 'pid' in value && typeof value.pid === 'number' ? value.pid : 0;
		const host = 'host' in value && typeof value.host === 'string' ? value.host : '';
		const purpose = 'purpose' in value && typeof value.purpose === 'string' ? value.purpose : '';
		const started = 'started' in value && typeof value.started === 'string' ? {started: value.started} : {};
		return {pid, host, purpose, ...started};
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		return unnamed(path);
	}
}

/** Its maker was between making and writing it: alive for a moment, dead after that. */
function unnamed(path: string): Holder {
	return (ageMs(path) ?? 0) < unnamedMs ? {...unknownHolder, host: 'just now'} : unknownHolder;
}

function isAlive({pid, host, started}: Holder): boolean {
	if (host === 'just now') return true;
	if (pid <= 0) return false;
	// nothing can be asked about a process elsewhere
	if (host !== hostname()) return true;
	try {
		process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}

	const found = processOf(pid);
	if (found === undefined) return true;
	return found.state !== 'Z' && (started === undefined || started === found.started);
}

/** State and start of a process, from where Linux keeps them; undefined elsewhere. */
function processOf(pid: number): {readonly state: string; readonly started: string} | undefined {
	try {
		// the second field is a name in parentheses that may hold anything
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
		const [state, started] = [fields[0], fields[19]];
		return state && started ? {state, started} : undefined;
	} catch {
		return undefined;
	}
}

/** Removes a lock that is left behind. Two that find it so must not remove the fresh lock of the faster one. */
function takeAway(path: string, stillHeld: (holder: Holder) => boolean): void {
	const guard = `${path}.takeover`;
	if ((ageMs(guard) ?? 0) > otherHostMs) removed(guard);
	if (!make(guard, 'takeover')) return;
	try {
		const holder = holderOf(path);
		if (holder && !stillHeld(holder)) removed(path);
	} finally {
		removed(guard);
	}
}

function removed(path: string): void {
	try {
		unlinkSync(path);
	} catch {
		// somebody else was faster
	}
}

/** Undefined: there is no such file. One from the future is as old as the clock was set back, not young for all that time. */
function ageMs(path: string): number | undefined {
	try {
		return Math.abs(Date.now() - statSync(path).mtimeMs);
	} catch {
		return undefined;
	}
}
