import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';
import type {BadReply} from './bad-replies.ts';

/** What is done with a request: `swallow` never answers it; a reply goes back in place of the cloud's. */
export type Verdict = 'pass' | 'swallow' | BadReply;

export interface Hooks {
	/** The nth request has come and has not reached the cloud. Counts from 1. `change`: the name of a call that changes something. */
	readonly before?: (count: number, change: string | undefined) => Verdict | Promise<Verdict>;
	/** The cloud has carried it out and its answer has not gone back. */
	readonly after?: (count: number, change: string | undefined) => Verdict | Promise<Verdict>;
}

export interface ChangeCall {
	readonly name: string;
	/** As it was sent. */
	readonly body: string;
}

/** Stands between the program and the sandbox clouds and counts what passes; the program does not know of it. */
export interface Gate {
	readonly port: number;
	/** Requests since the hooks were set. */
	count(): number;
	/** The calls that change something and went on to the cloud, by name: since it was opened, or told to forget. */
	changes(): readonly string[];
	forget(): void;
	set(hooks: Hooks): void;
	close(): Promise<void>;
}

/** @param onChange told of a call that changes something before it goes on to the cloud */
export async function openGate(target: number, onChange?: (call: ChangeCall) => Promise<void>): Promise<Gate> {
	let hooks: Hooks = {};
	let count = 0;
	const changes: string[] = [];
	const server = createServer((incoming, outgoing) => {
		// a client that was killed has nobody to tell
		pass(incoming, outgoing).catch(() => outgoing.destroy());
	});

	async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		count += 1;
		const [own, number] = [hooks, count];
		const body = await buffer(incoming);
		const change = changeIn(incoming, body);
		if ((await own.before?.(number, change)) === 'swallow') return;
		if (change !== undefined) {
			changes.push(change);
			await onChange?.({name: change, body: body.toString()});
		}

		const answer = await forward(target, incoming, body, outgoing);
		if (!answer) {
			incoming.socket.resetAndDestroy();
			return;
		}

		const after = await own.after?.(number, change);
		if (after === 'swallow') return;
		if (typeof after === 'function') {
			after(outgoing, incoming.headers['x-tc-action'] !== undefined);
			return;
		}

		outgoing.writeHead(answer.status, answer.headers);
		outgoing.end(answer.body);
	}

	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		// a TCP server's address is an AddressInfo; a string is only for pipes
		port: (server.address() as AddressInfo).port,
		count: () => count,
		changes: () => changes,
		forget() {
			changes.length = 0;
		},
		set(next) {
			hooks = next;
			count = 0;
		},
		async close() {
			const closed = new Promise<void>(resolve => {
				server.close(() => resolve());
			});
			server.closeAllConnections();
			await closed;
		},
	};
}

/** The name of the call, if it is one that changes something. */
function changeIn({headers}: IncomingMessage, body: Buffer): string | undefined {
	const query = new URLSearchParams(headers['x-tc-action'] === undefined ? body.toString() : '');
	const name = String(headers['x-tc-action'] ?? query.get('Action') ?? '');
	return /^(Describe|Search|Get)/.test(name) || query.get('DryRun') === 'true' ? undefined : name;
}

interface Answer {
	readonly status: number;
	readonly headers: IncomingMessage['headers'];
	readonly body: Buffer;
}

/** Undefined: the cloud broke the connection off. */
function forward(
	port: number,
	from: IncomingMessage,
	body: Buffer,
	client: ServerResponse,
): Promise<Answer | undefined> {
	return new Promise(resolve => {
		const to = request(
			// the signature covers the host that the client knows
			{host: '127.0.0.1', port, method: from.method, path: from.url, headers: from.headers, agent: false},
			async reply => {
				const whole = await buffer(reply).catch(() => undefined);
				resolve(whole && {status: reply.statusCode ?? 500, headers: reply.headers, body: whole});
			},
		);
		to.on('error', () => resolve(undefined));
		client.once('close', () => to.destroy());
		to.end(body);
	});
}
