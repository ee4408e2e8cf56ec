import {mostReplyBytes, readBounded} from '../../net/bounded-body.ts';
import {NotAReply} from '../../net/call-end.ts';
import {memberOf} from '../../net/member.ts';

/** The API said no, in its own form (API 3.0, "Returns": `{"Response":{"Error":{"Code":…,"Message":…},"RequestId":…}}`). */
export class ApiRefusal extends Error {
	override readonly name = 'ApiRefusal';

	constructor(
		/** As in `AuthFailure.SignatureFailure`. */
		readonly code: string,
		message: string,
		readonly requestId: string,
	) {
		super(message);
	}
}

/** What the SDK's HTTP client gives: the body comes unpacked. */
interface RawReply {
	readonly status: number;
	readonly body: AsyncIterable<Uint8Array | string>;
}

/** Characters of an error's message that are looked at. */
const longestMessage = 10_000;

/** The API answers everything with 200, its errors too (API 3.0, "Returns"). */
const answered = 200;

/**
 * Reads a reply, and believes only one of the API: JSON with a request id, and an error only where it has a code.
 * @returns what stands under `Response`
 * @throws ApiRefusal, NotAReply; the stream's own error when it breaks
 */
async function readReply({status, body}: RawReply): Promise<object> {
	if (status !== answered) throw new NotAReply(`HTTP ${status}`, {status});
	const text = (await readBounded(body, mostReplyBytes)).toString('utf8');
	const response = memberOf(parsed(text), 'Response');
	const requestId = memberOf(response, 'RequestId');
	if (typeof response !== 'object' || response === null || typeof requestId !== 'string' || requestId === '')
		throw new NotAReply(text.trim() === '' ? 'It is empty' : 'It has no request id');
	const error = memberOf(response, 'Error');
	if (error === undefined || error === null) return response;
	const code = memberOf(error, 'Code');
	const message = memberOf(error, 'Message');
	if (typeof code !== 'string' || !/^[A-Za-z]\w*(?:\.\w+)*$/.test(code))
		throw new NotAReply('It is an error without a code');
	throw new ApiRefusal(code, typeof message === 'string' ? message.slice(0, longestMessage) : '', requestId);
}

/**
 * Has a client's replies read by `readReply`: the SDK's own reader takes a body of any length, and what broke while it read for
 * the API's own error. @throws Error when this version of the SDK reads elsewhere
 */
export function withOwnReader<Client extends object>(client: Client): Client {
	if (typeof Reflect.get(client, 'parseResponse') !== 'function')
		throw new Error('the SDK reads its replies elsewhere');
	Reflect.set(client, 'parseResponse', (reply: RawReply) => readReply(reply));
	return client;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new NotAReply(text.trim() === '' ? 'It is empty' : 'It is no JSON');
	}
}
