import {createInterface} from 'node:readline';
import {Writable} from 'node:stream';
import {Secret} from '../connection/secret.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {writeBugReport} from '../run/bug-report.ts';
import {codeOf, reasonOf} from '../run/file-trouble.ts';
import {endProcess, noteHangUp, saysHangUp} from '../run/process-end.ts';
import {version} from '../run/version.ts';
import {recentEvents} from '../ui/recent-events.ts';
import type {CommandIo, InterruptSignal} from './command-io.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
 * The real process. A reader of our output that goes away (`| head`) ends it quietly, once nothing is left half done; a disk that takes
 * no more of it is told. Without its terminal the process ends by SIGHUP.
 */
export function processIo(): CommandIo {
	const unread = new Set<(signal: InterruptSignal) => void>();
	// its last words find no reader either, and its exit code is its own
	let isStopping = false;
	for (const stream of [process.stdout, process.stderr])
		stream.on('error', error => {
			if (saysHangUp(error)) noteHangUp();
			const isUnread = saysHangUp(error) || codeOf(error) === 'EPIPE';
			if (!isUnread && !isStopping) {
				const name = stream === process.stdout ? 'standard output' : 'standard error';
				process.stderr.write(`${name} can't be written: ${reasonOf(error)}\n`);
			}

			if (unread.size > 0 || isStopping) {
				isStopping = true;
				for (const callback of unread) callback('SIGHUP');
				return;
			}

			endProcess(saysHangUp(error) ? exitCode.cancelled : isUnread ? exitCode.done : exitCode.machine);
		});

	return {
		env: process.env,
		interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
		out: text => {
			process.stdout.write(`${text}\n`);
		},
		drained: () =>
			new Promise(resolve => {
				if (process.stdout.writableNeedDrain) process.stdout.once('drain', resolve);
				else resolve();
			}),
		err: text => {
			process.stderr.write(`${text}\n`);
		},
		async readInput(largestBytes) {
			const chunks: Buffer[] = [];
			let read = 0;
			for await (const chunk of process.stdin) {
				chunks.push(Buffer.from(chunk));
				read += chunk.length;
				if (read > largestBytes) break;
			}

			return Buffer.concat(chunks);
		},
		askSecret,
		ask,
		onInterrupt(callback, options) {
			const hear = (signal: InterruptSignal) => {
				if (signal === 'SIGHUP') noteHangUp();
				callback(signal);
			};
			for (const signal of signals) process.on(signal, hear);
			if (options?.unread) unread.add(callback);
			return () => {
				for (const signal of signals) process.off(signal, hear);
				unread.delete(callback);
			};
		},
		reportBug: error => writeBugReport({env: process.env, version, error, events: recentEvents()}),
		onLeave(callback) {
			process.on('exit', callback);
		},
		leave: endProcess,
	};
}

/** Asks on standard error, so that standard output stays what was asked for. */
function ask(question: string, signal: AbortSignal): Promise<string> {
	return askLine(question, signal, {output: process.stderr, cancelled: 'cancelled: nothing was changed'});
}

/** The same for a secret: nothing typed is shown. */
async function askSecret(question: string, signal: AbortSignal): Promise<Secret> {
	const mute = new Writable({
		write(_chunk, _encoding, done) {
			done();
		},
	});
	process.stderr.write(question);
	try {
		return new Secret(await askLine('', signal, {output: mute, cancelled: 'cancelled: nothing has been made'}));
	} finally {
		process.stderr.write('\n');
	}
}

/** A line, or the end of all asking: by Ctrl-C or Ctrl-D, by a signal, because the terminal is gone. The terminal is as it was after it. */
function askLine(
	question: string,
	signal: AbortSignal,
	{output, cancelled}: {readonly output: NodeJS.WritableStream; readonly cancelled: string},
): Promise<string> {
	return new Promise((resolve, reject) => {
		const {stdin} = process;
		const release = guardRawMode(stdin);
		const lines = createInterface({input: stdin, output, terminal: true, historySize: 0});
		const end = () => {
			signal.removeEventListener('abort', cancel);
			lines.off('close', cancel);
			lines.close();
			release();
		};
		const cancel = () => {
			end();
			reject(new UserError(cancelled, {exit: exitCode.cancelled}));
		};
		// a listener for good: a terminal that is gone says so more than once
		stdin.on('error', error => {
			if (saysHangUp(error)) noteHangUp();
			cancel();
		});
		lines.once('SIGINT', cancel);
		// the end of input, as by Ctrl-D
		lines.once('close', cancel);
		lines.question(question, answer => {
			end();
			resolve(answer);
		});
		if (signal.aborted) cancel();
		else signal.addEventListener('abort', cancel, {once: true});
	});
}

/** Node's readline leaves raw mode when its input ends, and where the terminal is gone that throws with nobody there to catch it. */
function guardRawMode(stdin: NodeJS.ReadStream): () => void {
	const own = stdin.setRawMode;
	if (typeof own !== 'function') return () => {};
	stdin.setRawMode = mode => {
		try {
			return own.call(stdin, mode);
		} catch (error) {
			if (!saysHangUp(error)) throw error;
			noteHangUp();
			return stdin;
		}
	};
	return () => {
		stdin.setRawMode = own;
	};
}
