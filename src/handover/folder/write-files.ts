import {type FileHandle, lstat, open, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {printable} from '../../connection/printable.ts';
import {Secret} from '../../connection/secret.ts';
import {exitCode, UserError} from '../../connection/user-error.ts';
import {codeOf, failsHere, isFull} from '../../run/file-trouble.ts';
import {makeFolder} from '../../run/folders.ts';
import type {HandoverFile} from '../handover-file.ts';
import {
	checksum,
	type EarlierFiles,
	earlierFiles,
	filesOfOthers,
	isUnchanged,
	listName,
	listOf,
} from './earlier-files.ts';
import {openToOthers} from './open-to-others.ts';

interface WrittenFiles {
	/** Paths, in the order of the files. */
	readonly paths: readonly string[];
	/** Names of files that were written there before, and are not among those of now: they stand as they were. */
	readonly left: readonly string[];
}

/**
 * Writes the files into a folder, all or none: each is for its owner alone (0600), as is the folder where it is made here (0700). What is there is
 * not overwritten, nor is a link followed. A folder holds the files of one connection: with a mixture of two, an installed device would bring up
 * parts of both. Nor are files put where others could swap them: root is to run some.
 * @param of what the files are of: a connection's id, or a document by its name and region
 * @param replace takes the place of files that were written there before and are as they were written; of no others
 * @throws UserError naming what is in the way
 */
export async function writeFiles(
	folder: string,
	files: readonly HandoverFile[],
	{of, replace = false}: {readonly of: string; readonly replace?: boolean},
): Promise<WrittenFiles> {
	const exposed = await openToOthers(path.resolve(folder));
	if (exposed) throw new UserError(`${exposed.problem}: nothing was written`, {field: '--out', mend: exposed.mend});
	try {
		makeFolder(folder);
	} catch (error) {
		throw cannot(error, folder);
	}

	const earlier = await earlierFiles(folder);
	refuseOthers(folder, earlier, of);
	const replaced = await replaceable(folder, files, {earlier: earlier.sums, replace});
	const texts = files.map(({name, content}) => [name, content instanceof Secret ? content.reveal() : content] as const);
	const sums = new Map([...earlier.sums, ...texts.map(([name, text]) => [name, checksum(text)] as const)]);
	const made: string[] = [];
	const stages: (readonly [stage: string, target: string])[] = [];
	try {
		for (const [name, text] of [...texts, [listName, listOf({of, sums})] as const]) {
			const target = path.join(folder, name);
			const isReplaced = name === listName ? earlier.isListed : replaced.has(name);
			const written = isReplaced ? path.join(folder, `.${name}.${process.pid}.new`) : target;
			await writeNew(written, text, () => made.push(written));
			if (isReplaced) stages.push([written, target]);
		}

		for (const [stage, target] of stages) await rename(stage, target);
	} catch (error) {
		await Promise.all(made.map(target => rm(target, {force: true})));
		throw cannot(error, folder);
	}

	const names = new Set(files.map(({name}) => name));
	return {
		paths: [...names].map(name => path.join(folder, name)),
		left: [...earlier.sums.keys()].filter(name => !names.has(name)),
	};
}

/** @throws UserError where the folder holds files of something else */
function refuseOthers(folder: string, earlier: EarlierFiles, of: string): void {
	const others = filesOfOthers(earlier, of);
	if (others === undefined) return;
	throw new UserError(`${folder} ${others}: nothing was written`, {
		field: '--out',
		items: [...earlier.sums.keys()].map(name => printable(name)),
		mend: 'name another folder, one for each connection, or delete these files',
	});
}

/** Names of what is there and may be replaced. @throws UserError that names what may not */
async function replaceable(
	folder: string,
	files: readonly HandoverFile[],
	{earlier, replace}: {readonly earlier: ReadonlyMap<string, string>; readonly replace: boolean},
): Promise<ReadonlySet<string>> {
	const taken: string[] = [];
	const own: string[] = [];
	for (const {name} of files) {
		const target = path.join(folder, name);
		if (!(await isThere(target))) continue;
		if (!(await isUnchanged(target, earlier.get(name)))) taken.push(name);
		else own.push(name);
	}

	const all = replace ? taken : [...taken, ...own];
	if (all.length === 0) return new Set(own);
	throw new UserError(`${folder} holds ${all.join(', ')} already: nothing was written`, {
		field: '--out',
		mend: replace
			? `name another folder, or move ${taken.join(', ')} away: not written by tunnelwright, or changed since`
			: 'name another folder, or move these files away',
		...(taken.length === 0
			? {
					mendByOption:
						'name another folder, or take the place of these files with --replace: they are as they were written',
				}
			: {}),
	});
}

async function writeNew(target: string, content: string, opened: () => void): Promise<void> {
	let handle: FileHandle | undefined;
	try {
		// Exclusive: what came to be there since the look is not overwritten either.
		handle = await open(target, 'wx', 0o600);
		opened();
		await handle.chmod(0o600);
		await handle.writeFile(content);
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
	ENOENT: 'no folder can be made there',
	ENOTDIR: 'a part of its path is no folder',
	EEXIST: 'something else of that name is there, or a link in its path leads nowhere',
	ENAMETOOLONG: 'its name is too long',
};

function cannot(error: unknown, folder: string): unknown {
	const code = codeOf(error);
	if (code === '') return error;
	return new UserError(`${folder} could not be written: ${reasons[code] ?? code}`, {
		field: '--out',
		mend: isFull(error) ? 'make room, or name another folder' : 'name another folder',
		...(failsHere(error) ? {exit: exitCode.machine} : {}),
	});
}
