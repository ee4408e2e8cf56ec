import {NotAReply} from '../../net/call-end.ts';
import {memberOf} from '../../net/member.ts';

/** A reply as it came. */
interface RawReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Buffer;
}

/**
 * The calls of the JSON APIs, by their target, and the list without which a reply is none.
 * Source: the services' models in botocore (protocol json, targetPrefix); CloudWatch API Reference, GetMetricData; CloudWatch Logs API Reference, FilterLogEvents.
 */
const lists: Readonly<Record<string, string>> = {
	'GraniteServiceVersion20100801.GetMetricData': 'MetricDataResults',
	'Logs_20140328.FilterLogEvents': 'events',
};

/** `com.amazonaws.logs#ResourceNotFoundException:…`, of which only the middle counts. Source: Smithy, AWS JSON 1.1 protocol, "Operation error serialization". */
const errorType = /^(?:[\w.-]+#)?([A-Za-z][\w.]{0,99})(?::|$)/;

/**
 * Whether a reply to a JSON API may be believed: an object with the list that was asked for, under a request id of the API's, or an error with a code.
 * @param target the request's X-Amz-Target
 * @returns the code of an error; undefined also for APIs that are not known here
 * @throws NotAReply
 */
export function believeJson(target: string, {status, headers, body}: RawReply): string | undefined {
	const list = Object.hasOwn(lists, target) ? lists[target] : undefined;
	if (list === undefined) return undefined;
	const location = headers.location;
	const more = {status, ...(location === undefined ? {} : {location})};
	const reply = parsed(body);
	const code = errorCode(reply, headers);
	if (status >= 300) {
		if (code === undefined) throw new NotAReply(`HTTP ${status}, and no error of the API`, more);
		return code;
	}

	if (code !== undefined) throw new NotAReply(`HTTP ${status} with the error ${code}`, more);
	if (reply === undefined)
		throw new NotAReply(body.toString('latin1').trim() === '' ? 'It is empty' : 'It is no JSON', more);
	if (!headers['x-amzn-requestid']) throw new NotAReply('It has no request id', more);
	if (!Array.isArray(memberOf(reply, list))) throw new NotAReply('It lacks the list that was asked for', more);
	return undefined;
}

function parsed(body: Buffer): object | undefined {
	try {
		const value: unknown = JSON.parse(body.toString('utf8'));
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function errorCode(reply: object | undefined, headers: RawReply['headers']): string | undefined {
	if (!reply) return undefined;
	const type = memberOf(reply, '__type') ?? headers['x-amzn-errortype'];
	return typeof type === 'string' ? errorType.exec(type)?.[1] : undefined;
}
