import {CallBudget} from './call-budget.ts';
import type {ClockTrouble, Fleet, FleetSnapshot} from './fleet.ts';
import {FleetBook} from './fleet-book.ts';
import {type ClockReader, FleetClock, machineClock} from './fleet-clock.ts';
import type {FleetHistory} from './fleet-history.ts';
import {HistoryKeeping} from './history-keeping.ts';
import {MaintenanceRound} from './maintenance-round.ts';
import {type Later, NewestOnly} from './newest-only.ts';
import {OneTimer, onTimer} from './one-timer.ts';
import {OpenQuestion, type PlaceQuestion} from './open-question.ts';
import type {PlaceTurn, Remembered} from './place-book.ts';
import {PlaceList} from './place-list.ts';
import {troubleIn} from './place-trouble.ts';
import {type Ticks, usualTicks} from './ticks.ts';
import {type AskedPlace, WatchedPlace} from './watched-place.ts';

interface WatchPlacesOptions {
	readonly signal: AbortSignal;
	/** What is asked first: which places there are. */
	readonly questions: (signal: AbortSignal) => Promise<readonly PlaceQuestion[]>;
	readonly ticks?: Ticks;
	readonly clock?: ClockReader;
	readonly later?: Later;
	/** Opened when the first place is known. */
	readonly history?: () => FleetHistory | undefined;
	/** From 0 to 1. */
	readonly random?: () => number;
}

/** A reader is given no more snapshots than that, ms between two: the eye takes no more. Of more places than ten one answers all the time. */
const snapshotEveryMs = (places: number) => (places > 10 ? 500 : 250);
/** How often the clocks are looked at, and whether an answer got too old. */
const beatMs = 1000;
/** A timer that fires later than this after its time: the machine or the process stood still. */
const lateMs = 5000;
/** How often the changes of the last hour are counted anew. */
const recountMs = 30_000;

/** Watches places: asks each in its turn and tells what is known. It begins with the first reader and ends with the last one, or the signal. */
export function watchPlaces(options: WatchPlacesOptions): Fleet {
	return new PlacesWatch(options);
}

class PlacesWatch implements Fleet {
	readonly #options: WatchPlacesOptions;
	readonly #ticks: Ticks;
	readonly #random: () => number;
	readonly #timer: OneTimer;
	readonly #clock: FleetClock;
	readonly #budget = new CallBudget();
	readonly #fleet = new FleetBook();
	readonly #history: HistoryKeeping;
	readonly #maintenance: MaintenanceRound;
	readonly #stream: NewestOnly<FleetSnapshot>;
	readonly #ended = new AbortController();
	readonly #list = new PlaceList();
	#states: FleetSnapshot['places'] = [];
	#trouble: ClockTrouble | undefined;
	#isPaused = false;
	#hasBegun = false;
	#hasQuestions = false;
	#beatAt = 0;
	#recountAt = recountMs;
	#compareAt = 0;

