import path from 'node:path';
import {shownPath} from '../clouds/sign-in/home-folder.ts';
import type {DeviceSide} from '../connection/device-side.ts';
import type {Environment} from '../connection/environment.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import type {Device} from '../handover/devices/device.ts';
import {type FolderLook, lookAtFolder} from '../handover/folder/look-at-folder.ts';
import {writeFiles} from '../handover/folder/write-files.ts';
import type {HandoverFile, SiteFacts} from '../handover/handover-file.ts';
import type {Clouds} from './open-session.ts';
import {typedPath} from './typed-path.ts';

export {keysElsewhere} from '../handover/devices/keys-elsewhere.ts';
export type {Preference, SiteFacts} from '../handover/handover-file.ts';

/** Where files go. */
export interface Folder {
	readonly folder: string;
	/** Takes the place of files that were written there before, and not changed since. */
	readonly replace?: boolean;
}

/** What was written, and what to do with it. It holds no key. */
export interface HandedOver {
	/** `path`: where it stands, in the folder as it was named. */
	readonly files: readonly {readonly name: string; readonly what: string; readonly path: string}[];
	/** Files of an earlier writing that stand as they were: they do not belong to these. */
	readonly left: readonly {readonly name: string; readonly path: string}[];
	/** What to do, in order, as a page in Markdown. */
	readonly steps: string;
}

/** Writes the files of a device, its page of steps last. @throws UserError, CloudError */
export async function handOver(
	clouds: Clouds,
	task: {readonly place: ConnectionPlace; readonly device: Device; readonly side: DeviceSide; readonly site: SiteFacts},
	folder: Folder,
	signal: AbortSignal,
): Promise<HandedOver> {
	const {place, device, side, site} = task;
	const cloud = await clouds.cloud(place.cloud, place.region);
	const files = await (await device.load()).make({cloud, side, site}, signal);
	const page = files.at(-1);
	if (typeof page?.content !== 'string') throw new Error('the page of steps comes last, and holds no key');
	const steps = clouds.here(page.content, place.cloud);
	const written = [...files.slice(0, -1), {...page, content: steps}];
	return {...(await writeInto(written, folder, place.id)), steps};
}

/** Writes files into a folder, all or none: see `writeFiles`. @param of what the files are of @throws UserError */
export async function writeInto(
	files: readonly HandoverFile[],
	{folder, replace = false}: Folder,
	of: string,
): Promise<Pick<HandedOver, 'files' | 'left'>> {
	const {paths, left} = await writeFiles(folder, files, {of, replace});
	return {
		files: files.map(({name, what}, index) => ({name, what, path: paths[index] ?? name})),
		left: left.map(name => ({name, path: path.join(folder, name)})),
	};
}

/** Free names are looked for up to here: `office`, `office-2`, … */
const mostNames = 20;

/**
 * Looks at a folder that was typed, or for one of this name that is still to be made. Writes nothing.
 * @param asked `names`: of the files that are to go there; `of`: what they are of
 */
export async function lookAt(
	typed: string,
	asked: {readonly names: readonly string[]; readonly of: string; readonly fresh: boolean; readonly env: Environment},
): Promise<(FolderLook & {readonly path: string}) | undefined> {
	const {names, of, fresh, env} = asked;
	const candidates = fresh
		? [typed, `~/${typed}`].flatMap(base => [
				base,
				...Array.from({length: mostNames - 1}, (_, index) => `${base}-${index + 2}`),
			])
		: [typed];
	for (const candidate of candidates) {
		const look = await lookAtFolder(folderOf(candidate, env).path, names, of);
		if (!fresh || (look.problem === undefined && !look.isThere)) return {...look, path: candidate};
	}

	return undefined;
}

/** A folder that was typed where no shell reads it. @returns its path from the root, and how a screen shows it: `~/berlin-office-strongswan` */
export function folderOf(typed: string, env: Environment): {readonly path: string; readonly shown: string} {
	const folder = path.resolve(typedPath(typed, env));
	return {path: folder, shown: shownPath(folder, env)};
}
