import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {isAnswered} from './fault-list.ts';
import type {Fault, RequestRecord} from './sandbox.ts';
import type {Service, WireRequest, WireResponse} from './service.ts';

/** No call of either API comes near this; EC2's own limit on a request's parameters is far below. */
const largestBodyBytes = 1024 * 1024;

/** How long a `slow` fault without a time of its own holds the reply back. */
const slowMs = 3000;

interface Front {
	readonly services: readonly Service[];
	/** What stands in the way of a call, counted as used; undefined when it is to go through. */
	readonly faultFor: (service: Service, request: WireRequest) => Fault | undefined;
	/** Called before a request is looked at. */
	readonly before: () => void;
	/** A call, and the bytes of its reply. */
	readonly record: (record: RequestRecord, replyBytes: number) => void;
	/** Answers the sandbox's own calls; undefined for what is none. */
	readonly control: (request: WireRequest) => WireResponse | undefined;
}

/** Listens on 127.0.0.1 only. `port` 0 picks a free one. @throws the system's error when the port is taken */
export async function listen(port: number, front: Front): Promise<{server: Server; port: number}> {
	const server = createServer((request, response) => {
		serve(request, response, front).catch(() => {
			// A fault of the sandbox's own: the client must hear of it, not wait for ever.
			refuse(response, 500, 'The sandbox itself failed');
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
	// A TCP server's address is an AddressInfo; a string is only for pipes.
	const address = server.address() as AddressInfo;
	return {server, port: address.port};
}

/** Stops listening and cuts every socket, those held by a `hang` fault too. */
export async function shut(server: Server): Promise<void> {
	const closed = new Promise<void>(resolve => {
		server.close(() => resolve());
	});
	server.closeAllConnections();
	await closed;
}

async function serve(incoming: IncomingMessage, response: ServerResponse, front: Front): Promise<void> {
	const body = await readBody(incoming);
	if (body === 'aborted') return;
	if (body === 'too large') return refuse(response, 413, 'Request too large', {connection: 'close'});

	const stranger = strangerIn(incoming.headers);
	if (stranger !== undefined)
		return refuse(response, 403, `The sandbox serves programs of this machine alone: ${stranger}.`);

	front.before();
	const request = toWire(incoming, body.bytes);
	const own = front.control(request);
	if (own) return send(response, own);
	const service = front.services.find(candidate => candidate.accepts(request));
	if (!service) {
		const says = 'This is the sandbox of EC2 and Tencent Cloud APIs; the request is in the protocol of neither.';
		return refuse(response, 404, says);
	}

	const fault = front.faultFor(service, request);
	const kind = fault?.kind;
	if (isAnswered(kind)) {
		const {response: answer, record} = service.answerFault(kind, request);
		front.record(record, bytesOf(answer).length);
		send(response, answer);
		return;
	}

	if (kind === 'reset' || kind === 'hang' || kind === 'garbage') {
		front.record({...service.answerFault('error5xx', request).record, code: kind}, 0);
		if (kind === 'reset') incoming.socket.resetAndDestroy();
		if (kind === 'garbage')
			send(response, {
				status: 200,
				headers: {'content-type': 'text/html'},
				body: '<html><p>Please log in to the guest network</html',
			});
		return;
	}

	const {response: answer, record} = service.handle(request);
	front.record(record, bytesOf(answer).length);
	if (kind === 'slow') await pause(fault?.delayMs ?? slowMs, response);
	if (kind === 'lost-reply') incoming.socket.resetAndDestroy();
	else send(response, answer);
}

/** Of this machine, or a name of Tencent Cloud's own, which tells a finance region apart: none that a web page could have made its own. */
const knownHost =
	/^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:[a-z\d-]+\.)*localhost|(?:[a-z\d-]+\.)+(?:tencentcloudapi\.com|amazonaws\.com(?:\.cn)?))(?::\d{1,5})?$/i;

/**
 * What is not of a program here but of a web page that a browser shows: a name that leads to this machine (DNS rebinding), another
 * site's form or picture. Undefined for a program's own request.
 */
function strangerIn({host = '', origin, ...headers}: IncomingMessage['headers']): string | undefined {
	if (!knownHost.test(host)) return 'the Host is not this machine';
	if (origin !== undefined) return 'a web page asked';
	const site = headers['sec-fetch-site'];
	return site === undefined || site === 'none' ? undefined : 'a web page asked';
}

function pause(milliseconds: number, response: ServerResponse): Promise<void> {
	return new Promise(resolve => {
		const timer = setTimeout(resolve, milliseconds);
		response.once('close', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}

const bytesOf = ({bytes, body}: WireResponse) => bytes ?? Buffer.from(body, 'utf8');

function send(response: ServerResponse, answer: WireResponse): void {
	if (response.destroyed) return;
	const bytes = bytesOf(answer);
	response.writeHead(answer.status, {...answer.headers, 'content-length': bytes.length});
	response.end(bytes);
}

function refuse(response: ServerResponse, status: number, says: string, more: WireResponse['headers'] = {}): void {
	send(response, {status, headers: {'content-type': 'text/plain', ...more}, body: `${says}\n`});
}

async function readBody(incoming: IncomingMessage): Promise<{readonly bytes: Buffer} | 'too large' | 'aborted'> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		// The socket must outlive the reading, to carry the refusal.
		for await (const chunk of incoming.iterator({destroyOnReturn: false})) {
			// Without an encoding set, a request's chunks are buffers.
			const bytes = chunk as Buffer;
			size += bytes.length;
			if (size > largestBodyBytes) return 'too large';
			chunks.push(bytes);
		}
	} catch {
		return 'aborted';
	}

	return {bytes: Buffer.concat(chunks)};
}

function toWire(incoming: IncomingMessage, bytes: Buffer): WireRequest {
	const [path = '/', ...query] = (incoming.url ?? '/').split('?');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(incoming.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}

	return {method: incoming.method ?? 'GET', path, query: query.join('?'), headers, body: bytes.toString('utf8'), bytes};
}
