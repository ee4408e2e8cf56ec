import {renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {readBounded, UnreadFile} from '../../clouds/sign-in/bounded-file.ts';
import {readJson} from '../../connection/read-json.ts';
import {moveAside} from '../../profiles/store-text.ts';
import {isLock, tryLock} from '../../run/lock.ts';
import {type HistoryOwner, type KeptPlace, largestFile, nothingKept, placeIn, textOf} from './kept-place.ts';
import {mergePlaces} from './merge-places.ts';

/** Far more than one is written with, bytes: what is larger is of somebody else. */
export const largestRead = 2 * largestFile;

/** The history of one place on the disk: mode 0600, written beside itself and then put in its place, read anew where another process has written it. */
export class HistoryFile {
	readonly #path: string;
	readonly #owner: HistoryOwner;
	#content: KeptPlace = nothingKept;
	/** As it was when it was read or written last: another one was written by somebody else. */
	#signature = '';

	constructor(path: string, owner: HistoryOwner) {
		this.#path = path;
		this.#owner = owner;
	}

	/**
	 * What is kept. @returns where a file that was none stands now
	 * @throws the system's error; NewerHistory
	 */
	read(now: number): {readonly kept: KeptPlace; readonly aside: string | undefined} {
		let aside: string | undefined;
		try {
			this.#readNewest(now);
		} catch (error) {
			// none that is so large was written here
			const isTooLarge = error instanceof UnreadFile && error.code === 'EFBIG';
			if (!(error instanceof SyntaxError) && !isTooLarge) throw error;
			aside = moveAside(this.#path);
		}

		return {kept: this.#content, aside};
	}

	/**
	 * Keeps what a watch knows, with what is there of others. @param mostChanges of the newest changes so many are kept
	 * @returns false where another process writes it at this moment: then it is to be tried again
	 * @throws the system's error; SyntaxError for a file that was damaged meanwhile; NewerHistory
	 */
	save(ours: KeptPlace, now: number, mostChanges: number): boolean {
		const lock = tryLock(`${this.#path}.lock`, 'history');
		if (!isLock(lock)) return false;
		const stage = `${this.#path}.${process.pid}.new`;
		try {
			if (signatureOf(this.#path) === this.#signature) {
				// nobody else wrote it: what we know is newer, also of times that were moved with the clock
				const connections = new Map([...this.#content.connections, ...ours.connections]);
				this.#content = mergePlaces({...ours, connections}, {...this.#content, connections: new Map()});
			} else {
				this.#readNewest(now);
				this.#content = mergePlaces(ours, this.#content);
			}

			this.#content = {...this.#content, changes: this.#content.changes.slice(0, mostChanges)};
			writeFileSync(stage, textOf(this.#owner, this.#content, now), {mode: 0o600, flag: 'w'});
			renameSync(stage, this.#path);
			this.#signature = signatureOf(this.#path);
			return true;
		} finally {
			try {
				rmSync(stage, {force: true});
			} finally {
				lock.release();
			}
		}
	}

	#readNewest(now: number): void {
		this.#signature = signatureOf(this.#path);
		this.#content = nothingKept;
		if (this.#signature === '') return;
		this.#content = placeIn(readJson(readBounded(this.#path, largestRead).toString('utf8')), now);
	}
}

/** '' where there is no file. */
function signatureOf(path: string): string {
	const stat = statSync(path, {throwIfNoEntry: false});
	return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : '';
}
