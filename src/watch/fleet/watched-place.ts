import type {CloudErrorInfo, ConnectionStatus, Maintenance} from '../../clouds/contract/cloud.ts';
import type {GatewayReading} from '../../clouds/contract/sight.ts';
import type {CallLimit} from './call-budget.ts';
import type {FleetPlace, PlaceState} from './fleet.ts';
import type {FleetClock} from './fleet-clock.ts';
import {PlaceBook, type PlaceTurn, type Remembered} from './place-book.ts';
import {delayOf, isTurnedAway, type Pace, type Ticks, tickOf} from './ticks.ts';

/** A place, and how it is asked. */
export interface AskedPlace {
	readonly place: FleetPlace;
	readonly limit: CallLimit;
	/**
	 * One list call, all connections of the place. @param oldRoutesMs how old counts of routes may be that take calls of their own
	 * @throws CloudError, UserError
	 */
	ask(signal: AbortSignal, oldRoutesMs: number): Promise<readonly ConnectionStatus[]>;
	/** How reading the gateways beside the list goes; no call. Undefined, or left out, where nothing is told of them. */
	gateways?(): GatewayReading | undefined;
	/** The cloud's own maintenance of one connection; left out where the cloud tells of none. @throws CloudError */
	maintenance?(id: string, signal: AbortSignal): Promise<readonly Maintenance[]>;
	/** Whether a connection is watched. */
	wants(status: ConnectionStatus): boolean;
}

/** A place is stale after so many ticks without an answer, and never sooner than after `leastStaleMs`. */
const staleTicks = 3;
const leastStaleMs = 3000;
/** Whoever holds a key down asks no more often than this, ms. */
const askedNowMs = 1000;
/** Counts of routes that take calls of their own are read twice a minute, and when somebody asks: our own choice, to leave the clouds' limits to others. */
const oldRoutesMs = 30_000;

/** One place of a fleet: what is known of it, and when it is asked. All times but those of its state are `elapsed` of the clock. */
export class WatchedPlace {
	readonly book: PlaceBook;
	readonly #clock: FleetClock;
	readonly #ticks: Ticks;
	readonly #random: () => number;
	#asked: AskedPlace;
	/** When it should be asked, and when it will be: there may be no room for its call sooner. */
	#wantedAt = 0;
	#dueAt = 0;
	isPolling = false;
	#askedAt = -Infinity;
	#answeredAt: number | undefined;
	#changedAt = -Infinity;
	#error: CloudErrorInfo | undefined;
	#failures = 0;
	#turnedAway = 0;
	#wantsNow = true;
	/** Something happened to the machine since its last good answer. */
	#isDoubted = false;
	#doubtedAt = -Infinity;
	#gateways: PlaceState['gateways'];
	#gatewayReads = 0;
	#state: PlaceState | undefined;
	/** After so long its last answer is stale, ms: worked out once for each answer. */
	#staleMs: number | undefined;
	/** The newest answer, and what of it is watched. */
	#told: {readonly answer: readonly ConnectionStatus[]; readonly watched: readonly ConnectionStatus[]} | undefined;

	constructor(
		asked: AskedPlace,
		{
			clock,
			ticks,
			random,
			remembered,
		}: {
			readonly clock: FleetClock;
			readonly ticks: Ticks;
			readonly random: () => number;
			readonly remembered?: Remembered | undefined;
		},
	) {
		this.#asked = asked;
		this.#clock = clock;
		this.#ticks = ticks;
		this.#random = random;
		this.book = new PlaceBook(asked.place, remembered);
	}

	get asked(): AskedPlace {
		return this.#asked;
	}

	/** When its last good answer was asked for, by `elapsed`. */
	get answeredAt(): number | undefined {
		return this.#answeredAt;
	}

	get isDoubted(): boolean {
		return this.#isDoubted;
	}

	/** Asked under another name from now on. */
	rename(place: FleetPlace): PlaceTurn {
		this.#asked = {...this.#asked, place};
		this.#state = undefined;
		return this.book.rename(place);
	}

	/** A question goes out. @returns how old counts of routes may be, ms */
	begin(now: number): number {
		// what was read beside the list is counted by a clock that stands still while the machine sleeps
		const oldMs = this.#wantsNow || this.#isDoubted ? 0 : oldRoutesMs;
		this.isPolling = true;
		this.#wantsNow = false;
		this.#askedAt = now;
		this.#state = undefined;
		return oldMs;
	}

