import {existsSync, rmSync, statSync} from 'node:fs';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {UserError} from '../connection/user-error.ts';
import {makePrivateFolder} from '../run/folders.ts';
import {isLock, type Lock, lockedBy, tryLock} from '../run/lock.ts';
import {type OpenedFile, openStoreFile, type StoredFile, type StoreFile} from './store-file.ts';

/** A draft as it stands in its file. */
export interface FoundDraft {
	readonly file: string;
	readonly content: StoredFile;
}

/** The files that drafts are kept in: one for each, held by the terminal that is at it, so that none writes over another's. */
interface DraftFiles {
	/** What there is to say of files that were set aside. */
	readonly notice: string | undefined;
	/** The drafts that no terminal is at, the newest first. */
	free(): readonly FoundDraft[];
	/**
	 * This terminal's file, from the first call on until it is let go.
	 * @param known the draft that may be written over, if it stands as it was found
	 * @throws UserError
	 */
	own(known: FoundDraft | undefined): Promise<{readonly file: StoreFile; readonly beside: boolean}>;
	/** The file stays as it is, and counts as free from now on; this terminal's next draft gets another. */
	letGo(): void;
	/** Empties this terminal's file; before it has one, that of the draft it knows. */
	clear(known: FoundDraft | undefined): void;
	/** Empties the file of a draft, unless it has changed since it was found, or another terminal is at it. Returns whether it did. */
	remove(found: FoundDraft): boolean;
}

/** More drafts than anybody finds the way in. */
const names = ['draft', ...Array.from({length: 49}, (_, index) => `draft-${index + 2}`)];

/** How long a draft of another machine is left alone after it was kept last. */
const elsewhereMs = 3_600_000;

const isDraft = (content: StoredFile) => 'savedAt' in content;
const savedAtOf = ({savedAt}: StoredFile) => (typeof savedAt === 'number' ? savedAt : 0);

/** Opens the draft files of a config folder. @throws UserError */
export async function openDraftFiles(folder: string): Promise<DraftFiles> {
	const opened = new Map<string, OpenedFile>();
	const held = (name: string) => join(folder, `${name}.json.held`);
	const open = async (name: string) => {
		const file = opened.get(name) ?? (await openStoreFile(folder, name, isDraft));
		opened.set(name, file);
		return file;
	};
	for (const [index, name] of names.entries())
		if (index === 0 || existsSync(join(folder, `${name}.json`))) await open(name);
	const notices = [...opened.values()].flatMap(({notice}) => notice ?? []);
	let own: {readonly name: string; readonly file: StoreFile; readonly beside: boolean; readonly lock: Lock} | undefined;

	/** A machine that shares this folder may have died without letting go: its drafts would never be offered again. */
	const letGoElsewhere = (name: string) => {
		const holder = lockedBy(held(name));
		if (holder === undefined || holder.host === hostname() || holder.pid === 0) return;
		const saved = statSync(join(folder, `${name}.json`), {throwIfNoEntry: false})?.mtimeMs ?? 0;
		if (Math.abs(Date.now() - saved) > elsewhereMs) rmSync(held(name), {force: true});
	};
	/** Undefined: another terminal is at it. */
	const hold = (name: string): Lock | undefined => {
		try {
			letGoElsewhere(name);
			const lock = tryLock(held(name), 'draft');
			return isLock(lock) ? lock : undefined;
		} catch {
			// where no lock can be made, writing fails as well, and says why
			return noLock;
		}
	};
	const remove = (found: FoundDraft): boolean => {
		const kept = opened.get(found.file);
		const lock = kept && hold(found.file);
		if (!lock) return false;
		try {
			if (!isDraft(kept.file.read()) || !mayTake(kept, found.file, found)) return false;
			kept.file.update(() => ({}));
			return true;
		} finally {
			lock.release();
		}
	};
	const mayTake = ({file}: OpenedFile, name: string, known: FoundDraft | undefined) => {
		const content = file.read();
		return !isDraft(content) || (known?.file === name && savedAtOf(content) === savedAtOf(known.content));
	};

	return {
		notice: notices.length === 0 ? undefined : notices.join(' · '),
		free: () =>
			[...opened]
				.filter(([name]) => {
					if (name === own?.name) return false;
					letGoElsewhere(name);
					return (lockedBy(held(name))?.pid ?? process.pid) === process.pid;
				})
				.map(([name, {file}]) => ({file: name, content: file.read()}))
				.filter(({content}) => isDraft(content))
				.sort((a, b) => savedAtOf(b.content) - savedAtOf(a.content)),
		async own(known) {
			if (own) return own;
			makePrivateFolder(folder);
			let beside = false;
			for (const name of known ? [known.file, ...names] : names) {
				const lock = hold(name);
				if (!lock) {
					beside = true;
					continue;
				}

				const found = await open(name);
				if (mayTake(found, name, known)) {
					own = {name, file: found.file, beside, lock};
					untilExit.add(lock);
					return own;
				}

				lock.release();
			}

			throw new UserError(`${names.length} drafts are kept in ${folder} already`, {
				mend: 'continue or delete one of them on the first screen',
			});
		},
		letGo() {
			if (!own) return;
			untilExit.delete(own.lock);
			own.lock.release();
			own = undefined;
		},
		clear(known) {
			if (own) own.file.update(() => ({}));
			else if (known) remove(known);
		},
		remove,
	};
}

const noLock: Lock = {release() {}};

/** What is let go of at the latest when the process ends. */
const untilExit = new Set<Lock>();
process.once('exit', () => {
	for (const lock of untilExit) lock.release();
});
