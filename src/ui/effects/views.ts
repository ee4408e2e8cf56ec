import type {Session} from '../../session/open-session.ts';
import type {AnyFound, LookedAt, ViewName} from '../../wizard/screens/panel/views.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';

/** Reads one view of a connection. */
type ReadView = (view: ViewName, place: LookedAt, signal: AbortSignal) => Promise<AnyFound>;

/** What is read of one connection alone: one reading of each view under way, the newest. */
export class Views {
	readonly #read: ReadView;
	readonly #dispatch: Dispatch;
	readonly #running = new Map<ViewName, AbortController>();

	constructor(read: ReadView, dispatch: Dispatch) {
		this.#read = read;
		this.#dispatch = dispatch;
	}

	async read({request, view, place}: EffectOf<'read-view'>): Promise<void> {
		this.#running.get(view)?.abort();
		const controller = new AbortController();
		this.#running.set(view, controller);
		const {signal} = controller;
		try {
			const found = await this.#read(view, place, signal);
			if (!signal.aborted) this.#dispatch({type: 'view-read', request, at: Date.now(), ...found});
		} catch (error) {
			if (!signal.aborted && !isAborted(error))
				this.#dispatch({type: 'view-failed', request, view, trouble: troubleOf(error)});
		}
	}

	stop(): void {
		for (const controller of this.#running.values()) controller.abort();
		this.#running.clear();
	}
}

/** The reader of a session; what it reads with is loaded when the first view is opened. */
export function readerOf(session: Session): ReadView {
	return async (view, place, signal) => {
		const {readView} = await import('../../session/views.ts');
		return readView(session, view, place, signal);
	};
}
