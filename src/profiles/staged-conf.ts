import {existsSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {readJson} from '../connection/read-json.ts';
import {syncFolder} from '../run/folders.ts';

/** A store file kept by conf. */
interface ConfStore {
	/** The content as it is on the disk now; empty where there is no file. @throws the system's error, or a SyntaxError */
	read(): Record<string, unknown>;
	/** Replaces the content: whole and on the disk, or not at all. @throws the system's error; the file is then as it was */
	replace(content: Record<string, unknown>): void;
}

/**
 * Opens a store file with conf, and shields it from what conf 15 does on a full disk: it takes a short write for a whole one and
 * puts a cut-off file in the place of the good one. So conf writes to a stage beside the file, which is read back and renamed
 * over it only when it is whole.
 */
export async function openConfStore(path: string): Promise<ConfStore> {
	const {default: Conf} = await import('conf');
	const folder = dirname(path);
	const open = (name: string) =>
		new Conf<Record<string, unknown>>({
			projectName: 'tunnelwright',
			projectSuffix: '',
			cwd: folder,
			configName: name,
			fileExtension: '',
			configFileMode: 0o600,
			accessPropertiesByDotNotation: false,
			serialize,
			deserialize: objectIn,
		});
	let store: InstanceType<typeof Conf<Record<string, unknown>>> | undefined;
	return {
		read() {
			// conf makes the folder of a file that is not there, and reading must work where nothing can be written
			if (!existsSync(path)) return {};
			store ??= open(basename(path));
			return {...store.store};
		},
		replace(content) {
			const stage = open(`.${basename(path)}.${process.pid}.new`);
			try {
				stage.store = content;
				if (readFileSync(stage.path, 'utf8') !== serialize(content)) throw new ShortWriteError();
				renameSync(stage.path, path);
			} finally {
				rmSync(stage.path, {force: true});
			}

			syncFolder(folder);
		},
	};
}

/** What the system would have said, had it been asked for the rest. */
class ShortWriteError extends Error {
	readonly code = 'ENOSPC';

	constructor() {
		super('the disk took only a part of the file');
	}
}

/** The object that a store's text holds; editors on Windows put a byte order mark in front. @throws SyntaxError when it holds none */
export function objectIn(text: string): Record<string, unknown> {
	const value = readJson(text.replace(/^\uFEFF/, ''));
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new SyntaxError('this is no JSON object');
	// a copy, so that the type says what was checked: an object with string keys
	return {...value};
}

function serialize(content: Record<string, unknown>): string {
	return `${JSON.stringify(content, undefined, '\t')}\n`;
}
