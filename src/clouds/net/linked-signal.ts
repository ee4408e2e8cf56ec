import {setMaxListeners} from 'node:events';

/** Whether a signal ended because a time limit ran out, and not because somebody no longer wants the answer. */
export function endedByLimit({aborted, reason}: AbortSignal): boolean {
	return aborted && reason instanceof Error && reason.name === 'TimeoutError';
}

/** A signal that ends with any of others, until it lets go of them. */
interface LinkedSignal {
	readonly signal: AbortSignal;
	/** Ends this one alone. */
	abort(): void;
	/** Lets go of the others. Must be called once the work is over. */
	release(): void;
}

/**
 * Ties a call's signal to those that outlive it, as a panel's that is open for days. AbortSignal.any does the same, but leaves a
 * trace of each call in the longer-lived signal, and is itself kept, with the whole answer, as long as somebody listens to it.
 */
export function linkedTo(...others: readonly AbortSignal[]): LinkedSignal {
	const controller = new AbortController();
	const end = (event: Event) => {
		// a signal's own event comes from a signal
		controller.abort((event.target as AbortSignal).reason);
	};
	const ended = others.find(({aborted}) => aborted);
	if (ended) controller.abort(ended.reason);
	for (const other of others) {
		// one signal guards many calls at once; Node would warn of a leak, through whatever is drawn
		setMaxListeners(0, other);
		other.addEventListener('abort', end, {once: true});
	}

	return {
		signal: controller.signal,
		abort: () => controller.abort(),
		release() {
			for (const other of others) other.removeEventListener('abort', end);
		},
	};
}

/** What a promise brings, unless the signal ends first. */
export function orEnd<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const onAbort = () => reject(signal.reason);
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort, {once: true});
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
	});
}
