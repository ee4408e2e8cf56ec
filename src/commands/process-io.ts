import {createInterface} from 'node:readline';
import {Writable} from 'node:stream';
import {Secret} from '../connection/secret.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {writeBugReport} from '../run/bug-report.ts';
import {version} from '../run/version.ts';
import {recentEvents} from '../ui/recent-events.ts';
import type {CommandIo, InterruptSignal} from './command-io.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** The real process. A reader of our output that goes away (`| head`) ends it quietly, once nothing is left half done. */
export function processIo(): CommandIo {
	const unread = new Set<(signal: InterruptSignal) => void>();
	// its last words find no reader either, and its exit code is its own
	let isStopping = false;
	for (const stream of [process.stdout, process.stderr])
		stream.on('error', error => {
			if (unread.size > 0 || isStopping) {
				isStopping = true;
				for (const callback of unread) callback('SIGHUP');
				return;
			}

			process.exit('code' in error && error.code === 'EPIPE' ? exitCode.done : exitCode.bug);
		});

	return {
		env: process.env,
		interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
		out: text => {
			process.stdout.write(`${text}\n`);
		},
		err: text => {
			process.stderr.write(`${text}\n`);
		},
		async readInput() {
			const chunks: Buffer[] = [];
			for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
			return Buffer.concat(chunks).toString('utf8');
		},
		askSecret,
		ask,
		onInterrupt(callback, options) {
			const hear = (signal: InterruptSignal) => callback(signal);
			for (const signal of signals) process.on(signal, hear);
			if (options?.unread) unread.add(hear);
			return () => {
				for (const signal of signals) process.off(signal, hear);
				unread.delete(hear);
			};
		},
		reportBug: error => writeBugReport({env: process.env, version, error, events: recentEvents()}),
		onLeave(callback) {
			process.on('exit', callback);
		},
		leave: code => process.exit(code),
	};
}

/** Asks on standard error, so that standard output stays what was asked for. */
function ask(question: string, signal: AbortSignal): Promise<string> {
	return new Promise((resolve, reject) => {
		const lines = createInterface({input: process.stdin, output: process.stderr, terminal: true, historySize: 0});
		const cancel = () => {
			reject(new UserError('cancelled: nothing was changed', {exit: exitCode.cancelled}));
			process.stderr.write('\n');
			lines.close();
		};
		signal.addEventListener('abort', cancel, {once: true});
		lines.once('SIGINT', cancel);
		// the end of input, as by Ctrl-D
		lines.once('close', cancel);
		lines.question(question, answer => {
			lines.off('close', cancel);
			resolve(answer);
			lines.close();
		});
	});
}

/** Asks on standard error, so that standard output stays what was asked for. Nothing typed is shown. */
function askSecret(question: string): Promise<Secret> {
	return new Promise((resolve, reject) => {
		const mute = new Writable({
			write(_chunk, _encoding, done) {
				done();
			},
		});
		const lines = createInterface({input: process.stdin, output: mute, terminal: true, historySize: 0});
		process.stderr.write(question);
		const end = () => {
			process.stderr.write('\n');
			lines.close();
		};
		lines.once('SIGINT', () => {
			reject(new UserError('cancelled: nothing has been made', {exit: exitCode.cancelled}));
			end();
		});
		lines.once('line', line => {
			resolve(new Secret(line));
			end();
		});
		lines.once('close', () => reject(new UserError('no key was typed: nothing has been made', {})));
	});
}
