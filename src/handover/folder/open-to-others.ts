import type {Stats} from 'node:fs';
import {realpath, stat} from 'node:fs/promises';
import path from 'node:path';
import {printable} from '../../connection/printable.ts';
import {shellWord} from '../../connection/shell-word.ts';

/** Why files in a folder could be swapped by somebody else, and what takes that from them. */
interface OpenToOthers {
	/** For people: `others may write to /srv/all, and could put other files in the place of these`. */
	readonly problem: string;
	readonly mend: string;
}

/**
 * Whether somebody else could put other files in the place of those in a folder, which root is to run: where others may write to the folder
 * or to one that it lies in. A sticky folder, as /tmp is, lets nobody touch what is not theirs; what lies in it must be the user's or root's. The group of
 * the user alone, and root's, are not others. The folder need not exist. Source: OpenSSH, misc.c, safe_path, which is stricter.
 * @param folder absolute
 */
export async function openToOthers(folder: string): Promise<OpenToOthers | undefined> {
	const user = process.getuid?.();
	if (user === undefined) return undefined;
	const chain = await existing(folder);
	for (const [index, {file, stats}] of chain.entries()) {
		const writers = writersOf(stats, user);
		if (writers !== undefined && !isSticky(stats))
			return {
				problem: `${writers} may write to ${printable(file, 200)}, and could put other files in the place of these`,
				mend: `name another folder, or take it from them: chmod go-w ${shellWord(printable(file))}`,
			};
		const above = chain[index - 1]?.stats;
		if (above && isSticky(above) && writersOf(above, user) !== undefined && ![0, user].includes(stats.uid))
			return {
				problem: `${printable(file, 200)} is another user's, who could put other files in the place of these`,
				mend: 'name another folder',
			};
	}

	return undefined;
}

/** A folder on the way to another. */
interface OnTheWay {
	readonly file: string;
	readonly stats: Stats;
}

/** The folder and all that it lies in, as far as they exist, from the top; where links lead, too. */
async function existing(folder: string): Promise<readonly OnTheWay[]> {
	const named = await onTheWay(folder);
	const last = named.at(-1)?.file ?? folder;
	const real = await realpath(last).catch(() => last);
	return real === last ? named : [...named, ...(await onTheWay(real))];
}

async function onTheWay(folder: string): Promise<readonly OnTheWay[]> {
	const found: OnTheWay[] = [];
	const {root} = path.parse(folder);
	let file = root;
	for (const name of ['', ...folder.slice(root.length).split(path.sep)]) {
		file = path.join(file, name);
		const stats = await stat(file).catch(() => undefined);
		if (!stats) break;
		if (found.at(-1)?.file !== file) found.push({file, stats});
	}

	return found;
}

/** Who beside the user and root may write there, undefined where nobody may. */
function writersOf({mode, gid, uid}: Stats, user: number): string | undefined {
	if ((mode & 0o002) !== 0) return 'others';
	// a group of the same number as its user is the user's alone, by the custom of useradd
	const isOwnGroup = gid === 0 || (gid === uid && uid === user);
	return (mode & 0o020) !== 0 && !isOwnGroup ? 'others of its group' : undefined;
}

function isSticky({mode}: Stats): boolean {
	return (mode & 0o1000) !== 0;
}
