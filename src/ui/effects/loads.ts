import {setTimeout as pause} from 'node:timers/promises';
import {UserError} from '../../connection/user-error.ts';
import type {Session} from '../../session/open-session.ts';
import {readAccount, readBack, readFacts} from '../../session/read.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import {notesOfItself, readStanding} from './standing.ts';

/** How long answers must stand still before the account is read for them. */
const restMs = 400;
/** How long what nobody waits for may take, and how long after the first frame it begins. */
const backgroundMs = 20_000;
const settleMs = 300;

/** Reads of the account: one under way for each slot, the newest. */
export class Loads {
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	readonly #running = new Map<string, AbortController>();
	#factsTimer: NodeJS.Timeout | undefined;

	constructor(session: Session, dispatch: Dispatch) {
		this.#session = session;
		this.#dispatch = dispatch;
	}

	async load({slot, request, reading, background}: EffectOf<'load'>): Promise<void> {
		const controller = this.#renew(slot);
		const limit = background ? AbortSignal.timeout(backgroundMs) : undefined;
		const signal = limit ? AbortSignal.any([controller.signal, limit]) : controller.signal;
		try {
			// the keys come first: loading an SDK takes the processor for a moment
			if (background) await pause(settleMs, undefined, {signal});
			const loaded = await readAccount(this.#session, reading, signal);
			if (!controller.signal.aborted) this.#dispatch({type: 'loaded', slot, request, at: Date.now(), loaded});
		} catch (error) {
			if (controller.signal.aborted || (isAborted(error) && !limit?.aborted)) return;
			const late = {message: `no answer within ${backgroundMs / 1000} s`};
			this.#dispatch({type: 'load-failed', slot, request, trouble: isAborted(error) ? late : troubleOf(error)});
		}
	}

	/** Reads the facts once the answers have stood still; a newer wish replaces the older one. A failure is silent: the dry run will say it. */
	readFacts({key, draft, edits}: EffectOf<'read-facts'>): void {
		const controller = this.#renew('facts');
		clearTimeout(this.#factsTimer);
		this.#factsTimer = setTimeout(async () => {
			try {
				const facts = await readFacts(this.#session, draft, controller.signal, edits);
				if (!controller.signal.aborted) this.#dispatch({type: 'facts', key, facts});
			} catch {
				// rules stay silent on what was not read
			}
		}, restMs);
	}

	/** Reads a connection that stands, to make another like it, or to edit it. */
	async readBack({request, itself, ...place}: EffectOf<'read-back'>): Promise<void> {
		const {signal} = this.#renew('read-back');
		try {
			const {document, leftOut, assumed} = await readBack(this.#session, place, signal, itself);
			const left = leftOut.length > 0 ? [`left out: ${leftOut.map(({field}) => field).join(', ')}`] : [];
			const notes = itself ? notesOfItself({leftOut, assumed}) : [...assumed, ...left];
			const found = {id: place.id, draft: document, notes, ...(itself ? {itself} : {})};
			if (!signal.aborted) this.#dispatch({type: 'read-back', request, found});
		} catch (error) {
			if (!signal.aborted) this.#dispatch({type: 'read-back-failed', request, trouble: troubleOf(error)});
		}
	}

	/** Reads a connection that is edited once more. That it is gone is told; another failure is silent: the dry run reads it again. */
	async readStanding({request, cloud, region, id}: EffectOf<'read-standing'>): Promise<void> {
		const {signal} = this.#renew('standing');
		try {
			const read = await readStanding(this.#session, {cloud, region, id}, signal);
			if (!signal.aborted) this.#dispatch({type: 'standing-read', request, ...read});
		} catch (error) {
			if (!signal.aborted && error instanceof UserError)
				this.#dispatch({type: 'standing-failed', request, trouble: troubleOf(error)});
		}
	}

	stop(): void {
		clearTimeout(this.#factsTimer);
		for (const controller of this.#running.values()) controller.abort();
	}

	#renew(slot: string): AbortController {
		this.#running.get(slot)?.abort();
		const controller = new AbortController();
		this.#running.set(slot, controller);
		return controller;
	}
}
