import type {Environment} from '../../connection/environment.ts';
import {UserError} from '../../connection/user-error.ts';
import type {Session} from '../../session/open-session.ts';
import {typedPath} from '../../session/typed-path.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';

type Asked = EffectOf<'read-why'>;

/** Asks why tunnels are down: one question at a time, the newest. */
export class Whys {
	readonly #env: Environment;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#controller = new AbortController();

	constructor(env: Environment, session: Session, dispatch: Dispatch) {
		this.#env = env;
		this.#session = session;
		this.#dispatch = dispatch;
	}

	async read({request, place, site, changes}: Asked): Promise<void> {
		this.stop();
		const controller = new AbortController();
		this.#controller = controller;
		const {signal} = controller;
		try {
			const {readWhy} = await import('../../session/why.ts');
			const text = site && (await this.#textOf(site, signal));
			const asked = {changes, signal, ...(text === undefined ? {} : {site: text})};
			const answer = await readWhy(this.#session, place, place.id, asked);
			if (!signal.aborted) this.#dispatch({type: 'why', request, at: Date.now(), answer});
		} catch (error) {
			if (!signal.aborted && !isAborted(error))
				this.#dispatch({type: 'why-failed', request, trouble: troubleOf(error)});
		}
	}

	stop(): void {
		this.#controller.abort();
	}

	/** @throws UserError where the file can't be read, in words for a screen */
	async #textOf(site: NonNullable<Asked['site']>, signal: AbortSignal): Promise<string> {
		if (site.kind === 'pasted') return site.text;
		const {readSiteLog} = await import('../../session/site-logs.ts');
		try {
			return await readSiteLog(typedPath(site.path, this.#env), {signal, isOrdinary: true});
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			throw new UserError(error.message, {mend: 'l names another file, and a log can be pasted'});
		}
	}
}
