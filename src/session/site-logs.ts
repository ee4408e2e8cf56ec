import {closeSync, fstatSync, openSync, readSync, statSync} from 'node:fs';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import {reasonOf} from '../run/file-trouble.ts';
import {mostCharacters} from '../why/site-lines.ts';

/** How much a pipe may bring: its end is what is read. */
export const mostPiped = 200_000_000;

/**
 * A log that the user named: its end, which is the newest, as far as it is read.
 * @param isOrdinary it has to be a file: a pipe or a device may let whoever reads it wait for ever, and with him all that draws a screen
 * @throws UserError
 */
export function readSiteLog(path: string, {isOrdinary = false}: {readonly isOrdinary?: boolean} = {}): string {
	const shown = path === '' ? 'a file without a name' : printable(path, 200);
	try {
		if (isOrdinary && isPipeOrDevice(path)) throw new UserError(`${shown} can't be read: it is no ordinary file`);
		return siteLogOf(tailOf(path), shown);
	} catch (error) {
		if (error instanceof UserError) throw error;
		throw new UserError(`${shown} can't be read: ${isNowhere(error) ? 'it is not there (ENOENT)' : reasonOf(error)}`, {
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
	return new TextDecoder(encoding).decode(bytes);
}

function tailOf(path: string): Uint8Array {
	const descriptor = openSync(path, 'r');
	try {
		const status = fstatSync(descriptor);
		// One more than is read, so that it is seen and told that there was more.
		const from = status.isFile() ? Math.max(0, status.size - mostCharacters - 1) : 0;
		return readFrom(descriptor, status.isFile() ? from : null);
	} finally {
		closeSync(descriptor);
	}
}

function readFrom(descriptor: number, from: number | null): Uint8Array {
	const chunks: Buffer[] = [];
	let read = 0;
	while (read <= mostPiped) {
		const chunk = Buffer.allocUnsafe(64 * 1024);
		const bytes = readSync(descriptor, chunk, 0, chunk.length, from === null ? null : from + read);
		if (bytes === 0) break;
		read += bytes;
		chunks.push(chunk.subarray(0, bytes));
		while (from === null && read - (chunks[0]?.length ?? 0) > mostCharacters * 2) read -= chunks.shift()?.length ?? 0;
	}

	return Buffer.concat(chunks);
}