	answered(answer: readonly ConnectionStatus[], now: number): PlaceTurn {
		const {wants} = this.#asked;
		// an answer that is the one before is the same array
		const watched = this.#told?.answer === answer ? this.#told.watched : answer.filter(wants);
		this.#told = {answer, watched};
		const there = watched.length === answer.length ? undefined : new Set(answer.map(({id}) => id));
		const before = this.#answeredAt === undefined ? undefined : this.#clock.wallOf(this.#answeredAt);
		const at = this.#clock.wallOf(now);
		const isGap = this.#answeredAt !== undefined && (this.#isDoubted || now - this.#answeredAt > this.#staleAfterMs());
		const turn = this.book.answered(watched, {at, before, isGap}, id => there?.has(id) ?? false);
		// of when it was asked: what the answer says may be that old
		this.#answeredAt = this.#askedAt;
		this.#lookAtGateways(now);
		this.isPolling = false;
		if (this.#askedAt >= this.#doubtedAt) this.#isDoubted = false;
		this.#error = undefined;
		this.#failures = 0;
		this.#turnedAway = Math.max(0, this.#turnedAway - 1);
		if (turn.news.length > 0) this.#changedAt = now;
		this.#staleMs = undefined;
		this.#plan(now);
		return turn;
	}

	failed(error: CloudErrorInfo, now: number): void {
		this.isPolling = false;
		this.#error = error;
		this.#failures += 1;
		if (isTurnedAway(error)) this.#turnedAway += 1;
		this.#plan(now);
	}

	/** Asked at once, if it was not a moment ago. A cloud that turns calls away is left alone until its time. */
	askNow(now: number): void {
		this.#wantsNow = true;
		if (this.isPolling || this.#turnedAway > 0) return;
		this.due(Math.max(now, this.#askedAt + askedNowMs));
	}

	get wantedAt(): number {
		return this.#wantedAt;
	}

	get dueAt(): number {
		return this.#dueAt;
	}

	/** Put to another time, if that is sooner. */
	due(at: number): void {
		if (at < this.#wantedAt) this.#want(at);
	}

	/** Put off, as there is no room for its call yet; it keeps its turn. */
	putOff(until: number): void {
		if (until === this.#dueAt) return;
		this.#dueAt = until;
		this.#state = undefined;
	}

	/** What is known of it is not believed until it has answered a question that is asked from now on. */
	doubt(now: number): void {
		this.#isDoubted = true;
		this.#doubtedAt = now;
		this.#state = undefined;
		if (this.#turnedAway === 0) this.due(now);
	}

	/** The same object while nothing of it changed. */
	stateAt(now: number): PlaceState {
		const isStale = this.#isStaleAt(now);
		if (this.#state?.isStale !== isStale) this.#state = undefined;
		this.#state ??= {
			place: this.#asked.place,
			asOf: this.#answeredAt === undefined ? undefined : this.#clock.wallOf(this.#answeredAt),
			nextAt: this.#clock.wallOf(this.#dueAt),
			polling: this.isPolling,
			error: this.#error,
			failures: this.#failures,
			isThrottled: this.#turnedAway > 0,
			isStale,
			connections: this.book.size,
			...(this.#gateways && {gateways: this.#gateways}),
		};
		return this.#state;
	}

	#lookAtGateways(now: number): void {
		const reading = this.#asked.gateways?.();
		if (!reading) return;
		const {reads, ageMs = 0, error} = reading;
		// never younger than the question that it came with, whatever that clock says; of a look before this watch nobody knows how long it slept
		const isNew = reads !== this.#gatewayReads && (this.#gateways !== undefined || !error);
		const asOf = isNew ? this.#clock.wallOf(Math.min(this.#askedAt, now - ageMs)) : this.#gateways?.asOf;
		this.#gatewayReads = reads;
		this.#gateways = {asOf, error};
	}

	#isStaleAt(now: number): boolean {
		if (this.#answeredAt === undefined) return false;
		return this.#isDoubted || now - this.#answeredAt > this.#staleAfterMs();
	}

	#staleAfterMs(): number {
		this.#staleMs ??= this.#workOutStaleMs();
		return this.#staleMs;
	}

	/** Of the pace that it had when it answered: a change since then is not known. */
	#workOutStaleMs(): number {
		const pace = {...this.#pace(this.#answeredAt ?? 0), error: undefined, turnedAway: 0};
		return Math.max(staleTicks * tickOf(pace, this.#ticks), leastStaleMs);
	}

	#plan(now: number): void {
		const isAskedAgain = this.#wantsNow || this.#doubtedAt > this.#askedAt;
		this.#want(
			isAskedAgain && this.#turnedAway === 0
				? Math.max(now, this.#askedAt + askedNowMs)
				: now + delayOf(this.#pace(now), this.#ticks, this.#random()),
		);
	}

	#want(at: number): void {
		this.#wantedAt = at;
		this.#dueAt = at;
		this.#state = undefined;
	}

	#pace(now: number): Pace {
		return {
			connections: this.#answeredAt === undefined ? undefined : this.book.size,
			isWorking: this.book.isWorking,
			changedAgoMs: now - this.#changedAt,
			error: this.#error,
			turnedAway: this.#turnedAway,
		};
	}
}
