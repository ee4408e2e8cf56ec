import {closeSync, openSync, writeSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {loggable, loggableToken} from '../clouds/net/loggable.ts';
import type {RequestLog, RequestRecord} from '../clouds/net/request-log.ts';
import type {Environment} from '../connection/environment.ts';
import {Secret} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import {codeOf} from './file-trouble.ts';
import {makeStateFolder} from './folders.ts';
import {newRunId} from './run-id.ts';

/** The file that `--debug` writes for a bug report: JSON lines, mode 0600, each on the disk before the call that it tells of is over. */
export interface DebugLog extends RequestLog {
	readonly path: string;
	/** How it ended, once, and what the user is told of it. */
	end(exit: number): string;
}

interface DebugLogOptions {
	readonly env: Environment;
	/** Where to write instead of the state folder. */
	readonly file?: string | undefined;
	readonly version: string;
	/** `wizard`, `apply`, `runs resume`. */
	readonly command: string;
	readonly sandbox: boolean;
}

const holdsKeys = /SECRET|TOKEN|PASS|KEY/i;

/**
 * Opens a new log. An existing file is not touched.
 * @throws UserError when there is no place for it
 */
export function openDebugLog({env, file, version, command, sandbox}: DebugLogOptions): DebugLog {
	if (file === '-')
		throw new UserError('--debug-file - is standard output, and the log goes to a file', {
			field: '--debug-file',
			mend: 'name a new file; ./- is the one of that name',
		});
	const path = file === undefined ? join(makeStateFolder(env, 'debug'), `${newRunId()}.jsonl`) : resolve(file);
	const descriptor = open(path);
	// kept while the log is: what stands in one of them is not written, wherever it comes from
	const keys = Object.entries(env).flatMap(([name, value]) =>
		value && holdsKeys.test(name) ? [new Secret(value)] : [],
	);
	let trouble: string | undefined;
	let ended = false;
	const write = (entry: object) => {
		if (trouble !== undefined || ended) return;
		try {
			writeSync(descriptor, `${JSON.stringify({at: new Date().toISOString(), ...entry})}\n`);
		} catch (error) {
			trouble = codeOf(error) || 'unknown reason';
		}
	};
	write({
		event: 'start',
		version,
		node: process.version,
		platform: `${process.platform} ${process.arch}`,
		command,
		sandbox,
	});
	return {
		path,
		record: entry => write({event: 'call', ...lineOf(entry)}),
		end(exit) {
			write({event: 'end', exit});
			if (!ended) closeSync(descriptor);
			ended = true;
			keys.length = 0;
			return trouble === undefined
				? `Every call is written down in ${path}: no key is in it, addresses and ids are. Read it before you share it.`
				: `The log ${path} is not whole: it could not be written (${trouble})`;
		},
	};
}

function open(path: string): number {
	try {
		return openSync(path, 'ax', 0o600);
	} catch (error) {
		const exists = codeOf(error) === 'EEXIST';
		throw new UserError(
			`the debug log ${path} ${exists ? 'is there already' : `can't be written (${codeOf(error) || 'unknown reason'})`}`,
			{
				field: '--debug-file',
				mend: exists
					? 'name a new file: what stands is not overwritten'
					: 'name a file that you can write with --debug-file',
			},
		);
	}
}

function lineOf({requestId, errorCode, region, durationMs, ...entry}: RequestRecord): object {
	return {
		...entry,
		region: loggable(region, 'word'),
		durationMs: Math.round(durationMs),
		requestId: requestId === undefined ? undefined : loggableToken(requestId),
		errorCode: errorCode === undefined ? undefined : loggableToken(errorCode),
	};
}
