import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';

/** How the request is said back: as an error of the API, by something on the way, or as a reply that can't be read. */
export const waysToEcho = [
	'error',
	'error of the server',
	'code',
	'page',
	'plain text',
	'cut off',
	'no reply of the API',
	'redirect',
	'empty',
] as const;
export type Way = (typeof waysToEcho)[number];

/** A cloud, or a box on the way to it, that says back all that it was sent: headers, body, and the body's values decoded. */
export interface EchoingCloud {
	readonly port: number;
	/** What was said back, to be sure that a secret was among it. */
	readonly said: string[];
	/** `only`: the actions that are answered so; the others go on to the sandbox. Without it, all are. */
	answer(way: Way, only?: RegExp): void;
	close(): Promise<void>;
}

export async function startEchoingCloud(sandboxPort = 0): Promise<EchoingCloud> {
	let [way, only]: [Way, RegExp | undefined] = ['error', undefined];
	const said: string[] = [];
	const server = createServer((incoming, outgoing) => {
		answer(incoming, outgoing).catch(() => outgoing.destroy());
	});

	async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const body = await buffer(incoming);
		const text = body.toString();
		const action = String(incoming.headers['x-tc-action'] ?? new URLSearchParams(text).get('Action') ?? '');
		if (only && !only.test(action)) return pass(sandboxPort, incoming, body, outgoing);
		const values = [...new URLSearchParams(text).values()].filter(value => value !== text);
		// first what matters: texts are cut
		const {'x-amz-security-token': aws, 'x-tc-token': tencent, 'x-amz-sso_bearer_token': sso} = incoming.headers;
		const keys = /"PreShareKey":("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
		const parts = [
			aws,
			tencent,
			sso,
			keys && JSON.parse(keys),
			...values,
			keys,
			text,
			JSON.stringify(incoming.headers),
		];
		// an error's own text is cut by length: each part comes at its beginning in turn
		const turn = said.length % 4;
		const echo = parts.filter(Boolean).slice(turn).concat(parts.filter(Boolean).slice(0, turn)).join(' ');
		said.push(echo);
		reply(outgoing, way, echo, incoming.headers['x-tc-action'] !== undefined);
	}

	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port, // listens on TCP
		said,
		answer(next, nextOnly) {
			[way, only] = [next, nextOnly];
			said.length = 0;
		},
		async close() {
			const closed = new Promise(resolve => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

const xml = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replace(/[^\t\n\r -~]/g, '?');
const header = (text: string) => text.replace(/[^ -~]/g, '?').slice(0, 2000);

function reply(outgoing: ServerResponse, way: Way, echo: string, isTencent: boolean): void {
	const [status, body, type = isTencent ? 'application/json' : 'text/xml'] = answerOf(way, echo, isTencent);
	outgoing.writeHead(status, header(echo), {
		'content-type': type,
		'x-amzn-requestid': header(echo),
		...(way === 'redirect' ? {location: `http://127.0.0.1:1/?${header(echo)}`} : {}),
	});
	outgoing.end(body);
}

function answerOf(way: Way, echo: string, isTencent: boolean): readonly [status: number, body: string, type?: string] {
	const error = (code: string, message: string, id: string) =>
		isTencent
			? JSON.stringify({Response: {Error: {Code: code, Message: message}, RequestId: id}})
			: `<Response><Errors><Error><Code>${xml(code)}</Code><Message>${xml(message)}</Message></Error></Errors><RequestID>${xml(id)}</RequestID></Response>`;
	switch (way) {
		case 'error':
			return [isTencent ? 200 : 400, error('InvalidParameterValue', echo, echo)];
		case 'error of the server':
			return [isTencent ? 200 : 500, error('InternalError', echo, 'request-1')];
		case 'code':
			return [isTencent ? 200 : 400, error(echo, echo, 'request-1')];
		case 'page':
			return [502, `<html><title>${echo}</title><body>${echo}</body></html>`, 'text/html'];
		case 'plain text':
			return [200, echo, 'text/plain'];
		case 'cut off':
			return [200, isTencent ? `{"Response": {"${echo}` : `<Reply><${echo}></${echo}`];
		case 'no reply of the API':
			return [200, isTencent ? JSON.stringify({[echo]: echo}) : `<Other><a>${xml(echo)}</a></Other>`];
		case 'redirect':
			return [307, ''];
		case 'empty':
			return [403, ''];
	}
}

function pass(port: number, from: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
	const {url: path, method, headers} = from;
	const onward = request({host: '127.0.0.1', port, path, method, headers}, incoming => {
		outgoing.writeHead(incoming.statusCode ?? 502, incoming.headers);
		incoming.pipe(outgoing);
	});
	onward.on('error', () => outgoing.destroy());
	onward.end(body);
}
