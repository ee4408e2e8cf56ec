import {once} from 'node:events';
import {createServer, type IncomingMessage, type Server, request as send} from 'node:http';
import type {AddressInfo} from 'node:net';
import {EC2Client, ModifyVpnTunnelOptionsCommand} from '@aws-sdk/client-ec2';
import {awsAdministrator} from '../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

export interface Reply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

/** What is done to the reply of one call; undefined lets it through. */
export type Spoil = (reply: Reply, call: number) => Reply | undefined;

/**
 * Stands between the real SDKs and the sandbox and hands on what it says, changed on the way. What was asked once is answered from
 * memory: nothing here makes anything.
 */
export class WireFront {
	readonly #sandbox: Sandbox;
	readonly #server: Server;
	readonly #known = new Map<string, Promise<Reply>>();
	#spoil: Spoil = () => undefined;
	#calls = 0;

	private constructor(sandbox: Sandbox) {
		this.#sandbox = sandbox;
		this.#server = createServer((incoming, outgoing) => {
			this.#answer(incoming).then(
				({status, headers, body}) => {
					outgoing.writeHead(status, headers);
					outgoing.end(body);
				},
				() => outgoing.destroy(),
			);
		});
	}

	static async start(): Promise<WireFront> {
		const sandbox = await startSandbox({port: 0, speed: 1000});
		await writesLog(sandbox);
		const front = new WireFront(sandbox);
		await once(front.#server.listen(0, '127.0.0.1'), 'listening');
		return front;
	}

	/** The environment that points every client at it. */
	get env(): Readonly<Record<string, string>> {
		// a TCP server's address is an AddressInfo
		const {port} = this.#server.address() as AddressInfo;
		const own = Object.entries(this.#sandbox.env);
		return Object.fromEntries(own.map(([name, value]) => [name, value.replace(`:${this.#sandbox.port}`, `:${port}`)]));
	}

	/** Spoils the replies from now on; calls are counted from 0. @returns how many there were before */
	spoil(spoil: Spoil): number {
		const calls = this.#calls;
		this.#calls = 0;
		this.#spoil = spoil;
		return calls;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		this.#server.close();
		await this.#sandbox.close();
	}

	async #answer(incoming: IncomingMessage): Promise<Reply> {
		const call = this.#calls;
		this.#calls += 1;
		const body = await bodyOf(incoming);
		const key = `${incoming.headers['x-tc-action'] ?? ''} ${incoming.headers['x-tc-region'] ?? regionOf(incoming)} ${body.toString()}`;
		const known = this.#known.get(key) ?? this.#forward(incoming, body);
		this.#known.set(key, known);
		const reply = await known;
		if (reply.status >= 400) this.#known.delete(key);
		return this.#spoil(reply, call) ?? reply;
	}

	async #forward(incoming: IncomingMessage, body: Buffer): Promise<Reply> {
		const onward = send({
			host: '127.0.0.1',
			port: this.#sandbox.port,
			method: incoming.method,
			path: incoming.url,
			headers: incoming.headers,
		});
		onward.end(body);
		// `response` comes with the message alone
		const [answer] = (await once(onward, 'response')) as [IncomingMessage];
		const {'content-type': type = '', 'x-amzn-requestid': id} = answer.headers;
		const headers = {'content-type': type, ...(typeof id === 'string' ? {'x-amzn-requestid': id} : {})};
		return {status: answer.statusCode ?? 200, headers, body: await bodyOf(answer)};
	}
}

/** Has a tunnel of AWS write a log, so that there is one to read. */
async function writesLog(sandbox: Sandbox): Promise<void> {
	const [region, id] = ['eu-central-1', 'vpn-40f41529'];
	const client = new EC2Client({endpoint: sandbox.endpoints.ec2, region, credentials: awsAdministrator});
	const arn = 'arn:aws:logs:eu-central-1:111122223333:log-group:vpn';
	const logs = {LogEnabled: true, LogGroupArn: arn, BgpLogEnabled: true, BgpLogGroupArn: arn};
	await client.send(
		new ModifyVpnTunnelOptionsCommand({
			VpnConnectionId: id,
			VpnTunnelOutsideIpAddress: '192.0.2.120',
			TunnelOptions: {LogOptions: {CloudWatchLogOptions: logs}},
		}),
	);
	client.destroy();
	sandbox.writeLine(id, 0, {kind: 'ike', details: 'AWS tunnel received DELETE for IKE_SA from CGW'});
	sandbox.writeLine(id, 0, {kind: 'bgp', details: 'AWS-side peer is initiating a connection (via Connect)'});
}

/** AWS names the region in what it signs. */
function regionOf(incoming: IncomingMessage): string {
	return /Credential=[^/]+\/\d+\/([^/]+)/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	// without an encoding set, chunks are buffers
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
