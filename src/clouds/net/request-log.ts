import type {CloudId} from '../../connection/finding.ts';

/** One try of one call, without anything that could be a secret. Text in it is the cloud's: a log writes it through `loggable`. */
export interface RequestRecord {
	readonly cloud: CloudId;
	/** `ec2`, `sts`, `vpc`, `region`; for calls that fetch credentials the host, where it is the cloud's own. */
	readonly service: string;
	/** The API's action: `CreateVpnConnection`. */
	readonly call: string;
	/** '' where the call has none. */
	readonly region: string;
	/** From 1. */
	readonly attempt: number;
	readonly durationMs: number;
	/** HTTP status; undefined when no answer came. */
	readonly status?: number | undefined;
	readonly requestId?: string | undefined;
	/** The cloud's code, or the name of what went wrong on the way. */
	readonly errorCode?: string | undefined;
	/** Number of characters of the error's message, which itself may quote anything. */
	readonly errorLength?: number | undefined;
	/** As `loggable` leaves them. */
	readonly request?: unknown;
	readonly response?: unknown;
}

/** Where the calls of a session are written down when `--debug` asks for it. Never throws: a log that fails must not fail the work. */
export interface RequestLog {
	record(entry: RequestRecord): void;
}

/** What is known of a try before it is made, and after. */
type Begun = Pick<RequestRecord, 'cloud' | 'service' | 'call' | 'region' | 'attempt' | 'request'>;
type Ended = Omit<RequestRecord, keyof Begun | 'durationMs'>;

/**
 * Makes a try of a call and has it written down, however it ends. @throws what `send` throws
 * @param answered what is written of its reply
 * @param failed what is written of what it throws
 */
export async function writtenDown<Reply>(
	log: RequestLog,
	begun: Begun,
	send: () => Promise<Reply>,
	{answered, failed}: {readonly answered: (reply: Reply) => Ended; readonly failed: (error: unknown) => Ended},
): Promise<Reply> {
	const startedAt = performance.now();
	const record = (ended: Ended) => log.record({...begun, durationMs: performance.now() - startedAt, ...ended});
	try {
		const reply = await send();
		record(answered(reply));
		return reply;
	} catch (error) {
		record(failed(error));
		throw error;
	}
}
