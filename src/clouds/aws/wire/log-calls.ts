import type {EC2Client} from '@aws-sdk/client-ec2';
import {loggable} from '../../net/loggable.ts';
import type {RequestLog} from '../../net/request-log.ts';
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
			return async given => {
				attempt += 1;
				const begun = performance.now();
				const entry = {
					cloud: 'aws',
					service,
					call,
					region,
					attempt,
					request: loggable(given.input, fields.request),
				} as const;
				const durationMs = () => performance.now() - begun;
				try {
					const result = await next(given);
					const {$metadata, ...response} = result.output;
					log.record({
						...entry,
						durationMs: durationMs(),
						status: $metadata.httpStatusCode,
						requestId: $metadata.requestId,
						response: loggable(response, fields.response),
					});
					return result;
				} catch (error) {
					log.record({...entry, durationMs: durationMs(), ...failureOf(error)});
					throw error;
				}
			};
		},
		{step: 'finalizeRequest', priority: 'low', name: 'tunnelwrightRequestLog'},
	);
}

function failureOf(error: unknown) {
	if (!(error instanceof Error)) return {errorCode: typeof error};
	const metadata = '$metadata' in error ? error.$metadata : undefined;
	const status = read(metadata, 'httpStatusCode');
	const requestId = read(metadata, 'requestId');
	const code = read(error, 'code');
	return {
		status: typeof status === 'number' ? status : undefined,
		requestId: typeof requestId === 'string' ? requestId : undefined,
		errorCode: typeof code === 'string' ? code : error.name,
		errorLength: error.message.length,
	};
}

function read(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