	constructor(options: WatchPlacesOptions) {
		this.#options = options;
		this.#ticks = options.ticks ?? usualTicks;
		this.#random = options.random ?? Math.random;
		const later = options.later ?? onTimer;
		this.#timer = new OneTimer(later);
		const reader = options.clock ?? machineClock;
		this.#clock = new FleetClock(reader);
		this.#history = new HistoryKeeping(options.history, this.#fleet, this.#clock);
		this.#maintenance = new MaintenanceRound(
			turn => this.#turned(turn),
			error => this.#fail(error),
		);
		this.#stream = new NewestOnly(() => this.#snapshot(), {
			everyMs: () => snapshotEveryMs(this.#list.places.length),
			now: () => reader.steady(),
			later,
			onLeft: () => this.#stop(),
		});
	}

	[Symbol.asyncIterator](): AsyncIterator<FleetSnapshot, void, undefined> {
		this.#begin();
		return this.#stream[Symbol.asyncIterator]();
	}

	askNow(place?: string): void {
		const now = this.#clock.elapsed();
		this.#list.askNow(place, now);
		this.#changed();
		this.#turn();
	}

	pause(): void {
		this.#isPaused = true;
		this.#changed();
	}

	resume(): void {
		this.#isPaused = false;
		this.#changed();
		this.#turn();
	}

	keeping(): Pick<FleetSnapshot, 'notice' | 'isNotKept'> {
		return this.#history.told;
	}

	#begin(): void {
		if (this.#hasBegun) return;
		this.#hasBegun = true;
		const {signal, questions} = this.#options;
		if (signal.aborted) {
			this.#stop();
			return;
		}

		signal.addEventListener('abort', this.#stop, {once: true});
		questions(this.#ended.signal).then(
			found => {
				this.#hasQuestions = true;
				this.#changed();
				for (const question of found) this.#list.ask(new OpenQuestion(question, this.#clock, this.#ticks));
				this.#turn();
			},
			(error: unknown) => this.#fail(error),
		);
	}

	readonly #stop = (): void => {
		if (this.#ended.signal.aborted) return;
		this.#options.signal.removeEventListener('abort', this.#stop);
		this.#ended.abort();
		this.#timer.cancel();
		if (this.#hasBegun) {
			const now = this.#clock.elapsed();
			this.#lookAtClock(now);
			this.#history.saveAll(now);
		}

		this.#stream.end();
	};

	/** A bug of ours: it ends the stream. */
	#fail(error: unknown): void {
		if (this.#ended.signal.aborted) return;
		this.#stream.end({error});
		this.#stop();
	}

	/** Does what is due, and sets the timer for what comes next. */
	#turn(): void {
		if (!this.#hasBegun || this.#ended.signal.aborted) return;
		const now = this.#clock.elapsed();
		this.#lookAtClock(now);
		if (now >= this.#recountAt) this.#recount(now);
		this.#history.saveNext(now);
		if (!this.#isPaused) {
			this.#askDue(now);
			this.#maintenance.next(this.#list.places, now, this.#ended.signal);
		}

		if (now >= this.#compareAt) this.#compareStates(now);
		this.#setTimer(now);
	}

	#lookAtClock(now: number): void {
		const late = this.#timer.lateBy(now, lateMs);
		if (late !== undefined) this.#clock.stoodStill(late);
		this.#beatAt = now;
		const {trouble, setByMs} = this.#clock.takeTrouble();
		if (!trouble) return;
		this.#trouble = trouble;
		this.#list.doubt(now);
		// what was read from the clock since the watch began is told by the new time
		if (setByMs !== 0) this.#fleet.shift(this.#clock.wallOf(0) - setByMs, this.#clock.wallOf(now) - setByMs, setByMs);
		this.#changed();
	}

	#recount(now: number): void {
		this.#recountAt = now + recountMs;
		for (const place of this.#list.places) this.#turned(place.book.recount(this.#clock.wallOf(now)));
	}

	#askDue(now: number): void {
		for (const question of this.#list.questionsDue(now)) this.#find(question);
		for (const place of this.#budget.allot(this.#list.placesDue(now), now)) this.#ask(place, now);
	}

	#find(question: OpenQuestion): void {
		question.begin();
		question.question.find(this.#ended.signal).then(
			places => {
				this.#list.answered(question);
				for (const place of places) this.#add(place);
				this.#changed();
				this.#turn();
			},
			(error: unknown) => {
				const trouble = troubleIn(error, question.question.place.cloud);
				if (!trouble) return this.#fail(error);
				if (this.#ended.signal.aborted) return;
				question.failed(trouble, this.#clock.elapsed());
				this.#changed();
				this.#turn();
			},
		);
	}

	#add(asked: AskedPlace): void {
		const standing = this.#list.place(asked.place.key);
		if (standing) {
			this.#turned(standing.rename(asked.place));
			return;
		}

		const around = {clock: this.#clock, ticks: this.#ticks, random: this.#random};
		const make = (remembered: Remembered | undefined) => new WatchedPlace(asked, {...around, remembered});
		const place = this.#history.join(asked, this.#clock.elapsed(), make);
		this.#list.add(place);
		this.#fleet.add(place.book);
	}

	#ask(place: WatchedPlace, now: number): void {
		const oldRoutesMs = place.begin(now);
		this.#changed();
		place.asked
			.ask(this.#ended.signal, oldRoutesMs)
			.finally(() => this.#budget.ended())
			.then(
				answer => {
					if (this.#ended.signal.aborted) return;
					const at = this.#clock.elapsed();
					this.#lookAtClock(at);
					const turn = place.answered(answer, at);
					if (turn.changed.length > 0) this.#history.changed(place.asked.place.key);
					this.#turned(turn);
					this.#seeWhetherAllAnswered();
				},
				(error: unknown) => {
					const trouble = troubleIn(error, place.asked.place.cloud);
					if (!trouble) return this.#fail(error);
					if (!this.#ended.signal.aborted) place.failed(trouble, this.#clock.elapsed());
				},
			)
			.then(() => {
				this.#changed();
				this.#turn();
			})
			.catch((error: unknown) => this.#fail(error));
	}

	/** Trouble with the clock is told until nothing is doubted any more. */
	#seeWhetherAllAnswered(): void {
		if (!this.#list.hasDoubted) this.#trouble = undefined;
	}

	#turned(turn: PlaceTurn): void {
		if (turn.changed.length === 0 && turn.news.length === 0) return;
		this.#fleet.turned(turn);
		this.#changed();
	}

	#changed(): void {
		this.#stream.touch();
	}

	/** A state that changes by time alone is told too: an answer that got old. */
	#compareStates(now: number): void {
		this.#compareAt = now + beatMs;
		const before = this.#states;
		this.#states = this.#list.statesAt(now);
		if (this.#states !== before) this.#changed();
	}

	#snapshot(): FleetSnapshot {
		const now = this.#clock.elapsed();
		// the clock may have been set since it was looked at: no time of a snapshot is by the old one
		this.#lookAtClock(now);
		return this.#fleet.snapshot({
			at: this.#clock.wallOf(now),
			places: this.#list.statesAt(now),
			clock: this.#trouble,
			isPaused: this.#isPaused,
			keeping: this.keeping(),
			isFinding: !this.#hasQuestions || this.#list.isFinding,
		});
	}

	#setTimer(now: number): void {
		const due = this.#isPaused ? Infinity : this.#list.nextDue(now);
		const next = Math.min(this.#beatAt + beatMs, due);
		this.#timer.set(next, now, () => this.#turn());
	}
}
