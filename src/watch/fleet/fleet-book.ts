import type {ClockTrouble, FleetChange, FleetConnection, FleetSnapshot, Health, PlaceState} from './fleet.ts';
import type {News, PlaceBook, PlaceTurn} from './place-book.ts';

/** How many changes are kept, of the whole fleet. */
const mostChanges = 1000;

/** What a snapshot is made of beside the connections. */
interface Around {
	readonly at: number;
	readonly places: readonly PlaceState[];
	readonly clock: ClockTrouble | undefined;
	readonly isPaused: boolean;
	readonly keeping: Pick<FleetSnapshot, 'notice' | 'isNotKept'>;
	readonly isFinding: boolean;
}

/** Everything known of a fleet. Counting costs what changed, and a snapshot is made where one is wanted. */
export class FleetBook {
	readonly #books = new Set<PlaceBook>();
	#counts: Record<Health, number> = {down: 0, degraded: 0, impaired: 0, unknown: 0, working: 0, up: 0, gone: 0};
	#tunnels = {up: 0, all: 0};
	/** Newest first. */
	#seen: readonly FleetChange[] = [];
	#before: readonly FleetChange[] = [];
	#changes: readonly FleetChange[] | undefined;
	#connections: readonly FleetConnection[] | undefined;
	#number = 0;
	#version = 0;

	/** Changes of before this watch: their numbers go down from 0, so that none of them is news. */
	remember(news: readonly News[]): void {
		if (news.length === 0) return;
		this.#before = [...this.#before, ...news]
			.sort((one, other) => other.at - one.at)
			.slice(0, mostChanges)
			.map((change, index) => ({...change, number: -index}));
		this.#changes = undefined;
	}

	add(book: PlaceBook): void {
		this.#books.add(book);
		this.#connections = undefined;
	}

	/** What became of one place. */
	turned({changed, news}: PlaceTurn): void {
		if (changed.length > 0) {
			this.#connections = undefined;
			const counts = {...this.#counts};
			const tunnels = {...this.#tunnels};
			for (const {before, after} of changed) {
				count(before, -1, counts, tunnels);
				count(after, 1, counts, tunnels);
			}

			this.#counts = counts;
			this.#tunnels = tunnels;
		}

		if (news.length > 0) {
			const numbered = news.map(change => {
				this.#number += 1;
				return {...change, number: this.#number};
			});
			this.#seen = [...numbered.reverse(), ...this.#seen].slice(0, mostChanges);
			this.#changes = undefined;
		}
	}

	/** After this machine's clock was set by so much: what was read from it between these times, by the clock as it was, is moved along. */
	shift(from: number, to: number, ms: number): void {
		for (const book of this.#books) this.turned(book.shift(from, ms));
		const moved = (change: FleetChange) =>
			change.at >= from && change.at <= to ? {...change, at: change.at + ms} : change;
		this.#seen = this.#seen.map(moved);
		this.#before = this.#before.map(moved);
		this.#changes = undefined;
	}

	/** Those of one place, the newest first. */
	changesOf(place: string): readonly FleetChange[] {
		return this.#allChanges().filter(change => change.place.key === place);
	}

	snapshot({at, places, clock, isPaused, keeping, isFinding}: Around): FleetSnapshot {
		this.#connections ??= [...this.#books].flatMap(book => book.connections);
		this.#version += 1;
		return {
			version: this.#version,
			at,
			places,
			connections: this.#connections,
			counts: this.#counts,
			tunnels: this.#tunnels,
			changes: this.#allChanges(),
			clock,
			isPaused,
			...(isFinding ? {isFinding} : {}),
			...keeping,
		};
	}

	#allChanges(): readonly FleetChange[] {
		this.#changes ??= [...this.#seen, ...this.#before].slice(0, mostChanges);
		return this.#changes;
	}
}

function count(
	connection: FleetConnection | undefined,
	by: 1 | -1,
	counts: Record<Health, number>,
	tunnels: {up: number; all: number},
): void {
	if (!connection) return;
	counts[connection.health] += by;
	for (const {state} of connection.status.tunnels) {
		tunnels.all += by;
		if (state === 'UP') tunnels.up += by;
	}
}
