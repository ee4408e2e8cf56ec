import {devNull} from 'node:os';
import {EC2Client, type EC2ClientConfig} from '@aws-sdk/client-ec2';
import type {Secret} from '../../../connection/secret.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {endedByLimit, linkedTo, orEnd} from '../../net/linked-signal.ts';
import type {RequestLog} from '../../net/request-log.ts';
import type {SignIn} from '../../sign-in/sign-in.ts';
import {credentialsOf} from '../sign-in/credentials.ts';
import {refuseNoRegion} from '../sign-in/region-name.ts';
import {readSharedConfig, type SharedConfig} from '../sign-in/shared-config.ts';
import {profileName, signInFrom} from '../sign-in/sign-in.ts';
import {refuseLongLists} from './ask.ts';
import {believeLists} from './believe-lists.ts';
import {endpointFor} from './endpoint.ts';
import {toCloudError} from './errors.ts';
import {LeanReplies} from './lean-connections.ts';
import {logCalls} from './log-calls.ts';
import {GuardedHandler, TriedHosts} from './request-handler.ts';
import {type AwsService, prefixOf} from './services.ts';

/** Reads may be sent again by the SDK; what changes something is sent once. */
type Purpose = 'read' | 'change';

type Credentials = NonNullable<EC2ClientConfig['credentials']>;

/** What a call is sent with: the caller's signal and the call's time limit in one. */
export interface SendOptions {
	readonly abortSignal: AbortSignal;
}

interface CallOptions {
	/** API action name, for errors. */
	readonly call: string;
	readonly region: string;
	readonly purpose: Purpose;
	readonly signal: AbortSignal;
	readonly secrets?: readonly Secret[];
}

/** How long a call may take, with all its tries. */
const defaultTimeoutMs = 20_000;
const readAttempts = 3;
/** After refusals the files of a profile are not read anew more often than that, ms: all regions are refused at once. */
const readAnewMs = 5000;

/** What is found out once, before the first call. */
interface Setup {
	readonly config: SharedConfig;
	readonly signIn: SignIn;
	readonly region: string;
	readonly credentials: Credentials;
}

/** The account's SDK clients: one a region and purpose, made when first used, all with the same credentials. */
export class AwsClients {
	readonly #options: CloudOptions;
	readonly #clients = new Map<string, EC2Client>();
	/** Of other services that are asked again and again. */
	readonly #others = new Map<string, {destroy(): void}>();
	/** For the calls that credentials are made by: roles, SSO. */
	readonly #credentialHandler: GuardedHandler;
	readonly #tried = new TriedHosts();
	/** Which calls want a small reply. */
	readonly lean = new LeanReplies();
	#setup: Promise<Setup> | undefined;
	#signIn: SignIn | undefined;
	/** By the steady clock. */
	#readAnewAt = -Infinity;
	/** With keys that were refused; a call of theirs may be on its way. */
	readonly #retired = new Set<{destroy(): void}>();
	readonly timeoutMs: number;
	/** Whether they reach the embedded sandbox, whose clock can be fast. */
	readonly sandbox: boolean;

