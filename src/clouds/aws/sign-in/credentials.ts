import {AsyncLocalStorage} from 'node:async_hooks';
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest, IncomingMessage} from 'node:http';
import type {EC2ClientConfig} from '@aws-sdk/client-ec2';
import {Secret} from '../../../connection/secret.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {mostKeyReplyBytes} from '../../net/bounded-body.ts';
import type {SharedConfig} from './shared-config.ts';
import {profileName} from './sign-in.ts';

type Provider = Extract<NonNullable<EC2ClientConfig['credentials']>, (...given: never[]) => unknown>;
type RequestHandler = NonNullable<EC2ClientConfig['requestHandler']>;

/** The metadata service answers from the next hop within milliseconds, or not at all. */
const metadataWait = {timeout: 1000, maxRetries: 1};

/** The chain writes warnings to the console, through whatever is drawn there, unless it is given a logger. */
const silent = {trace() {}, debug() {}, info() {}, warn() {}, error() {}};

/**
 * Where a client takes its credentials from: the sandbox's or the environment's keys, the machine's role when that was asked for, else
 * the SDK's default chain over the shared files, which never asks the metadata service by itself. Renewed when they expire.
 */
export async function credentialsOf(
	options: CloudOptions,
	config: SharedConfig,
	requestHandler: RequestHandler,
	region: string,
): Promise<Provider> {
	const {env, profile, instanceRole, sandbox} = options;
	if (instanceRole && !sandbox) {
		const {fromInstanceMetadata} = await import('@smithy/credential-provider-imds');
		return known(fromInstanceMetadata({...metadataWait, logger: silent}));
	}

	const {AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token} = env;
	const named = profile || env.AWS_PROFILE;
	if (accessKeyId && secretAccessKey && (sandbox || !named))
		return known(async () => ({accessKeyId, secretAccessKey, ...(token ? {sessionToken: token} : {})}));
	// Off the cloud nothing answers there, and the chain would wait for it. Read by the SDK from the process alone.
	process.env.AWS_EC2_METADATA_DISABLED = 'true';
	const {defaultProvider} = await import('@aws-sdk/credential-provider-node');
	const name = profileName(options);
	const provider = defaultProvider({
		...(name ? {profile: name} : {}),
		filepath: config.files.credentials,
		configFilepath: config.files.config,
		ignoreCache: true,
		logger: silent,
		clientConfig: {requestHandler, region},
	});
	return known(provider);
}

/** The SDK holds keys as plain text. As long as it does, they are known as secrets too, so that no text that leaves holds them. */
function known(provider: Provider): Provider {
	const kept: {latest: readonly Secret[]} = {latest: []};
	const bounded = boundedProvider(provider);
	return async (...given) => {
		const keys = await bounded(...given);
		kept.latest = [keys.secretAccessKey, keys.sessionToken ?? ''].map(value => new Secret(value));
		return keys;
	};
}

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
function boundedProvider<Given extends readonly unknown[], Keys>(
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
