import {setMaxListeners} from 'node:events';
import {CommonClient} from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import type {Secret} from '../../../connection/secret.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {endedByLimit, orEnd} from '../../net/linked-signal.ts';
import type {LogFields} from '../../net/loggable.ts';
import type {Tried} from '../../net/network-trouble.ts';
import {proxyFor} from '../../net/proxy.ts';
import {assumeRoleWith} from '../sign-in/assume-role.ts';
import type {Credentials} from '../sign-in/credential-source.ts';
import {findCredentials} from '../sign-in/credentials.ts';
import {tencentRegion} from '../sign-in/region.ts';
import {Agents} from './agents.ts';
import type {CallPlace} from './call-place.ts';
import type {Clients, Reads, ReplyOf, ReplyOfMethod, RequestOfMethod, WriteCall, WriteService} from './calls.ts';
import {type Endpoint, endpointOf, type ServiceName} from './endpoint.ts';
import {toCloudError} from './errors.ts';
import {logCall} from './log-call.ts';
import {readLogFields} from './log-fields.ts';
import {withOwnReader} from './read-reply.ts';
import {withRetry} from './retry.ts';
import {turnOf} from './throttle.ts';

interface CallOptions extends CallPlace {
	/** What the request carries and no error text may repeat. */
	readonly secrets?: Iterable<Secret>;
}

interface Call {
	readonly service: ServiceName;
	readonly call: string;
	readonly request: unknown;
	/** What a debug log may hold of it. */
	readonly logged: LogFields;
	/** Whether it can change something. */
	readonly writes: boolean;
}

const versions = {
	vpc: '2017-03-12',
	sts: '2018-08-13',
	region: '2022-06-27',
	tag: '2018-08-13',
	monitor: '2018-07-24',
} as const;

const defaultTimeoutMs = 20_000;
/** Two tries and the pause between them: so the calls' own limits end it, which can say where it went. */
const assumeRoleWaits = 3;
/** Temporary keys are renewed this long before they end; ms. */
const renewalMs = 60_000;

/**
 * Calls Tencent Cloud's API through the official SDK, which itself never retries: at most 20 calls a second to an action,
 * reads retried while that can help, writes sent again only when they were not carried out. Every error is a CloudError.
 */
export class TencentClient {
	readonly #options: CloudOptions;
	readonly #timeoutMs: number;
	readonly #agents: Agents;
	readonly #clients = new Map<string, Promise<CommonClient>>();
	readonly #given: Credentials | undefined;
	#credentials: Promise<Credentials> | undefined;
	/** What was renewed last: a source that gives the same again is not asked for ever. */
	#renewed: Credentials | undefined;
	/** By service and region. */
	readonly #endpoints = new Map<string, Endpoint>();
	/** Services and regions that have answered, whatever it was. */
	readonly #reached = new Set<string>();

	/** @param given credentials to use in place of those that the environment holds */
	constructor(options: CloudOptions, given?: Credentials) {
		this.#options = options;
		this.#given = given;
		this.#agents = new Agents(options.env);
		this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
	}

