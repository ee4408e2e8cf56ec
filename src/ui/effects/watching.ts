import type {Session} from '../../session/open-session.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';

/** Watches tunnels for the panel: one watch at a time, and a clock beside it so that ages grow between the polls. */
export class Watching {
	readonly #speed: Pick<OpenWizardOptions, 'speed'>;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#controller = new AbortController();
	#clock: NodeJS.Timeout | undefined;
	#pollNow: () => void = () => {};

	constructor({sandbox, speed}: OpenWizardOptions, session: Session, dispatch: Dispatch) {
		this.#speed = sandbox && speed !== undefined ? {speed} : {};
		this.#session = session;
		this.#dispatch = dispatch;
	}

	async start({request, cloud: id, region, ids}: EffectOf<'watch'>): Promise<void> {
		this.stop();
		const controller = new AbortController();
		this.#controller = controller;
		const {signal} = controller;
		this.startClock();
		try {
			const [{watchTunnels}, cloud] = await Promise.all([
				import('../../session/watch.ts'),
				this.#session.cloud(id, region),
			]);
			if (signal.aborted) return;
			const watching = watchTunnels(cloud, {region, ids, signal, maintenance: true, ...this.#speed});
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
}
