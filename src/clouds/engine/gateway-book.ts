import {CloudError, type CloudErrorInfo} from '../contract/cloud-error.ts';
import type {GatewayReading} from '../contract/sight.ts';

/** How old what is known may be: of gateways that nothing seems to be wrong with, where one is in trouble or a tunnel is not UP, and where somebody asks now: a key that is held down is no reason for more calls. Our own choice. */
const oldMs = {well: 300_000, troubled: 30_000, asked: 10_000};
/** The list of connections waits no longer for that of gateways, ms: what comes later is told with the next one. */
const patienceMs = 2000;

/** What one look at a region's gateways found. `error`: why a part of it is as it was before. */
export interface GatewayLook<Known> {
	readonly known: Known;
	readonly error?: CloudErrorInfo | undefined;
}

interface Wanted<Known> {
	/** Somebody wants to know how they are now: they are read, unless they just were. */
	readonly isAskedNow: boolean;
	/** Whether what is known is of all that stand now. */
	readonly isComplete: (known: Known) => boolean;
	/** Whether no gateway is in trouble and no tunnel is DOWN. */
	readonly isWell: (known: Known) => boolean;
	/** One call of each kind that is needed. @throws CloudError */
	readonly read: (before: Known | undefined) => Promise<GatewayLook<Known>>;
	readonly signal: AbortSignal;
}

interface Page<Known> {
	known: Known | undefined;
	reads: number;
	error: CloudErrorInfo | undefined;
	failures: number;
	/** When it was last asked for, and when what is known was, ms of a clock that never jumps. */
	askedAt: number;
	knownAt: number;
	asking: Promise<void> | undefined;
	/** That it was cancelled, or a bug of ours: for whoever waits for it. */
	thrown: unknown;
}

/**
 * The gateways of each region, with what is wrong with them: read beside the list of connections, once for all of them, each five minutes, and each half
 * minute where a tunnel or gateway is not well. It fails by itself: what was known stays, and the list of connections is told all the same.
 */
export class GatewayBook<Known> {
	readonly #pages = new Map<string, Page<Known>>();

	/** @returns what is known; undefined where nothing could be read yet @throws CloudError when it is cancelled; our own bugs */
	async of(region: string, wanted: Wanted<Known>): Promise<Known | undefined> {
		const page = this.#pageOf(region);
		const begins = page.asking === undefined && isDue(page, wanted);
		if (begins) page.asking = look(page, wanted);
		if (page.asking && (begins || page.known === undefined)) await noLonger(page.asking, patienceMs);
		const {thrown} = page;
		page.thrown = undefined;
		if (thrown !== undefined && (wanted.signal.aborted || !(thrown instanceof CloudError))) throw thrown;
		return page.known;
	}

	/** How reading them goes; undefined where nobody has wanted to know. */
	reading(region: string): GatewayReading | undefined {
		const page = this.#pages.get(region);
		if (!page) return undefined;
		return {
			reads: page.reads,
			...(page.reads > 0 && {ageMs: performance.now() - page.knownAt}),
			...(page.error && {error: page.error}),
		};
	}

	#pageOf(region: string): Page<Known> {
		const found = this.#pages.get(region);
		if (found) return found;
		const page: Page<Known> = {
			known: undefined,
			reads: 0,
			error: undefined,
			failures: 0,
			askedAt: -Infinity,
			knownAt: -Infinity,
			asking: undefined,
			thrown: undefined,
		};
		this.#pages.set(region, page);
		return page;
	}
}

function isDue<Known>(page: Page<Known>, {isAskedNow, isComplete, isWell}: Wanted<Known>): boolean {
	const {known, error, failures, askedAt} = page;
	const age = performance.now() - askedAt;
	// a cloud that turns calls away is asked ever less often, and one that refuses changes its mind only when somebody has changed something there
	if (error?.retryable) return age >= Math.min(oldMs.troubled * 2 ** (failures - 1), oldMs.well);
	if (isAskedNow && age >= oldMs.asked) return true;
	if (error) return age >= oldMs.well;
	if (known === undefined || !isComplete(known)) return true;
	return age >= (isWell(known) ? oldMs.well : oldMs.troubled);
}

/** Never rejects. */
async function look<Known>(page: Page<Known>, {read}: Wanted<Known>): Promise<void> {
	const at = performance.now();
	const askedBefore = page.askedAt;
	page.askedAt = at;
	try {
		const {known, error} = await read(page.known);
		page.known = known;
		failed(page, error);
		if (error) return;
		page.reads += 1;
		page.knownAt = at;
	} catch (error) {
		if (error instanceof CloudError && error.info.kind !== 'aborted') return failed(page, error.info);
		page.thrown = error;
		// who stopped watching has asked for nothing
		page.askedAt = askedBefore;
	} finally {
		page.asking = undefined;
	}
}

function failed<Known>(page: Page<Known>, error: CloudErrorInfo | undefined): void {
	// rebuilt: a piece of its text would keep the whole answer that it was cut from
	page.error = error && structuredClone(error);
	page.failures = error ? page.failures + 1 : 0;
}

/** Waits for something, but no longer than that, ms. */
async function noLonger(work: Promise<void>, ms: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<void>(resolve => {
		timer = setTimeout(resolve, ms);
	});
	await Promise.race([work, limit]);
	clearTimeout(timer);
}
