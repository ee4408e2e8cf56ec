import {uptime} from 'node:os';
import type {ClockTrouble} from './fleet.ts';

/** Where times come from. */
export interface ClockReader {
	/** Ms since the epoch, as this machine's clock has it: somebody may set it. */
	wall(): number;
	/** Ms of a clock that nobody sets; it may stand still while the machine sleeps. */
	steady(): number;
	/** Ms since the machine was started, its sleep counted; undefined where nobody tells. */
	booted(): number | undefined;
}

export const machineClock: ClockReader = {
	wall: Date.now,
	steady: () => performance.now(),
	booted() {
		try {
			// Linux: CLOCK_BOOTTIME to 10 ms; macOS and Windows count seconds, and sleep too
			return uptime() * 1000;
		} catch {
			return undefined;
		}
	},
};

/** A step of a clock that is larger than this was no drift, ms. The coarsest of the three counts whole seconds. */
const toleranceMs = 2000;
/** Boot time is not read again within so long, ms: the system is asked for it. A sleep moves the wall clock too, and then it is. */
const bootEveryMs = 5;
/** How fast two clocks may drift apart, as a share: NTP slews by 500 ppm at most (ntp.org, `ntpd` manual). */
const slewShare = 0.002;

/**
 * Time that really went by, and what happened to this machine's clocks meanwhile. It never goes back, and counts a sleep: so an age that is worked out by it
 * is never smaller than the truth.
 */
export class FleetClock {
	readonly #reader: ClockReader;
	#steady: number;
	#elapsed = 0;
	/** By how much boot time was ahead of the steady clock, and the wall clock ahead of `elapsed`. */
	#bootAhead: number | undefined;
	/** When that was read, by the steady clock. */
	#bootReadAt: number;
	#wallAhead: number;
	#trouble: ClockTrouble | undefined;
	#setByMs = 0;

	constructor(reader: ClockReader) {
		this.#reader = reader;
		this.#steady = reader.steady();
		const booted = reader.booted();
		this.#bootAhead = booted === undefined ? undefined : booted - this.#steady;
		this.#bootReadAt = this.#steady;
		this.#wallAhead = reader.wall();
	}

	/** Ms since the watch began. */
	elapsed(): number {
		this.#read();
		return this.#elapsed;
	}

	/** Ms since the epoch of a time that is told in `elapsed`, as the clock stands now. */
	wallOf(elapsed: number): number {
		return Math.round(this.#wallAhead + elapsed);
	}

	/** What happened since it was asked last, and by how much the clock was set in all, ms. */
	takeTrouble(): {readonly trouble: ClockTrouble | undefined; readonly setByMs: number} {
		this.#read();
		const taken = {trouble: this.#trouble, setByMs: this.#setByMs};
		this.#trouble = undefined;
		this.#setByMs = 0;
		return taken;
	}

	/** A timer that fired this much too late: the process or the machine stood still meanwhile. */
	stoodStill(ms: number): void {
		this.#note('slept', ms);
	}

	#read(): void {
		const steady = this.#reader.steady();
		const wall = this.#reader.wall();
		const awake = Math.max(0, steady - this.#steady);
		this.#steady = Math.max(steady, this.#steady);
		const asleep = this.#asleep(awake, wall);
		this.#elapsed += awake + asleep;
		if (asleep > 0) this.#note('slept', asleep);
		const step = wall - (this.#elapsed + this.#wallAhead);
		if (Math.abs(step) > toleranceMs) {
			this.#note(step > 0 ? 'clock set forward' : 'clock set back', Math.abs(step));
			this.#wallAhead += step;
			this.#setByMs += step;
		} else this.#wallAhead += slewed(step, awake);
	}

	/** How long the machine slept since the last reading, ms. */
	#asleep(awake: number, wall: number): number {
		const wallAhead = wall - (this.#elapsed + awake + this.#wallAhead);
		const sinceRead = this.#steady - this.#bootReadAt;
		if (this.#bootAhead !== undefined && sinceRead < bootEveryMs && Math.abs(wallAhead) <= toleranceMs) return 0;
		this.#bootReadAt = this.#steady;
		const booted = this.#reader.booted();
		// where nobody can tell a sleep from a clock that was set, what is shown may be that old
		if (booted === undefined || this.#bootAhead === undefined) return wallAhead > toleranceMs ? wallAhead : 0;
		const ahead = booted - this.#steady - this.#bootAhead;
		if (ahead > toleranceMs) {
			this.#bootAhead += ahead;
			return ahead;
		}

		this.#bootAhead += slewed(ahead, sinceRead);
		return 0;
	}

	/** The larger one is told, where two happen at once. */
	#note(kind: ClockTrouble['kind'], ms: number): void {
		if (this.#trouble && this.#trouble.ms >= ms) return;
		this.#trouble = {kind, at: Math.round(this.#reader.wall()), ms: Math.round(ms)};
	}
}

/** How much of a difference a clock may have drifted in that time, ms. */
function slewed(difference: number, inMs: number): number {
	const most = inMs * slewShare;
	return Math.max(-most, Math.min(most, difference));
}
