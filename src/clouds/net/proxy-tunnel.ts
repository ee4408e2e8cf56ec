import type http from 'node:http';
import {HttpsProxyAgent} from 'https-proxy-agent';
import {Secret} from '../../connection/secret.ts';
import {cloudWords} from '../contract/cloud-words.ts';
import type {ProxyServer} from './proxy.ts';
import {proxyErrorCode} from './proxy-error.ts';

/** Called with the host and port that a socket is wanted to; throws when it must not be. */
export type Allow = (host: string | null | undefined, port: number | string | null | undefined) => void;

interface TunnelOptions {
	/** Keep sockets for the next call. */
	readonly keepAlive: boolean;
	readonly allow?: Allow;
}

/**
 * An agent whose sockets go through an HTTP proxy (CONNECT), encrypted to the host behind it.
 * A proxy that can't be reached or refuses is an error of its own, with `code` EPROXY: never taken for an answer of the cloud.
 */
export class ProxyTunnel extends HttpsProxyAgent<string> {
	readonly #proxy: ProxyServer;
	readonly #allow: Allow | undefined;
	/** As it is written, as it is meant, and as the header has it: a proxy may say it back. */
	readonly #password: readonly Secret[];

	constructor(proxy: ProxyServer, {keepAlive, allow}: TunnelOptions) {
		super(proxy.url, {keepAlive});
		this.#proxy = proxy;
		this.#allow = allow;
		this.#password = passwordIn(proxy.url);
	}

	override async connect(request: http.ClientRequest, options: Parameters<HttpsProxyAgent<string>['connect']>[1]) {
		this.#allow?.(options.host, options.port);
		let status: number | undefined;
		let words = '';
		request.once('proxyConnect', (reply: {readonly statusCode: number; readonly statusText?: string}) => {
			status = reply.statusCode;
			words = cloudWords(reply.statusText ?? '', 60, this.#password);
		});
		const {shown, variable} = this.#proxy;
		const socket = await super.connect(request, options).catch((error: unknown) => {
			if (status === 200) throw error;
			const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
			throw proxyError(`The proxy ${shown}, from ${variable}, can't be used${code}`);
		});
		if (status === 200) return socket;
		socket.destroy();
		const advice = status === 407 ? '; a user and password can stand in its address' : '';
		throw proxyError(
			`The proxy ${shown}, from ${variable}, refuses a tunnel to ${options.host}: ${status} ${words}${advice}`,
		);
	}
}

function passwordIn({username, password}: URL): readonly Secret[] {
	if (password === '') return [];
	const [user, meant] = [username, password].map(decoded);
	return [password, meant ?? '', Buffer.from(`${user}:${meant}`).toString('base64')].map(value => new Secret(value));
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text; // refused before, where the address is read
	}
}

function proxyError(message: string): Error {
	return Object.assign(new Error(message), {code: proxyErrorCode});
}
