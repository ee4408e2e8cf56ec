import type {Effect} from '../../wizard/core/effect.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import type {Session} from '../session.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch} from './loads.ts';

/** Watches tunnels for the panel: one watch at a time, and a clock beside it so that ages grow between the polls. */
export class Watching {
	readonly #options: OpenWizardOptions;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#controller = new AbortController();
	#clock: NodeJS.Timeout | undefined;
	#pollNow: () => void = () => {};

	constructor(options: OpenWizardOptions, session: Session, dispatch: Dispatch) {
		this.#options = options;
		this.#session = session;
		this.#dispatch = dispatch;
	}

	async start({request, cloud: id, region, ids}: Extract<Effect, {type: 'watch'}>): Promise<void> {
		this.stop();
		const controller = new AbortController();
		this.#controller = controller;
		const {signal} = controller;
		this.startClock();
		try {
			const [{watch}, cloud] = await Promise.all([import('../../watch/watch.ts'), this.#session.cloud(id)]);
			if (signal.aborted) return;
			const watching = watch(cloud, {region, ...(ids.length > 0 ? {ids} : {}), signal, intervals: this.#intervals()});
			this.#pollNow = () => watching.pollNow();
			for await (const snapshot of watching) {
				if (signal.aborted) return;
				this.#dispatch({type: 'snapshot', request, snapshot});
			}
		} catch (error) {
			if (!signal.aborted) this.#dispatch({type: 'notice', notice: {tone: 'bad', text: troubleOf(error).message}});
		}
	}

	/** Tells the time once a second, until the watching stops. */
	startClock(): void {
		clearInterval(this.#clock);
		this.#clock = setInterval(() => this.#dispatch({type: 'clock', now: Date.now()}), 1000);
		this.#dispatch({type: 'clock', now: Date.now()});
	}

	now(): void {
		this.#pollNow();
	}

	stop(): void {
		this.#controller.abort();
		clearInterval(this.#clock);
		this.#pollNow = () => {};
	}

	/** A sandbox on a faster clock is asked more often. */
	#intervals(): {readonly workingMs: number; readonly settledMs: number} {
		const factor = this.#options.sandbox ? Math.max(this.#options.speed ?? 1, 1) : 1;
		return {workingMs: Math.max(2500 / factor, 100), settledMs: Math.max(5000 / factor, 100)};
	}
}
