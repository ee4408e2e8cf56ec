import {NodeHttpHandler} from '@smithy/node-http-handler';
import type {CloudOptions} from '../../contract/cloud.ts';
import {mostKeyReplyBytes, mostReplyBytes, readBounded} from '../../net/bounded-body.ts';
import {NotAReply} from '../../net/call-end.ts';
import type {Tried} from '../../net/network-trouble.ts';
import {proxyFor} from '../../net/proxy.ts';
import {ProxyTunnel} from '../../net/proxy-tunnel.ts';
import {type RequestLog, writtenDown} from '../../net/request-log.ts';
import {refusePlainHttp} from './endpoint.ts';
import type {LeanReplies} from './lean-connections.ts';
import {believeJson} from './read-json-reply.ts';
import {believe} from './read-reply.ts';
import {SentSecrets} from './sent-secrets.ts';

type Settings = NonNullable<ConstructorParameters<typeof NodeHttpHandler>[0]>;
type Handle = NodeHttpHandler['handle'];

type Signal = NonNullable<Parameters<Handle>[1]>['abortSignal'];

/** What the API answered last, and how often it has refused. */
interface Refused {
	readonly code: string;
	readonly tries: number;
}

/** Where the requests of an account went, so that an error can name it: by the signal that ends the call. */
export class TriedHosts {
	readonly #refusals = new WeakMap<NonNullable<Signal>, Refused>();
	readonly #bySignal = new WeakMap<NonNullable<Signal>, Tried>();
	/** The SDK makes credentials without a signal, and before the request that they are for. */
	#unsignalled: Tried | undefined;

	note(signal: Signal, tried: Tried): void {
		if (signal) this.#bySignal.set(signal, tried);
		else this.#unsignalled = tried;
	}

	/** The API has turned a try of the call away: the SDK tries again by itself, and does not tell. */
	noteRefusal(signal: Signal, code: string): void {
		if (!signal) return;
		const tries = (this.#refusals.get(signal)?.tries ?? 0) + 1;
		this.#refusals.set(signal, {code, tries});
	}

	/** What the API said to the tries of the call that this signal ends. */
	refusalOf(signal: AbortSignal): Refused | undefined {
		return this.#refusals.get(signal);
	}

	/** Where the call that this signal ends went last; undefined when no request was made for it. */
	of(signal: AbortSignal): Tried | undefined {
		return this.#bySignal.get(signal) ?? this.#unsignalled;
	}
}

/**
 * Where every request of an AWS client goes through, those for its credentials too: plain HTTP is refused unless it stays on
 * this machine, the environment's proxies are used, and a reply goes on only as far as it is bounded and to be believed, and without keys where nobody needs them.
 */
export class GuardedHandler extends NodeHttpHandler {
	readonly #env: CloudOptions['env'];
	readonly #settings: Settings;
	readonly #log: RequestLog | undefined;
	readonly #keepAlive: boolean;
	readonly #secrets = new SentSecrets();
	readonly #throughProxies = new Map<string, NodeHttpHandler>();
	readonly #tried: TriedHosts;
	readonly #forKeys: boolean;
	readonly #lean: LeanReplies | undefined;

	/**
	 * @param ways `keepAlive`: whether a connection may be used for more than one request. `log`: where requests are written down
	 *   that no client's own log sees: those for credentials. `tried`: told where each request goes. `forKeys`: it brings the keys
	 *   that other calls are signed with. `lean`: makes replies small
	 */
	constructor(
		env: CloudOptions['env'],
		settings: Settings,
		{
			keepAlive,
			log,
			tried,
			forKeys = false,
			lean,
		}: {
			readonly keepAlive: boolean;
			readonly log?: RequestLog;
			readonly tried: TriedHosts;
			readonly forKeys?: boolean;
			readonly lean?: LeanReplies;
		},
	) {
		super({...settings, httpAgent: {keepAlive}, httpsAgent: {keepAlive}});
		this.#keepAlive = keepAlive;
		this.#env = env;
		this.#settings = settings;
		this.#log = log;
		this.#tried = tried;
		this.#forKeys = forKeys;
		this.#lean = lean;
	}

	// The SDK asks for a handler of its own kind, so errors go out as rejections: async.
	override async handle(...given: Parameters<Handle>): ReturnType<Handle> {
		return this.#log ? this.#logged(this.#log, ...given) : this.#send(...given);
	}

	/** Host and status alone: path, query and both bodies are full of keys. */
	async #logged(log: RequestLog, ...given: Parameters<Handle>): ReturnType<Handle> {
		const service = ownHost(given[0].hostname);
		const begun = {cloud: 'aws', service, call: 'credentials', region: '', attempt: 1} as const;
		return writtenDown(log, begun, () => this.#send(...given), {
			answered: ({response}) => ({status: response.statusCode}),
			failed: error => ({errorCode: error instanceof Error ? error.name : typeof error}),
		});
	}

	async #send(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
		const {protocol, hostname, port} = request;
		refusePlainHttp(protocol, hostname);
		this.#secrets.note(request);
		const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
		const proxy = proxyFor('aws', url, this.#env);
		this.#tried.note(options?.abortSignal, {host: url.host, ...(proxy ? {proxy: proxy.shown} : {})});
		if (!proxy) return this.#believed(request, options, await super.handle(request, options));
		let handler = this.#throughProxies.get(proxy.url.href);
		if (!handler) {
			handler = new NodeHttpHandler({
				...this.#settings,
				httpsAgent: new ProxyTunnel(proxy, {keepAlive: this.#keepAlive}),
			});
			this.#throughProxies.set(proxy.url.href, handler);
		}

		return this.#believed(request, options, await handler.handle(request, options));
	}

	/** Reads the reply here, bounded: the SDK would take whatever comes, and an empty page for an empty list. */
	async #believed(...[request, options, {response}]: [...Parameters<Handle>, Awaited<ReturnType<Handle>>]) {
		try {
			const most = this.#forKeys ? mostKeyReplyBytes : mostReplyBytes;
			// a signal of the SDK's own kind ends the request itself
			const body = await readBounded(
				response.body,
				most,
				options?.abortSignal instanceof AbortSignal ? options.abortSignal : undefined,
			);
			const {statusCode: status, headers} = response;
			const target = request.headers['x-amz-target'];
			// the one text of it: a list may be as long as megabytes
			const text = body.toString('latin1');
			const code =
				target === undefined
					? believe(request.body, {status, headers, text})
					: believeJson(target, {status, headers, body});
			if (code !== undefined) this.#tried.noteRefusal(options?.abortSignal, code);
			response.body = code === undefined ? (this.#lean?.made(options?.abortSignal, text) ?? body) : body;
			return {response};
		} catch (error) {
			throw this.#forKeys && error instanceof NotAReply
				? new NotAReply(error.message, {...error.more, forKeys: true})
				: error;
		}
	}

	override destroy(): void {
		super.destroy();
		for (const handler of this.#throughProxies.values()) handler.destroy();
		this.#throughProxies.clear();
	}
}

/** AWS's own host, as in `portal.sso.eu-central-1.amazonaws.com`; others are the user's affair. */
function ownHost(hostname: string): string {
	return /^[a-z0-9.-]+\.(?:amazonaws\.com(?:\.cn)?|aws)$/.test(hostname) ? hostname : '(another host)';
}
