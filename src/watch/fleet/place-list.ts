import type {PlaceState} from './fleet.ts';
import type {OpenQuestion} from './open-question.ts';
import type {WatchedPlace} from './watched-place.ts';

/** What a fleet is asked of: its places, and the questions which places there are. */
export class PlaceList {
	readonly #places = new Map<string, WatchedPlace>();
	/** The same ones: they are gone through at every answer. */
	#all: readonly WatchedPlace[] = [];
	readonly #questions = new Set<OpenQuestion>();
	#states: readonly PlaceState[] = [];

	get places(): readonly WatchedPlace[] {
		return this.#all;
	}

	/** Those of which some answer is not believed until the next one. */
	get hasDoubted(): boolean {
		return this.places.some(({isDoubted}) => isDoubted);
	}

	/** Whether a question which places there are has had no answer yet, good or bad. */
	get isFinding(): boolean {
		return [...this.#questions].some(question => question.state() === undefined);
	}

	place(key: string): WatchedPlace | undefined {
		return this.#places.get(key);
	}

	add(place: WatchedPlace): void {
		this.#places.set(place.asked.place.key, place);
		this.#all = [...this.#places.values()];
	}

	ask(question: OpenQuestion): void {
		this.#questions.add(question);
	}

	answered(question: OpenQuestion): void {
		this.#questions.delete(question);
	}

	/** Asked at once: all of them, or the one of this key. */
	askNow(key: string | undefined, now: number): void {
		for (const [name, place] of this.#places) if (key === undefined || key === name) place.askNow(now);
		for (const question of this.#questions)
			if (key === undefined || key === question.question.place.key) question.due(now);
	}

	/** Something happened to the machine or its clock. */
	doubt(now: number): void {
		for (const place of this.#places.values()) place.doubt(now);
		for (const question of this.#questions) question.due(now);
	}

	questionsDue(now: number): readonly OpenQuestion[] {
		return [...this.#questions].filter(({isPolling, dueAt}) => !isPolling && dueAt <= now);
	}

	/** Who waits longest is first, or those that are asked already would always be before the others. */
	placesDue(now: number): readonly WatchedPlace[] {
		return this.places
			.filter(({isPolling, wantedAt}) => !isPolling && wantedAt <= now)
			.sort((one, other) => one.wantedAt - other.wantedAt);
	}

	/** When the next one is due; those that are and wait for another call to end are woken by that. */
	nextDue(now: number): number {
		let next = Infinity;
		const see = ({isPolling, dueAt}: {readonly isPolling: boolean; readonly dueAt: number}) => {
			if (!isPolling && dueAt > now && dueAt < next) next = dueAt;
		};
		for (const place of this.#all) see(place);
		for (const question of this.#questions) see(question);
		return next;
	}

	/** The same array while none of them changed. */
	statesAt(now: number): readonly PlaceState[] {
		const states = [
			...this.places.map(place => place.stateAt(now)),
			...[...this.#questions].flatMap(question => question.state() ?? []),
		];
		const isSame =
			states.length === this.#states.length && states.every((state, index) => state === this.#states[index]);
		if (!isSame) this.#states = states;
		return this.#states;
	}
}
