import {createHash} from 'node:crypto';
import {lstat, readFile} from 'node:fs/promises';
import path from 'node:path';

/** Beside the files, for their owner alone as they are: what was written, by its SHA-256. */
export const listName = '.tunnelwright-files';

/** A list of a hundred files takes less. */
const largestBytes = 1_000_000;

/** What stands of a file: a checksum, so that a change is seen. */
export function checksum(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** Checksums by name, of what was written into a folder before; empty where nothing tells of it. */
export async function earlierFiles(folder: string): Promise<ReadonlyMap<string, string>> {
	try {
		const content = await ordinaryFile(path.join(folder, listName));
		const value: unknown = JSON.parse(content?.toString('utf8') ?? '');
		if (typeof value !== 'object' || value === null || !('files' in value)) return new Map();
		return new Map(Object.entries(Object(value.files)).map(([name, sum]) => [name, String(sum)]));
	} catch {
		return new Map();
	}
}

/** Whether a file is as it was written: an ordinary one, no link, of the checksum that was noted. */
export async function isUnchanged(file: string, sum: string | undefined): Promise<boolean> {
	if (sum === undefined) return false;
	const content = await ordinaryFile(file).catch(() => undefined);
	return content !== undefined && checksum(content) === sum;
}

async function ordinaryFile(file: string): Promise<Buffer | undefined> {
	const found = await lstat(file);
	return found.isFile() && found.size <= largestBytes ? readFile(file) : undefined;
}

/** The list to write beside the files, those of before that still stand included. */
export function listOf(sums: ReadonlyMap<string, string>): string {
	const note = 'Checksums of what tunnelwright wrote here, so that --replace takes the place of nothing else';
	return `${JSON.stringify({note, files: Object.fromEntries(sums)}, undefined, '\t')}\n`;
}