	/** The region that calls without one of their own are sent under: the user's, else Guangzhou. */
	async homeRegion(): Promise<string> {
		return (await tencentRegion(this.#options)).id;
	}

	/** The credentials in use; those that are about to end are found anew. @throws CloudError of kind 'credentials' */
	async credentials(): Promise<Credentials> {
		if (this.#given) return this.#given;
		this.#credentials ??= findCredentials(
			this.#options,
			assumeRoleWith((keys, request) => this.#assumeRole(keys, request)),
		).catch(error => {
			this.#forget();
			throw error;
		});
		const found = await this.#credentials;
		if (found.expiresAt === undefined || found.expiresAt - Date.now() > renewalMs || this.#renewed === found)
			return found;
		this.#renewed = found;
		this.#forget();
		return this.credentials();
	}

	async #assumeRole(keys: Credentials, request: Parameters<Clients['sts']['AssumeRole']>[0]): Promise<unknown> {
		const client = new TencentClient(this.#options, keys);
		try {
			const region = await this.homeRegion();
			return await client.read('sts', 'AssumeRole', request, {
				region,
				signal: AbortSignal.timeout(this.#timeoutMs * assumeRoleWaits),
			});
		} catch (error) {
			// it was sent again here already, as often as that helps: the call that waits for the keys does not ask once more
			throw error instanceof CloudError ? new CloudError({...error.info, retryable: false}) : error;
		} finally {
			client.close();
		}
	}

	/** A call that reads; the reply is typed by the SDK, and untrusted all the same: read it with `reply.ts`. */
	read<S extends ServiceName, K extends Reads[S] & keyof Clients[S]>(
		service: S,
		action: K & string,
		request: RequestOfMethod<Clients[S][K]>,
		options: CallOptions,
	): Promise<ReplyOfMethod<Clients[S][K]>> {
		return this.#tried({service, call: action, request, logged: readLogFields(action), writes: false}, options);
	}

	/** A call that makes something, changes it or takes it away, its parameters already checked against the SDK's types where the plan was built. */
	write<K extends WriteCall>(
		{call, logged, service = 'vpc'}: {readonly call: K; readonly logged: LogFields; readonly service?: WriteService},
		parameters: Readonly<Record<string, unknown>>,
		options: CallOptions,
	): Promise<ReplyOf<K>> {
		return this.#tried({service, call, request: parameters, logged, writes: true}, options);
	}

	#tried(call: Call, options: CallOptions) {
		const {signal, pauses = signal, waiting, region} = options;
		return withRetry(attempt => this.#once(call, options, attempt), {
			signal: pauses,
			timeoutMs: this.#timeoutMs,
			waiting,
			reached: () => this.#reached.has(serviceKey(call.service, region)),
		});
	}

	close(): void {
		this.#clients.clear();
		this.#agents.close();
	}

	// The SDK types replies as `any`; what leaves here is typed by `read` and `write`.
	async #once({service, call, request, logged, writes}: Call, options: CallOptions, attempt: number) {
		const {signal, region} = options;
		let stopped: 'user' | 'deadline' | undefined;
		const controller = new AbortController();
		const stop = (why: 'user' | 'deadline') => {
			stopped ??= why;
			controller.abort();
		};

		const onAbort = () => stop(endedByLimit(signal) ? 'deadline' : 'user');
		const startedAt = performance.now();
		let timer: NodeJS.Timeout | undefined;
		// Until the request is handed to the SDK nothing can have been carried out, so a failure there is never ambiguous.
		let sent = false;
		try {
			if (signal.aborted) onAbort();
			// One signal of the caller's guards many calls at once; Node would warn of a leak, through whatever is drawn.
			setMaxListeners(0, signal);
			signal.addEventListener('abort', onAbort, {once: true});
			// the limit is the account's: another one's calls are not waited for
			const {secretId} = await orEnd(this.credentials(), controller.signal);
			await turnOf(`${this.#endpoint(service, region).host} ${secretId} ${call}`, controller.signal);
			// Before the client, since keys that are renewed end the clients that hold the old ones.
			await orEnd(this.credentials(), controller.signal);
			const client = await this.#client(service, region, writes);
			controller.signal.throwIfAborted();
			timer = setTimeout(() => stop('deadline'), this.#timeoutMs);
			sent = true;
			const reply = await logCall(this.#options.requestLog, {service, call, region, attempt, request, logged}, () =>
				client.request(call, request, {signal: controller.signal}),
			);
			this.#reached.add(serviceKey(service, region));
			return reply;
		} catch (thrown) {
			const error = toCloudError({
				thrown,
				call,
				writes: writes && sent,
				tookMs: performance.now() - startedAt,
				...(sent && {tried: this.#whereTo(service, region)}),
				secrets: options.secrets ?? [],
				...(stopped && {stopped}),
			});
			if (sent && ['api', 'credentials'].includes(error.info.kind)) this.#reached.add(serviceKey(service, region));
			// Temporary credentials are renewed in their files: the next call reads them again.
			if (error.info.kind !== 'credentials') throw error;
			const renew = await this.#credentials?.then(({renew}) => renew).catch(() => undefined);
			this.#forget();
			throw renew ? new CloudError({...error.info, mend: `Run: ${renew}, then try again`}) : error;
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
		}
	}

	#whereTo(service: ServiceName, region: string): Tried {
		const {host, protocol} = this.#endpoint(service, region);
		return {host, proxy: proxyFor('tencent', new URL(`${protocol}${host}`), this.#options.env)?.shown};
	}

	/** @throws CloudError where the environment names none that may be used */
	#endpoint(service: ServiceName, region: string): Endpoint {
		const key = serviceKey(service, region);
		const endpoint = this.#endpoints.get(key) ?? endpointOf(service, region, this.#options.env);
		this.#endpoints.set(key, endpoint);
		return endpoint;
	}

	#client(service: ServiceName, region: string, writes: boolean): Promise<CommonClient> {
		// one of its own for each call that makes something: its agent sends once
		if (writes) return this.#open(service, region, writes);
		const key = serviceKey(service, region);
		let client = this.#clients.get(key);
		if (!client) {
			client = this.#open(service, region, writes);
			this.#clients.set(key, client);
			client.catch(() => this.#clients.delete(key));
		}

		return client;
	}

	async #open(service: ServiceName, region: string, writes: boolean): Promise<CommonClient> {
		const endpoint = this.#endpoint(service, region);
		const {secretId, secretKey, token} = await this.credentials();
		return withOwnReader(
			new CommonClient(endpoint.host, versions[service], {
				credential: {secretId, secretKey: secretKey.reveal(), ...(token && {token: token.reveal()})},
				region,
				profile: {
					language: 'en-US',
					httpProfile: {
						endpoint: endpoint.host,
						protocol: endpoint.protocol,
						// Our own deadline ends a call; the SDK's, in seconds, is only behind it.
						reqTimeout: (this.#timeoutMs + 1000) / 1000,
						// Given always: without an agent the SDK would follow the environment's http_proxy, even to this machine.
						agent: this.#agents.for(endpoint, {reuse: !writes}),
					},
				},
			}),
		);
	}

	#forget(): void {
		this.#credentials = undefined;
		this.#clients.clear();
	}
}

/** Names a service of a region: its client, and whether it has answered. */
function serviceKey(service: ServiceName, region: string): string {
	return `${service} ${region}`;
}
