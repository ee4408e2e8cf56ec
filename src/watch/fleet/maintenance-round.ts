import type {Maintenance} from '../../clouds/contract/cloud.ts';
import {CloudError} from '../../clouds/contract/cloud-error.ts';
import {maintenanceEveryMs} from '../maintenance.ts';
import type {FleetConnection} from './fleet.ts';
import type {PlaceTurn} from './place-book.ts';
import type {WatchedPlace} from './watched-place.ts';

/** It takes a call for each tunnel, so of so many connections of a fleet in an hour: our own choice. Who opens one asks for it there. */
const mostAnHour = 50;
/** After the lists have come, and so long from one to the next, ms: nobody waits for it. */
const beginMs = 20_000;
const apartMs = 2000;
/** What was told so long ago is not told any more, ms: it may be done by now. */
const oldMs = maintenanceEveryMs + 300_000;

/** Asks for the clouds' own maintenance of a fleet's connections: one after the other, those with trouble first, each once an hour. */
export class MaintenanceRound {
	/** By the connection's key: when it was asked for, and what is to be forgotten once that is old. */
	readonly #asked = new Map<string, {readonly place: WatchedPlace; readonly id: string; readonly at: number}>();
	/** Places that refused it, and when: the next connection would be refused as well. */
	readonly #refusedAt = new Map<WatchedPlace, number>();
	readonly #turned: (turn: PlaceTurn) => void;
	readonly #fail: (error: unknown) => void;
	#isAsking = false;
	#nextAt = beginMs;

	constructor(turned: (turn: PlaceTurn) => void, fail: (error: unknown) => void) {
		this.#turned = turned;
		this.#fail = fail;
	}

	/** Asks for one, if it is time. @param now by `elapsed` */
	next(places: readonly WatchedPlace[], now: number, signal: AbortSignal): void {
		if (this.#isAsking || now < this.#nextAt) return;
		this.#nextAt = now + apartMs;
		this.#forgetOld(now);
		if ([...this.#asked.values()].filter(({at}) => now - at < maintenanceEveryMs).length >= mostAnHour) return;
		const found = this.#wanted(places, now);
		if (found) this.#ask(found.place, found.connection, now, signal);
	}

	#ask(place: WatchedPlace, {key, status}: FleetConnection, now: number, signal: AbortSignal): void {
		this.#isAsking = true;
		this.#asked.set(key, {place, id: status.id, at: now});
		const asked = place.asked.maintenance?.(status.id, signal) ?? Promise.resolve([]);
		asked
			.then((told: readonly Maintenance[]) => this.#turned(place.book.maintained(status.id, told)))
			.catch((error: unknown) => {
				if (signal.aborted) return;
				if (!(error instanceof CloudError)) this.#fail(error);
				else if (!error.info.retryable) this.#refusedAt.set(place, now);
			})
			.finally(() => {
				this.#isAsking = false;
			});
	}

	#wanted(places: readonly WatchedPlace[], now: number) {
		let quiet: {readonly place: WatchedPlace; readonly connection: FleetConnection} | undefined;
		for (const place of places) {
			if (!place.asked.maintenance || now - (this.#refusedAt.get(place) ?? -Infinity) < maintenanceEveryMs) continue;
			for (const connection of place.book.connections) {
				const {key, health, status} = connection;
				if (health === 'gone' || status.tunnels.length === 0) continue;
				if (now - (this.#asked.get(key)?.at ?? -Infinity) < maintenanceEveryMs) continue;
				if (health === 'down' || health === 'degraded') return {place, connection};
				quiet ??= {place, connection};
			}
		}

		return quiet;
	}

	#forgetOld(now: number): void {
		for (const [key, {place, id, at}] of this.#asked) {
			if (now - at < oldMs) continue;
			this.#asked.delete(key);
			this.#turned(place.book.maintained(id, []));
		}
	}
}
