import type {RequestLog, RequestRecord} from '../../clouds/net/request-log.ts';

/** How a call ended: answered, refused by the cloud in its own form, or without an answer. */
type CallResult = 'ok' | 'refused' | 'no_answer';

export interface CallCount {
	readonly cloud: string;
	/** '' of calls that have none. */
	readonly region: string;
	readonly result: CallResult;
	readonly calls: number;
}

/** Counts the calls of a session, every try, by cloud, region and result; passes them on to a log, where there is one. */
export class CallCounts implements RequestLog {
	readonly #counts = new Map<string, CallCount>();

	constructor(private readonly log?: RequestLog) {}

	record(entry: RequestRecord): void {
		const {cloud, region} = entry;
		const result = resultOf(entry);
		const key = `${cloud} ${region} ${result}`;
		this.#counts.set(key, {cloud, region, result, calls: (this.#counts.get(key)?.calls ?? 0) + 1});
		this.log?.record(entry);
	}

	/** So far, never less than before. */
	all(): readonly CallCount[] {
		return [...this.#counts.values()];
	}
}

function resultOf({status, errorCode}: RequestRecord): CallResult {
	if (status === undefined) return 'no_answer';
	return errorCode === undefined ? 'ok' : 'refused';
}
