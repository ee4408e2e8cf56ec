import {createHash, createHmac} from 'node:crypto';
import {EC2Client, type EC2ClientConfig, type EC2ServiceException} from '@aws-sdk/client-ec2';
import {SignatureV4} from '@smithy/signature-v4';
import {awsAdministrator} from '../../src/sandbox/aws-keys.ts';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export interface AwsSandbox {
	readonly sandbox: Sandbox;
	readonly ec2: EC2Client;
	/** Moves the cloud's clock on. */
	advance(milliseconds: number): void;
	client(config?: EC2ClientConfig): EC2Client;
	close(): Promise<void>;
}

/** The sandbox with a clock that the test turns, and the real SDK to call it with. */
export async function openAws(options: SandboxOptions = {}): Promise<AwsSandbox> {
	let offset = 0;
	const start = Date.now();
	const sandbox = await startSandbox({now: () => start + offset, ...options});
	const clients: EC2Client[] = [];
	const client = (config: EC2ClientConfig = {}): EC2Client => {
		const made = new EC2Client({
			endpoint: sandbox.endpoints.ec2,
			region: 'eu-central-1',
			credentials: awsAdministrator,
			maxAttempts: 1,
			...config,
		});
		clients.push(made);
		return made;
	};
	return {
		sandbox,
		ec2: client(),
		advance(milliseconds) {
			offset += milliseconds;
		},
		client,
		async close() {
			for (const made of clients) made.destroy();
			await sandbox.close();
		},
	};
}

/** What a call was refused with: `code` and HTTP status, and the message. */
export async function refusal(
	call: Promise<unknown>,
): Promise<{code: string; status: number | undefined; message: string}> {
	try {
		await call;
	} catch (error) {
		// The SDK rejects with its own exception class; others show up as wrong codes.
		const {name, message, $metadata} = error as EC2ServiceException;
		return {code: name, status: $metadata?.httpStatusCode, message};
	}

	throw new Error('the call went through');
}

class Sha256 {
	readonly #hash;

	constructor(secret?: Parameters<typeof createHmac>[1]) {
		this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
	}

	update(data: Uint8Array): void {
		this.#hash.update(data);
	}

	async digest(): Promise<Uint8Array> {
		return this.#hash.digest();
	}

	reset(): void {}
}

export interface RawAnswer {
	readonly status: number;
	readonly body: string;
	readonly code: string;
}

/** Sends parameters that the SDK would not, signed by the SDK's own signer: as a form, or as a signed query string. */
export async function rawCall(
	port: number,
	parameters: Readonly<Record<string, string>>,
	how: {
		readonly form?: boolean;
		readonly service?: string;
		readonly signingDate?: Date;
		readonly tamper?: boolean;
	} = {},
): Promise<RawAnswer> {
	const {form = true, service = 'ec2', signingDate = new Date(), tamper = false} = how;
	// The signer wants a class of this shape; the cast spans differing typings of the constructor's argument.
	const signer = new SignatureV4({
		credentials: awsAdministrator,
		region: 'eu-central-1',
		service,
		sha256: Sha256 as never,
	});
	const all = {Version: '2016-11-15', ...parameters};
	const body = new URLSearchParams(all).toString();
	const base = {protocol: 'http:', hostname: '127.0.0.1', port, path: '/'};
	const host = `127.0.0.1:${port}`;
	const signed = form
		? await signer.sign(
				{
					...base,
					method: 'POST',
					headers: {host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8'},
					body,
					query: {},
				},
				{signingDate},
			)
		: await signer.presign({...base, method: 'GET', headers: {host}, query: all}, {signingDate, expiresIn: 60});
	const query = new URLSearchParams(signed.query as Record<string, string>).toString();
	const url = `http://${host}/${query === '' ? '' : `?${query}${tamper ? '&AllRegions=true' : ''}`}`;
	const response = await fetch(url, {
		method: signed.method,
		headers: signed.headers,
		...(form ? {body: tamper ? `${body}&AllRegions=true` : body} : {}),
	});
	const text = await response.text();
	return {status: response.status, body: text, code: /<Code>([^<]+)/.exec(text)?.[1] ?? ''};
}
