import {closeSync, constants, fstatSync, openSync, readSync, statSync} from 'node:fs';
import {UnreadFile} from '../clouds/sign-in/bounded-file.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import {reasonOf} from '../run/file-trouble.ts';
import {readPipe} from '../run/read-pipe.ts';
import {mostCharacters} from '../why/site-lines.ts';

/** How much a pipe may bring: its end is what is read. */
export const mostPiped = 200_000_000;

/**
 * A log that the user named: its end, which is the newest, as far as it is read. A pipe is read as it comes, until the signal is aborted; a device is refused.
 * @param isOrdinary it has to be a file: into a pipe nobody may ever write, and a screen does not show what it waits for
 * @throws UserError
 */
export async function readSiteLog(
	path: string,
	{signal, isOrdinary = false}: {readonly signal: AbortSignal; readonly isOrdinary?: boolean},
): Promise<string> {
	const shown = path === '' ? 'a file without a name' : printable(path, 200);
	try {
		if (isOrdinary && isPipeOrDevice(path)) throw new UnreadFile('ENOTFILE');
		const piped = await readPipe(path, {most: mostPiped, newest: 2 * mostCharacters, signal});
		return siteLogOf(piped ?? tailOf(path), shown);
	} catch (error) {
		if (error instanceof UserError) throw error;
		const why =
			error instanceof UnreadFile ? error.message : isNowhere(error) ? 'it is not there (ENOENT)' : reasonOf(error);
		throw new UserError(`${shown} can't be read: ${why}`, {
			field: '--site-logs',
			mend: 'name a log of the site’s device, or - for standard input',
		});
	}
}

function isPipeOrDevice(path: string): boolean {
	const status = statSync(path);
	return !status.isFile() && !status.isDirectory();
}

/** Words of files that are written speak of making them. */
function isNowhere(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Bytes of a log as text, whatever bytes stand in it. @param source names it @throws UserError for what is surely no text */
export function siteLogOf(bytes: Uint8Array, source: string): string {
	const [first, second] = bytes;
	if (first === 0x1f && second === 0x8b)
		throw new UserError(`${source} is compressed with gzip`, {
			field: '--site-logs',
			mend: 'unpack it on the way: zcat FILE | tunnelwright why ID --site-logs -',
		});
	const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
	const encoding = isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
	const text = new TextDecoder(encoding).decode(bytes);
	if (isNoText(text))
		throw new UserError(`${source} is no text`, {
			field: '--site-logs',
			mend: 'name a log or a state of the site’s device as text; unpack what is compressed',
		});
	return text;
}

/** How many signs are looked at, at the end. */
const mostSampled = 100_000;

/** Whether what a text never holds stands for a third of it: bytes at random would be read as lines of some device. NUL stands in logs after a crash. */
function isNoText(text: string): boolean {
	const sample = text.slice(-mostSampled).replaceAll('\0', '');
	const strange = sample.match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g)?.length ?? 0;
	return strange > 20 && strange * 3 > sample.length;
}

function tailOf(path: string): Uint8Array {
	// not to wait for one that was made a pipe since it was looked at
	const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const {size} = fstatSync(descriptor);
		// one more than is read, so that it is seen and told that there was more
		return readFrom(descriptor, Math.max(0, size - mostCharacters - 1));
	} finally {
		closeSync(descriptor);
	}
}

function readFrom(descriptor: number, from: number): Uint8Array {
	const chunks: Buffer[] = [];
	let read = 0;
	// some files of /proc have no size, and no end; a log may be written to faster than it is read
	while (read <= 2 * mostCharacters) {
		const chunk = Buffer.allocUnsafe(64 * 1024);
		const bytes = readSync(descriptor, chunk, 0, chunk.length, from + read);
		if (bytes === 0) break;
		read += bytes;
		chunks.push(chunk.subarray(0, bytes));
	}

	return Buffer.concat(chunks);
}
