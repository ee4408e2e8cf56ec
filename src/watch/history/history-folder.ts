import {readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {reasonOf} from '../../run/file-trouble.ts';
import type {FleetPlace} from '../fleet/fleet.ts';
import type {FleetHistory, PlaceMemory} from '../fleet/fleet-history.ts';
import {HistoryFile} from './history-file.ts';
import {type KeptPlace, NewerHistory} from './kept-place.ts';

/** Places that nobody has watched for so long are forgotten; and the oldest of all where the folder gets larger than that. */
const oldestMs = 90 * 86_400_000;
const largestFolder = 64_000_000;

/**
 * The history of every place that is watched, one file each in a folder that is there. Nothing is ever kept of a place whose account is not known: it might be
 * another one next time.
 */
export class HistoryFolder implements FleetHistory {
	readonly #folder: string;
	#notice: string | undefined;

	constructor(folder: string, now: number) {
		this.#folder = folder;
		this.#forgetOld(now);
	}

	get notice(): string | undefined {
		return this.#notice;
	}

	open({cloud, accountNumber, region}: FleetPlace, now: number): PlaceMemory | undefined {
		if (accountNumber === undefined) return undefined;
		const owner = {cloud, account: accountNumber, region};
		const file = new HistoryFile(join(this.#folder, fileName(owner)), owner);
		const kept = this.#orSay(() => {
			const {kept: found, notice} = file.read(now);
			this.#notice ??= notice;
			return found;
		});
		return (
			kept && {
				kept,
				save: (ours: KeptPlace, at: number) => this.#orSay(() => file.save(ours, at)) ?? true,
			}
		);
	}

	#forgetOld(now: number): void {
		this.#orSay(() => {
			const files = readdirSync(this.#folder).flatMap(name => {
				const stat = statSync(join(this.#folder, name), {throwIfNoEntry: false});
				return stat?.isFile() ? [{path: join(this.#folder, name), at: stat.mtimeMs, bytes: stat.size}] : [];
			});
			let bytes = 0;
			for (const {path, at, bytes: more} of files.sort((one, other) => other.at - one.at)) {
				bytes += more;
				if (now - at > oldestMs || bytes > largestFolder) rmSync(path, {force: true});
			}
		});
	}

	/** A history that can't be read or kept is told, once, and keeps nobody from watching. */
	#orSay<Result>(work: () => Result): Result | undefined {
		try {
			return work();
		} catch (error) {
			const isOfFile = error instanceof SyntaxError || error instanceof NewerHistory;
			const why = isOfFile || !(error instanceof Error && 'code' in error) ? String(error) : reasonOf(error);
			this.#notice ??= `the history of tunnels can't be kept in ${this.#folder}: ${isOfFile ? error.message : why}`;
			return undefined;
		}
	}
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
