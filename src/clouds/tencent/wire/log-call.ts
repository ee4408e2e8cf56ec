import {type LogFields, loggable} from '../../net/loggable.ts';
import type {RequestLog, RequestRecord} from '../../net/request-log.ts';
import {memberOf, textMember} from './member.ts';

interface LoggedCall extends Pick<RequestRecord, 'service' | 'call' | 'region' | 'attempt'> {
	readonly request: unknown;
	/** What of it may be written. */
	readonly logged: LogFields;
}

/** Sends a call and has it written down, however it ends. @throws what `send` throws */
export async function logCall<Reply>(
	log: RequestLog | undefined,
	{request, logged, ...call}: LoggedCall,
	send: () => Promise<Reply>,
): Promise<Reply> {
	if (!log) return send();
	const begun = performance.now();
	const entry = {cloud: 'tencent', ...call, request: loggable(request, logged.request)} as const;
	const durationMs = () => performance.now() - begun;
	try {
		const reply = await send();
		const requestId = textMember(reply, 'RequestId');
		log.record({
			...entry,
			durationMs: durationMs(),
			status: 200,
			requestId,
			response: loggable(reply, logged.response),
		});
		return reply;
	} catch (error) {
		log.record({...entry, durationMs: durationMs(), ...failureOf(error)});
		throw error;
	}
}

/** The API answers its own errors with 200; the SDK keeps the status of every other reply. */
function failureOf(error: unknown) {
	const requestId = textMember(error, 'requestId');
	const httpCode = memberOf(error, 'httpCode');
	const code = textMember(error, 'code');
	const message = memberOf(error, 'message');
	return {
		status: typeof httpCode === 'number' ? httpCode : requestId && code ? 200 : undefined,
		requestId,
		errorCode: code ?? (error instanceof Error ? error.name : typeof error),
		errorLength: typeof message === 'string' ? message.length : undefined,
	};
}
