import {closeSync, constants, fstatSync, openSync, statSync} from 'node:fs';
import {Socket} from 'node:net';
import {devNull} from 'node:os';
import {UnreadFile} from '../clouds/sign-in/bounded-file.ts';
import {exitCode, UserError} from '../connection/user-error.ts';

/**
 * What comes through a named pipe, or one of a shell (`<(…)`), without anybody else being kept waiting: who writes into it may come late, or never.
 * @param most what comes after so many bytes is left where it is
 * @param newest of what came so much is kept, from its end; left out: all
 * @returns undefined where the path is no pipe: it can be read as a file
 * @throws UserError once the signal is aborted; UnreadFile for a device, which may have no end or never answer; the system's error
 */
export async function readPipe(
	path: string,
	{most, newest = most, signal}: {readonly most: number; readonly newest?: number; readonly signal: AbortSignal},
): Promise<Buffer | undefined> {
	const named = statSync(path);
	if (path === devNull || named.isFile() || named.isDirectory()) return undefined;
	if (!named.isFIFO()) throw new UnreadFile('ENOTFILE');
	if (signal.aborted) throw cancelled();
	// without O_NONBLOCK the whole program waits here for a writer
	const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	if (!fstatSync(descriptor).isFIFO()) {
		// it was another when it was looked at
		closeSync(descriptor);
		throw new UnreadFile('ENOTFILE');
	}

	const pipe = new Socket({fd: descriptor, readable: true, writable: false});
	const stop = () => pipe.destroy(cancelled());
	signal.addEventListener('abort', stop, {once: true});
	try {
		return await endOf(pipe, most, newest);
	} finally {
		signal.removeEventListener('abort', stop);
		pipe.destroy();
	}
}

async function endOf(pipe: Socket, most: number, newest: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let all = 0;
	let kept = 0;
	for await (const chunk of pipe as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		all += chunk.length;
		kept += chunk.length;
		while (kept - (chunks[0]?.length ?? 0) >= newest) kept -= chunks.shift()?.length ?? 0;
		if (all >= most) break;
	}

	return Buffer.concat(chunks);
}

function cancelled(): UserError {
	return new UserError('cancelled', {exit: exitCode.cancelled});
}
