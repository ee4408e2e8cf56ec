import type {EC2Client} from '@aws-sdk/client-ec2';
import {loggable} from '../../net/loggable.ts';
import {memberOf} from '../../net/member.ts';
import {type RequestLog, writtenDown} from '../../net/request-log.ts';
import {awsLogFields} from '../log-fields.ts';

/** What every client of the SDK has; their own types differ in the commands. */
interface Logged {
	readonly middlewareStack: Pick<EC2Client['middlewareStack'], 'add'>;
}

/**
 * Has every try of every call of a client written down: after the SDK's own retries, so that each is a line, and before the reply is
 * handed on. Headers, and so keys, tokens and signatures, are not looked at.
 */
export function logCalls(client: Logged, service: string, region: string, log: RequestLog): void {
	client.middlewareStack.add(
		(next, context) => {
			const call = (context.commandName ?? '').replace(/Command$/, '');
			const fields = awsLogFields(call);
			let attempt = 0;
			return given => {
				attempt += 1;
				const request = loggable(given.input, fields.request);
				return writtenDown(log, {cloud: 'aws', service, call, region, attempt, request}, () => next(given), {
					answered({output: {$metadata, ...response}}) {
						const {httpStatusCode: status, requestId} = $metadata;
						return {status, requestId, response: loggable(response, fields.response)};
					},
					failed: failureOf,
				});
			};
		},
		{step: 'finalizeRequest', priority: 'low', name: 'tunnelwrightRequestLog'},
	);
}

function failureOf(error: unknown) {
	if (!(error instanceof Error)) return {errorCode: typeof error};
	const metadata = memberOf(error, '$metadata');
	const status = memberOf(metadata, 'httpStatusCode');
	const requestId = memberOf(metadata, 'requestId');
	const code = memberOf(error, 'code');
	return {
		status: typeof status === 'number' ? status : undefined,
		requestId: typeof requestId === 'string' ? requestId : undefined,
		errorCode: typeof code === 'string' ? code : error.name,
		errorLength: error.message.length,
	};
}
