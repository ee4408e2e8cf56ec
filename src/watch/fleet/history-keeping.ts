import type {FleetSnapshot} from './fleet.ts';
import type {FleetBook} from './fleet-book.ts';
import type {FleetClock} from './fleet-clock.ts';
import {type FleetHistory, keptOf, type PlaceMemory} from './fleet-history.ts';
import type {Remembered} from './place-book.ts';
import type {AskedPlace, WatchedPlace} from './watched-place.ts';

/** What changed is on the disk within so long, ms; and that nothing did: what was seen since the last time is `unseen` after a crash. */
const changedMs = 14_000;
const unchangedMs = 300_000;

/** From one file to the next, and how often it is looked whether one is due, ms: a turn comes with each answer, and keys and disk have rest. */
const apartMs = 1000;

/** At the end there is no next turn: another process is at a file for some ms. */
const mostTries = 20;

interface Kept {
	readonly watched: WatchedPlace;
	readonly memory: PlaceMemory;
	hasChanged: boolean;
	savedAt: number;
}

/** Brings what was kept into a watch, and keeps what it sees: one place at a time, so that no key waits for the disk. */
export class HistoryKeeping {
	readonly #open: () => FleetHistory | undefined;
	#history: FleetHistory | undefined;
	#isOpen = false;
	/** At the end another process was at a file for too long. */
	#isLeftOut = false;
	readonly #fleet: FleetBook;
	readonly #clock: FleetClock;
	readonly #kept = new Map<string, Kept>();
	#lookAt = 0;

	constructor(open: (() => FleetHistory | undefined) | undefined, fleet: FleetBook, clock: FleetClock) {
		this.#open = open ?? (() => undefined);
		this.#fleet = fleet;
		this.#clock = clock;
	}

	/** What there is to say of it. */
	get told(): Pick<FleetSnapshot, 'notice' | 'isNotKept'> {
		const {notice, isNotKept} = this.#history ?? {};
		return {...(notice === undefined ? {} : {notice}), ...(isNotKept || this.#isLeftOut ? {isNotKept: true} : {})};
	}

	/** What is remembered of a place. @param make the place, with what is remembered */
	join({place}: AskedPlace, now: number, make: (remembered: Remembered | undefined) => WatchedPlace): WatchedPlace {
		if (!this.#isOpen) this.#history = this.#open();
		this.#isOpen = true;
		const memory = this.#history?.open(place, this.#clock.wallOf(now));
		if (!memory) return make(undefined);
		const {connections, changes} = memory.kept;
		this.#fleet.remember(changes.map(change => ({...change, place, connection: `${place.key} ${change.id}`})));
		const watched = make((id, tunnel) => connections.get(id)?.find(history => history.tunnel === tunnel));
		this.#kept.set(place.key, {watched, memory, hasChanged: false, savedAt: now});
		return watched;
	}

	changed(key: string): void {
		const kept = this.#kept.get(key);
		if (kept) kept.hasChanged = true;
	}

	/** Keeps what has waited for longest, if it is time. */
	saveNext(now: number): void {
		if (now < this.#lookAt) return;
		const due = [...this.#kept.values()].filter(
			({hasChanged, savedAt}) => now - savedAt >= (hasChanged ? changedMs : unchangedMs),
		);
		const next = due.sort((one, other) => one.savedAt - other.savedAt)[0];
		this.#lookAt = now + apartMs;
		if (next) this.#save(next, now);
	}

	/** The watch ends: all of it is kept. */
	saveAll(now: number): void {
		for (const kept of this.#kept.values()) {
			let isSaved = this.#save(kept, now);
			for (let tries = 1; tries < mostTries && !isSaved; tries += 1) {
				Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
				isSaved = this.#save(kept, now);
			}

			this.#isLeftOut ||= !isSaved;
		}
	}

	/** Returns false where another process is at the file. */
	#save(kept: Kept, now: number): boolean {
		const {watched, memory} = kept;
		kept.savedAt = now;
		if (watched.answeredAt === undefined) return true;
		const seenAt = this.#clock.wallOf(watched.answeredAt);
		const changes = this.#fleet.changesOf(watched.asked.place.key);
		const isSaved = memory.save(keptOf(watched.book.connections, changes, seenAt), this.#clock.wallOf(now));
		if (isSaved) kept.hasChanged = false;
		// tried again at the next turn
		else kept.savedAt = now - unchangedMs;
		return isSaved;
	}
}