	constructor(options: CloudOptions) {
		// The SDK's warning about the Node version goes to stderr, through whatever is drawn there.
		process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
		this.#options = options;
		this.sandbox = options.sandbox;
		this.timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
		this.#credentialHandler = this.#handler('read', {
			forKeys: true,
			...(options.requestLog ? {log: options.requestLog} : {}),
		});
	}

	/** What the calls are signed with, in words; without a call. @throws CloudError when there is nothing to sign in with */
	async signIn(): Promise<SignIn> {
		return (await this.#ready()).signIn;
	}

	/** The region that calls without one go to: the environment's, the profile's, or us-east-1. @throws CloudError */
	async homeRegion(): Promise<string> {
		return (await this.#ready()).region;
	}

	/** The credentials in use, resolved once and renewed when they expire. @throws CloudError when there are none */
	async credentials(signal: AbortSignal): Promise<{readonly accessKeyId: string}> {
		const {region} = await this.#ready();
		const client = await this.#ec2(region, 'read');
		return this.bounded({call: '', purpose: 'read', signal}, () => client.config.credentials());
	}

	/** Configuration for a client of another service with the same credentials, limits and care. @throws CloudError */
	async configFor(service: AwsService, region: string, purpose: Purpose) {
		const {env, sandbox} = this.#options;
		refuseNoRegion(region, 'The connection or the command');
		const {config, credentials} = await this.#ready();
		const endpoint = endpointFor(service, env, sandbox, {config, profile: profileName(this.#options)});
		return {
			credentials,
			region,
			maxAttempts: purpose === 'read' ? readAttempts : 1,
			requestHandler: this.#handler(purpose, purpose === 'read' ? {lean: this.lean} : {}),
			...(endpoint ? {endpoint} : {}),
		};
	}

	/**
	 * Sends one call, bounded by the time limit and the caller's signal.
	 * @throws CloudError
	 */
	async call<Reply>(
		options: CallOptions,
		send: (client: EC2Client, options: SendOptions) => Promise<Reply>,
	): Promise<Reply> {
		return this.bounded(options, async abortSignal => {
			const reply = await send(await this.#ec2(options.region, options.purpose), {abortSignal});
			refuseLongLists(reply);
			return reply;
		});
	}

	/** Runs any SDK work under the time limit and the caller's signal. @throws CloudError */
	async bounded<Reply>(
		options: Omit<CallOptions, 'region'> & Partial<Pick<CallOptions, 'region'>>,
		work: (signal: AbortSignal) => Promise<Reply>,
	): Promise<Reply> {
		const limited = linkedTo(options.signal);
		const startedAt = performance.now();
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			limited.abort();
		}, this.timeoutMs);
		let begun = false;
		try {
			options.signal.throwIfAborted();
			begun = true;
			// Making credentials can hang where no signal reaches, as in a program that a profile names.
			return await orEnd(work(limited.signal), limited.signal);
		} catch (error) {
			const tried = this.#tried.of(limited.signal);
			const refused = this.#tried.refusalOf(limited.signal);
			late ||= endedByLimit(options.signal);
			const told = toCloudError(error, {
				call: options.call,
				changes: begun && options.purpose === 'change',
				aborted: options.signal.aborted && !late,
				...(tried ? {tried} : {}),
				...(refused ? {refused} : {}),
				...(this.#signIn ? {signIn: this.#signIn} : {}),
				timedOut: late,
				overBefore: late && !begun,
				tookMs: performance.now() - startedAt,
				...(options.secrets ? {secrets: options.secrets} : {}),
			});
			if (told.info.kind === 'credentials') this.#doubtKeys(options.region);
			throw told;
		} finally {
			clearTimeout(timer);
			limited.release();
		}
	}

	/**
	 * A client of another service for calls that read, made once a region.
	 * @param make given its configuration: the SDK's own constructor, loaded by whoever asks @throws CloudError
	 */
	async other<Client extends Parameters<typeof logCalls>[0] & {destroy(): void}>(
		service: AwsService,
		region: string,
		make: (config: Awaited<ReturnType<AwsClients['configFor']>>) => Client,
	): Promise<Client> {
		// a key is one service, and a service has one maker
		return this.#made(this.#others as Map<string, Client>, `${service} ${region}`, async () =>
			this.logged(make(await this.configFor(service, region, 'read')), prefixOf(service), region),
		);
	}

	close(): void {
		for (const client of [...this.#clients.values(), ...this.#others.values(), ...this.#retired]) client.destroy();
		this.#retired.clear();
		this.#clients.clear();
		this.#others.clear();
		this.#credentialHandler.destroy();
	}

	/** Has a client's calls written down, where the user asked for that. */
	logged<Client extends Parameters<typeof logCalls>[0]>(client: Client, service: string, region: string): Client {
		if (this.#options.requestLog) logCalls(client, service, region, this.#options.requestLog);
		return client;
	}

	#handler(
		purpose: Purpose,
		more: {readonly log?: RequestLog; readonly forKeys?: boolean; readonly lean?: LeanReplies} = {},
	): GuardedHandler {
		// A connection that lay idle may be dead without a word, and a create sent into it would be in doubt: they get fresh ones.
		const keepAlive = purpose === 'read';
		const limits = {
			connectionTimeout: Math.min(this.timeoutMs, 5000),
			requestTimeout: this.timeoutMs,
			throwOnRequestTimeout: true,
		};
		return new GuardedHandler(this.#options.env, limits, {keepAlive, tried: this.#tried, ...more});
	}

	/**
	 * Keys that were refused may have been changed in their files, or renewed by their program: the next call reads the profile again. The SDK's clients hold
	 * keys that don't end for ever, so the ones that were refused are made anew. Those of other regions stay: a region may only be switched off.
	 */
	#doubtKeys(region: string | undefined): void {
		const now = performance.now();
		if (now - this.#readAnewAt >= readAnewMs) {
			this.#readAnewAt = now;
			this.#setup = undefined;
		}

		for (const purpose of ['read', 'change'] as const) this.#retire(this.#clients, `${purpose} ${region ?? ''}`);
		for (const key of [...this.#others.keys()]) this.#retire(this.#others, key);
	}

	/** Ends it when no call of it can be on its way any more. */
	#retire(clients: Map<string, {destroy(): void}>, key: string): void {
		const client = clients.get(key);
		if (!client) return;
		clients.delete(key);
		this.#retired.add(client);
		setTimeout(() => {
			if (this.#retired.delete(client)) client.destroy();
		}, this.timeoutMs + 1000).unref();
	}

	/** A failed attempt is made again: the user may have mended a file or begun a session meanwhile. */
	#ready(): Promise<Setup> {
		this.#setup ??= this.#prepare().catch((error: unknown) => {
			this.#setup = undefined;
			throw error;
		});
		return this.#setup;
	}

	async #prepare(): Promise<Setup> {
		const options = this.#options;
		const config = await readSharedConfig(options.env);
		keepSdkFrom(config);
		const signIn = signInFrom(options, config);
		if (signIn.source === undefined) throw noSource(signIn);
		this.#signIn = signIn;
		const region = signIn.region?.id ?? 'us-east-1';
		refuseNoRegion(region, signIn.region?.from ?? '');
		// The roles of the chain are assumed at STS, wherever its address comes from.
		endpointFor('STS', options.env, options.sandbox, {config, profile: profileName(options)});
		return {config, signIn, region, credentials: await credentialsOf(options, config, this.#credentialHandler, region)};
	}

	#ec2(region: string, purpose: Purpose): Promise<EC2Client> {
		return this.#made(this.#clients, `${purpose} ${region}`, async () => {
			const client = this.logged(new EC2Client(await this.configFor('EC2', region, purpose)), 'ec2', region);
			believeLists(client);
			return client;
		});
	}

	/** The client of this name; made where there is none. Keys that were refused are found anew first, whichever client the call goes through. */
	async #made<Client>(clients: Map<string, Client>, key: string, make: () => Promise<Client>): Promise<Client> {
		if (clients.has(key)) await this.#ready();
		const standing = clients.get(key);
		if (standing) return standing;
		const made = await make();
		// another call may have made one meanwhile
		const client = clients.get(key) ?? made;
		clients.set(key, client);
		return client;
	}
}

/** The SDK looks into the shared files for other settings too, by the names that the process has for them. */
function keepSdkFrom({files}: SharedConfig): void {
	if (files.config === devNull) process.env.AWS_CONFIG_FILE = devNull;
	if (files.credentials === devNull) process.env.AWS_SHARED_CREDENTIALS_FILE = devNull;
}

function noSource({problem = 'No AWS credentials were found', mend, tried}: SignIn): CloudError {
	const message = tried.length > 0 ? `Tried: ${tried.join('; ')}` : problem;
	return cloudError('aws', {kind: 'credentials', message, says: problem, mend});
}
