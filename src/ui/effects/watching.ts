import type {Session} from '../../session/open-session.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import type {Clock} from './clock.ts';

/** Watches tunnels for the panel: one watch at a time. */
export class Watching {
	readonly #speed: Pick<OpenWizardOptions, 'speed'>;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	readonly #clock: Clock;
	#controller = new AbortController();
	#pollNow: () => void = () => {};

	constructor({sandbox, speed}: OpenWizardOptions, session: Session, clock: Clock, dispatch: Dispatch) {
		this.#speed = sandbox && speed !== undefined ? {speed} : {};
		this.#session = session;
		this.#clock = clock;
		this.#dispatch = dispatch;
	}

	async start({request, cloud: id, region, ids}: EffectOf<'watch'>): Promise<void> {
		this.stop();
		const controller = new AbortController();
		this.#controller = controller;
		const {signal} = controller;
		this.#clock.start('panel');
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

	now(): void {
		this.#pollNow();
	}

	stop(): void {
		this.#controller.abort();
		this.#clock.stop('panel');
		this.#pollNow = () => {};
	}
}
