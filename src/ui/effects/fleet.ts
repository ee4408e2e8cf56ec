import {setTimeout as pause} from 'node:timers/promises';
import type {FleetChoice} from '../../session/fleet-choice.ts';
import type {FleetFollower, FleetFollowers} from '../../session/follow-fleet.ts';
import type {Session} from '../../session/open-session.ts';
import type {Fleet} from '../../watch/fleet/fleet.ts';
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

/** Watches fleets for the list and the panel: one at a time. */
export class FleetWatching {
	readonly #open: OpenFleet;
	readonly #clock: Clock;
	readonly #dispatch: Dispatch;
	readonly #followers: Pick<FleetFollowers, 'begin'> | undefined;
	#follower: FleetFollower | undefined;
	#controller = new AbortController();
	#fleet: Fleet | undefined;
	#isPaused = false;

	/** @param followers who else is told of every fleet that is watched */
	constructor(open: OpenFleet, clock: Clock, dispatch: Dispatch, followers?: Pick<FleetFollowers, 'begin'>) {
		this.#open = open;
		this.#clock = clock;
		this.#dispatch = dispatch;
		this.#followers = followers;
	}

	async start({request, choice, background}: EffectOf<'watch-fleet'>): Promise<void> {
		this.stop();
		const controller = new AbortController();
		this.#controller = controller;
		const {signal} = controller;
		this.#clock.start('fleet');
		try {
			// the keys come first: loading an SDK takes the processor for a moment
			if (background) await pause(settleMs, undefined, {signal});
			const fleet = await this.#open(choice, signal);
			if (signal.aborted) return;
			this.#fleet = fleet;
			const follower = this.#followers?.begin();
			this.#follower = follower;
			// said before it was open
			if (this.#isPaused) fleet.pause();
			for await (const snapshot of fleet) {
				if (signal.aborted) return;
				this.#dispatch({type: 'fleet', request, snapshot});
				follower?.see(snapshot);
			}
		} catch (error) {
			if (signal.aborted) return;
			this.#follower?.end();
			this.#dispatch({type: 'fleet-failed', request, trouble: troubleOf(error)});
		}
	}

	now(place?: string): void {
		this.#fleet?.askNow(place);
	}

	pause(paused: boolean): void {
		this.#isPaused = paused;
		if (paused) this.#fleet?.pause();
		else this.#fleet?.resume();
	}

	stop(): void {
		this.#controller.abort();
		this.#follower?.end();
		this.#follower = undefined;
		this.#fleet = undefined;
		this.#isPaused = false;
		this.#clock.stop('fleet');
	}
}
