import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Environment} from '../connection/environment.ts';
import {engineWords} from '../connection/error-words.ts';
import {makeStateFolder} from './folders.ts';
import {newRunId} from './run-id.ts';

interface BugReport {
	readonly env: Environment;
	readonly version: string;
	readonly error: unknown;
	/** Names of the wizard's last events, oldest first; none for a command. */
	readonly events: readonly string[];
}

/**
 * Writes what a developer needs to find a bug, and nothing of the user's: the error's class, the engine's words where they quote only
 * names of the program, the stack without the folders that it is installed in, the names of the last events. Mode 0600.
 * @returns where it is; undefined when it could not be written, since a report must not hide the bug
 */
export function writeBugReport({env, version, error, events}: BugReport): string | undefined {
	try {
		const folder = makeStateFolder(env, 'reports');
		const now = new Date();
		const path = join(folder, `${newRunId()}.txt`);
		const lines = [
			`tunnelwright ${version}, Node ${process.version}, ${process.platform} ${process.arch}, ${now.toISOString()}`,
			'',
			engineWords(error),
			...framesOf(error).map(frame => `  at ${frame}`),
			...causesOf(error),
			'',
			events.length > 0 ? `last events: ${events.join(' ')}` : 'no screen was open',
			'',
		];
		writeFileSync(path, lines.join('\n'), {flag: 'wx', mode: 0o600});
		return path;
	} catch {
		return undefined;
	}
}

function causesOf(error: unknown): readonly string[] {
	const cause = error instanceof Error ? error.cause : undefined;
	if (!(cause instanceof Error)) return [];
	return [`caused by ${engineWords(cause)}`, ...framesOf(cause).map(frame => `  at ${frame}`)];
}

const mostFrames = 30;

/** The calls that led to an error: names of functions, and files as the program's own package has them. */
export function framesOf(error: unknown): readonly string[] {
	if (!(error instanceof Error)) return [];
	return (error.stack ?? '')
		.split('\n')
		.flatMap(line => /^\s+at (.*)$/.exec(line)?.[1] ?? [])
		.slice(0, mostFrames)
		.map(frame => {
			const [, caller = '', place = ''] = /^(?:(.*) \()?([^()]*)\)?$/.exec(frame) ?? [];
			const called = /^[\w$.<> #[\]]{1,80}$/.test(caller) ? caller : '';
			return [called, ownFile(place)].filter(Boolean).join(' ');
		});
}

/** `dist/chunks/chunk-ABC.js:12:34`; the folders above it may name the user. */
function ownFile(place: string): string {
	const own = /(?:^|[/\\])((?:bin|dist|src|test)[/\\][\w./\\-]{1,80}:\d+:\d+)$/.exec(place)?.[1];
	if (own) return own;
	return /^node:[\w/]{1,60}:\d+:\d+$/.test(place) ? place : '(elsewhere)';
}
