import {setTimeout as pause} from 'node:timers/promises';
import type {FleetChoice} from '../../session/fleet-choice.ts';
import type {FleetFollower, FleetFollowers} from '../../session/follow-fleet.ts';
import type {Session} from '../../session/open-session.ts';
import type {Fleet, FleetSnapshot} from '../../watch/fleet/fleet.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import type {Clock} from './clock.ts';

/** How long after the first frame what nobody waits for begins, ms. */
const settleMs = 300;

/** Begins to watch a choice. */
type OpenFleet = (choice: FleetChoice, signal: AbortSignal) => Promise<Fleet>;

/** The fleets of a session; what they are read with is loaded when the first one is watched. */
export function openFleet(session: Session, {sandbox, speed}: Pick<OpenWizardOptions, 'sandbox' | 'speed'>): OpenFleet {
	return async (choice, signal) => {
		// of the embedded sandbox it is known by then whose account it is, and which region
		const [{watchFleet}] = await Promise.all([import('../../session/fleet.ts'), session.start()]);
		return watchFleet(session, choice, {signal, speed: sandbox ? speed : undefined});
	};
}

/** One fleet while it is watched. */
interface Watch {
	/** The choice, as it is told from others. */
	readonly key: string;
	readonly controller: AbortController;
	/** The question that its snapshots answer. */
	request: number;
	/** Undefined until it is open. */
	fleet: Fleet | undefined;
	/** Undefined where nobody else is told of it. */
	follower: FleetFollower | undefined;
	newest: FleetSnapshot | undefined;
}

/** Watches fleets for the list and the panel: one at a time, and behind it the one that others are told of, while something else is looked at. */
export class FleetWatching {
	readonly #open: OpenFleet;
	readonly #clock: Clock;
	readonly #dispatch: Dispatch;
	readonly #followers: Pick<FleetFollowers, 'begin'> | undefined;
	#shown: Watch | undefined;
	#behind: Watch | undefined;
	#isPaused = false;

	/** @param followers who else is told of every fleet that is watched */
	constructor(open: OpenFleet, clock: Clock, dispatch: Dispatch, followers?: Pick<FleetFollowers, 'begin'>) {
		this.#open = open;
		this.#clock = clock;
		this.#dispatch = dispatch;
		this.#followers = followers;
	}

	async start({request, choice, background, meanwhile}: EffectOf<'watch-fleet'>): Promise<void> {
		const key = JSON.stringify(choice);
		if (this.#goesOnWith(key, request)) return;
		if (meanwhile && this.#followers) this.#putBehind();
		else this.stop();
		const watch: Watch = {
			...{key, request, controller: new AbortController()},
			...{fleet: undefined, follower: undefined, newest: undefined},
		};
		this.#shown = watch;
		this.#isPaused = false;
		this.#clock.start('fleet');
		// those who follow are told of one fleet: of the one that is behind, if there is one
		const isFollowed = this.#behind === undefined;
		const {signal} = watch.controller;
		try {
			// the keys come first: loading an SDK takes the processor for a moment
			if (background) await pause(settleMs, undefined, {signal});
			const fleet = await this.#open(choice, signal);
			if (signal.aborted) return;
			watch.fleet = fleet;
			watch.follower = isFollowed ? this.#followers?.begin() : undefined;
			// said before it was open
			if (this.#isPaused && watch === this.#shown) fleet.pause();
			for await (const snapshot of fleet) {
				if (signal.aborted) return;
				watch.newest = snapshot;
				if (watch === this.#shown) this.#dispatch({type: 'fleet', request: watch.request, snapshot});
				watch.follower?.see(snapshot);
			}
		} catch (error) {
			if (signal.aborted) return;
			watch.follower?.end();
			if (watch === this.#shown)
				this.#dispatch({type: 'fleet-failed', request: watch.request, trouble: troubleOf(error)});
			else this.#behind = undefined;
		}
	}

	now(place?: string): void {
		this.#shown?.fleet?.askNow(place);
	}

	pause(paused: boolean): void {
		this.#isPaused = paused;
		if (paused) this.#shown?.fleet?.pause();
		else this.#shown?.fleet?.resume();
	}

	stop(): void {
		for (const watch of [this.#shown, this.#behind]) end(watch);
		this.#shown = undefined;
		this.#behind = undefined;
		this.#isPaused = false;
		this.#clock.stop('fleet');
	}

	/** The one that is shown goes on unseen; a second one that was shown in its place ends. */
	#putBehind(): void {
		if (this.#behind) end(this.#shown);
		else this.#behind = this.#shown;
		this.#shown = undefined;
	}

	/** The one behind is shown again, where it is what is asked for. */
	#goesOnWith(key: string, request: number): boolean {
		const watch = this.#behind;
		if (watch?.key !== key) return false;
		end(this.#shown);
		this.#behind = undefined;
		this.#shown = watch;
		this.#isPaused = false;
		watch.request = request;
		if (watch.newest) this.#dispatch({type: 'fleet', request, snapshot: watch.newest});
		watch.fleet?.resume();
		watch.fleet?.askNow();
		return true;
	}
}

function end(watch: Watch | undefined): void {
	watch?.controller.abort();
	watch?.follower?.end();
}
