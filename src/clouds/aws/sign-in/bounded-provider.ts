import {AsyncLocalStorage} from 'node:async_hooks';
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest, IncomingMessage} from 'node:http';
import {mostKeyReplyBytes} from '../../net/bounded-body.ts';

/** Named as the SDK names what a source of credentials says: it is told as such. */
class EndlessReply extends Error {
	override readonly name = 'CredentialsProviderError';

	constructor() {
		super('The reply of the metadata service is longer than 1 MB');
	}
}

/** What is in force while keys are being fetched, for the requests that are made for them alone. */
const fetching = new AsyncLocalStorage<(error: EndlessReply) => void>();

/** Node tells here of every response of `node:http`, before whoever asked for it. Source: Node, "Diagnostics Channel", HTTP. */
const responses = 'http.client.response.finish';

/**
 * A provider of keys whose replies have an end: the SDK reads those of the metadata services of EC2 and of containers by requests of its
 * own, whole, however long they are.
 * @throws EndlessReply from the provider, once a reply is longer than any that brings keys
 */
export function boundedProvider<Given extends readonly unknown[], Keys>(
	provider: (...given: Given) => Promise<Keys>,
): (...given: Given) => Promise<Keys> {
	// once, however many providers there are; others may listen there too
	unsubscribe(responses, boundResponse);
	subscribe(responses, boundResponse);
	return (...given) =>
		new Promise((resolve, reject) => {
			fetching.run(reject, () => provider(...given)).then(resolve, reject);
		});
}

function boundResponse(message: unknown): void {
	const refuse = fetching.getStore();
	if (!refuse) return;
	// what the channel publishes, by Node's documentation
	const {response} = message as {readonly request: ClientRequest; readonly response: IncomingMessage};
	const push = response.push.bind(response);
	let length = 0;
	response.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
		length += chunk?.length ?? 0;
		if (length <= mostKeyReplyBytes) return push(chunk, encoding);
		const error = new EndlessReply();
		response.destroy(error);
		refuse(error);
		return false;
	};
}
