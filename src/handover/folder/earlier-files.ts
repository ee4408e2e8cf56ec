import {createHash} from 'node:crypto';
import {lstat, readFile} from 'node:fs/promises';
import path from 'node:path';
import {printable} from '../../connection/printable.ts';

/** Beside the files, for their owner alone as they are: what was written, by its SHA-256. */
export const listName = '.tunnelwright-files';

/** A list of a hundred files takes less. */
const largestBytes = 1_000_000;

/** What stands of a file: a checksum, so that a change is seen. */
export function checksum(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** What was written into a folder before, and still stands there, whether it was changed or not. */
export interface EarlierFiles {
	/** What they are of: a connection's id, or a document by its name and region. Undefined where nothing tells. */
	readonly of?: string;
	/** Checksums by name, as written. */
	readonly sums: ReadonlyMap<string, string>;
	/** Whether there is a list at all. */
	readonly isListed: boolean;
}

/** Nothing where no list of ours tells of it. */
export async function earlierFiles(folder: string): Promise<EarlierFiles> {
	try {
		const content = await ordinaryFile(path.join(folder, listName));
		const value: unknown = JSON.parse(content?.toString('utf8') ?? '');
		if (typeof value !== 'object' || value === null || !('files' in value)) throw new Error('not a list of ours');
		const of: unknown = Reflect.get(value, 'of');
		const noted = Object.entries(Object(value.files));
		const stands = await Promise.all(noted.map(([name]) => isThere(folder, name)));
		const sums = new Map(noted.filter((_, index) => stands[index]).map(([name, sum]) => [name, String(sum)]));
		return {...(typeof of === 'string' && sums.size > 0 ? {of} : {}), sums, isListed: true};
	} catch {
		return {sums: new Map(), isListed: false};
	}
}

/** That files of something else stand in a folder, in words; undefined where none do, as far as is known. */
export function filesOfOthers({of: theirs}: EarlierFiles, of: string): string | undefined {
	if (theirs === undefined || theirs === of) return undefined;
	return `holds files of ${printable(theirs, 80)}, not of ${printable(of, 80)}`;
}

/** A name in the list is a file of this folder, whatever was written into the list. */
async function isThere(folder: string, name: string): Promise<boolean> {
	if (name !== path.basename(name)) return false;
	return lstat(path.join(folder, name)).then(
		() => true,
		() => false,
	);
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
export function listOf({of, sums}: {readonly of: string; readonly sums: ReadonlyMap<string, string>}): string {
	const note = 'Checksums of what tunnelwright wrote here, so that --replace takes the place of nothing else';
	return `${JSON.stringify({note, of, files: Object.fromEntries(sums)}, undefined, '\t')}\n`;
}
