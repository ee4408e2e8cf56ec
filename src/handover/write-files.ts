import {type FileHandle, lstat, mkdir, open, rm} from 'node:fs/promises';
import path from 'node:path';
import {Secret} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import type {HandoverFile} from './handover-file.ts';

/**
 * Writes the files into a folder, all or none: each is for its owner alone (0600), as is the folder where it is made here (0700). What is there is
 * never overwritten, nor is a link followed.
 * @returns the paths written
 * @throws UserError naming what is in the way
 */
export async function writeFiles(folder: string, files: readonly HandoverFile[]): Promise<readonly string[]> {
	await mkdir(folder, {recursive: true, mode: 0o700}).catch((error: unknown) => {
		throw cannot(error, folder);
	});
	const paths = files.map(file => path.join(folder, file.name));
	const taken = (await Promise.all(paths.map(isThere))).flatMap((there, index) =>
		there ? [files[index]?.name ?? ''] : [],
	);
	if (taken.length > 0)
		throw new UserError(`${folder} holds ${taken.join(', ')} already: nothing was written`, {
			field: '--out',
			mend: 'name another folder, or move these files away',
		});
	const made: string[] = [];
	try {
		for (const [index, file] of files.entries()) {
			const target = paths[index] ?? '';
			await writeNew(target, file.content, () => made.push(target));
		}
	} catch (error) {
		await Promise.all(made.map(target => rm(target, {force: true})));
		throw cannot(error, folder);
	}

	return paths;
}

async function writeNew(target: string, content: HandoverFile['content'], opened: () => void): Promise<void> {
	let handle: FileHandle | undefined;
	try {
		// Exclusive: what came to be there since the look is not overwritten either.
		handle = await open(target, 'wx', 0o600);
		opened();
		await handle.chmod(0o600);
		await handle.writeFile(content instanceof Secret ? content.reveal() : content);
	} finally {
		await handle?.close();
	}
}

async function isThere(target: string): Promise<boolean> {
	try {
		await lstat(target);
		return true;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return false;
		throw cannot(error, target);
	}
}

const reasons: Readonly<Record<string, string>> = {
	EACCES: 'you may not write there',
	EPERM: 'you may not write there',
	EROFS: 'it cannot be written to',
	ENOSPC: 'there is no room left',
	EDQUOT: 'your quota is used up',
	ENOENT: 'a link in its path leads nowhere',
	ENOTDIR: 'a part of its path is no folder',
	EEXIST: 'something else of that name is there',
	ENAMETOOLONG: 'its name is too long',
};

function cannot(error: unknown, folder: string): unknown {
	const code = codeOf(error);
	if (code === '') return error;
	return new UserError(`${folder} could not be written: ${reasons[code] ?? code}`, {
		field: '--out',
		mend: 'name another folder',
	});
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
