import type {CloudErrorInfo} from '../../clouds/contract/cloud.ts';
import type {FleetPlace, PlaceState} from './fleet.ts';
import type {FleetClock} from './fleet-clock.ts';
import type {Ticks} from './ticks.ts';
import type {AskedPlace} from './watched-place.ts';

/** Which places are meant, where that is not known yet: the regions of an account, and whose it is. */
export interface PlaceQuestion {
	/** Stands in for them while they can't be found out; its region is ''. */
	readonly place: FleetPlace;
	/** What is known of them so far; asked again while it fails. @throws CloudError, UserError */
	find(signal: AbortSignal): Promise<readonly AskedPlace[]>;
}

/** A question that is asked until it has an answer. */
export class OpenQuestion {
	readonly question: PlaceQuestion;
	readonly #clock: FleetClock;
	readonly #ticks: Ticks;
	dueAt = 0;
	isPolling = false;
	#error: CloudErrorInfo | undefined;
	#failures = 0;
	#state: PlaceState | undefined;

	constructor(question: PlaceQuestion, clock: FleetClock, ticks: Ticks) {
		this.question = question;
		this.#clock = clock;
		this.#ticks = ticks;
	}

	begin(): void {
		this.isPolling = true;
		this.#state = undefined;
	}

	failed(error: CloudErrorInfo, now: number): void {
		this.isPolling = false;
		this.#error = error;
		this.#failures += 1;
		// whoever has just signed in again need not wait long, and a dead network is tried at the usual pace
		this.dueAt = now + (error.kind === 'api' ? this.#ticks.slowMs : this.#ticks.settledMs);
		this.#state = undefined;
	}

	due(at: number): void {
		if (at < this.dueAt) this.dueAt = at;
		// its times are told anew, as after the clock was set
		this.#state = undefined;
	}

	/** Nothing is told of a question that has not failed: its places tell for themselves. */
	state(): PlaceState | undefined {
		if (!this.#error) return undefined;
		this.#state ??= {
			place: this.question.place,
			asOf: undefined,
			nextAt: this.#clock.wallOf(this.dueAt),
			polling: this.isPolling,
			error: this.#error,
			failures: this.#failures,
			isThrottled: false,
			isStale: false,
			connections: 0,
		};
		return this.#state;
	}
}
