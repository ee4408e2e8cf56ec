import type {Dispatch} from './carriers.ts';

/** Tells the wizard the time once a second while somebody needs it: ages grow between two answers. */
export class Clock {
	readonly #dispatch: Dispatch;
	readonly #users = new Set<string>();
	#timer: NodeJS.Timeout | undefined;

	constructor(dispatch: Dispatch) {
		this.#dispatch = dispatch;
	}

	/** @param user who needs it: as many as do keep it going */
	start(user: string): void {
		this.#users.add(user);
		const tell = () => this.#dispatch({type: 'clock', now: Date.now()});
		this.#timer ??= setInterval(tell, 1000);
		tell();
	}

	stop(user: string): void {
		this.#users.delete(user);
		if (this.#users.size > 0) return;
		clearInterval(this.#timer);
		this.#timer = undefined;
	}
}
