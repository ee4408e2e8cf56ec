import {readdirSync, rmSync, statSync} from 'node:fs';
import {basename, join} from 'node:path';
import {reasonOf} from '../../run/file-trouble.ts';
import type {FleetPlace} from '../fleet/fleet.ts';
import type {FleetHistory, PlaceMemory} from '../fleet/fleet-history.ts';
import {HistoryFile, largestRead} from './history-file.ts';
import {type KeptPlace, mostKeptChanges, NewerHistory} from './kept-place.ts';

/** Places that nobody has watched for so long are forgotten; and the oldest of all where the folder gets larger than that. */
const oldestMs = 90 * 86_400_000;
const largestFolder = 64_000_000;
/** All changes that are kept stand in memory while they are watched: of many places each keeps fewer, and `leastChanges` always. */
const changesOfAll = 16_000;
const leastChanges = 100;
/** Of more troubles or files the rest is counted. */
const mostTold = 4;

/**
 * The history of every place that is watched, one file each in a folder that is there. Nothing is ever kept of a place whose account is not known: it might be
 * another one next time.
 */
export class HistoryFolder implements FleetHistory {
	readonly #folder: string;
	/** Files that were damaged: as what each is kept now, by what it was. */
	readonly #aside = new Map<string, string>();
	/** The first trouble of each file, and of the folder. */
	readonly #troubles = new Map<string, string>();
	#isNotKept = false;
	#opened = 0;

	constructor(folder: string, now: number) {
		this.#folder = folder;
		this.#forgetOld(now);
	}

	get notice(): string | undefined {
		return [...damagedWords(this.#aside), ...someOf([...this.#troubles.values()], '; ')].join('; ') || undefined;
	}

	get isNotKept(): boolean {
		return this.#isNotKept;
	}

	open({cloud, accountNumber, region}: FleetPlace, now: number): PlaceMemory | undefined {
		if (accountNumber === undefined) return undefined;
		const owner = {cloud, account: accountNumber, region};
		const path = join(this.#folder, fileName(owner));
		const file = new HistoryFile(path, owner);
		const kept = this.#orSay(path, () => {
			const {kept: found, aside} = file.read(now);
			if (aside !== undefined) this.#aside.set(path, aside);
			return found;
		});
		this.#opened += 1;
		return (
			kept && {
				kept,
				save: (ours: KeptPlace, at: number) => {
					const isSaved = this.#orSay(path, () => file.save(ours, at, this.#mostChanges()));
					this.#isNotKept ||= isSaved === undefined;
					return isSaved ?? true;
				},
			}
		);
	}

	/** Of each place. */
	#mostChanges(): number {
		return Math.max(leastChanges, Math.min(mostKeptChanges, Math.floor(changesOfAll / this.#opened)));
	}

	#forgetOld(now: number): void {
		this.#orSay(this.#folder, () => {
			const files = readdirSync(this.#folder).flatMap(name => {
				const stat = statSync(join(this.#folder, name), {throwIfNoEntry: false});
				return stat?.isFile() ? [{path: join(this.#folder, name), at: stat.mtimeMs, bytes: stat.size}] : [];
			});
			let bytes = 0;
			for (const {path, at, bytes: more} of files.sort((one, other) => other.at - one.at)) {
				// what is too large to be one of these is set aside and told of where it is met, and never goes for its size
				const isOne = more <= largestRead;
				if (isOne) bytes += more;
				if (now - at > oldestMs || (isOne && bytes > largestFolder)) rmSync(path, {force: true});
			}
		});
	}

	/** A history that can't be read or kept is told, once of each file, and keeps nobody from watching. */
	#orSay<Result>(path: string, work: () => Result): Result | undefined {
		try {
			return work();
		} catch (error) {
			const isOfFile = error instanceof SyntaxError || error instanceof NewerHistory;
			const why = isOfFile || !(error instanceof Error && 'code' in error) ? String(error) : reasonOf(error);
			if (!this.#troubles.has(path))
				this.#troubles.set(path, `the history of tunnels can't be kept in ${path}: ${isOfFile ? error.message : why}`);
			return undefined;
		}
	}
}

function damagedWords(aside: ReadonlyMap<string, string>): readonly string[] {
	const [first] = aside;
	if (!first) return [];
	if (aside.size === 1)
		return [`${first[0]} was damaged: it is kept as ${first[1]}, and the history of that place begins anew`];
	const names = someOf(
		[...aside.values()].map(path => basename(path)),
		', ',
	).join('');
	return [
		`${aside.size} files of the history were damaged and are set aside as ${names}: the history of those places begins anew`,
	];
}

/** The first of them as one text, and how many more there are. */
function someOf(texts: readonly string[], between: string): readonly string[] {
	if (texts.length === 0) return [];
	const more = texts.length - mostTold;
	return [`${texts.slice(0, mostTold).join(between)}${more > 0 ? ` and ${more} more` : ''}`];
}

/** A word of a file's name, of letters, figures and dashes alone. */
function fileName({
	cloud,
	account,
	region,
}: {
	readonly cloud: string;
	readonly account: string;
	readonly region: string;
}) {
	return `${[cloud, account, region].map(word => word.replace(/[^\w-]/g, '_').slice(0, 60)).join('.')}.json`;
}
