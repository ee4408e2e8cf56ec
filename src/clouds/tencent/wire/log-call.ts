import {type LogFields, loggable} from '../../net/loggable.ts';
import {memberOf, textMember} from '../../net/member.ts';
import {type RequestLog, type RequestRecord, writtenDown} from '../../net/request-log.ts';

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
	const begun = {cloud: 'tencent', ...call, request: loggable(request, logged.request)} as const;
	return writtenDown(log, begun, send, {
		answered: reply => ({
			status: 200,
			requestId: textMember(reply, 'RequestId'),
			response: loggable(reply, logged.response),
		}),
		failed: failureOf,
	});
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
