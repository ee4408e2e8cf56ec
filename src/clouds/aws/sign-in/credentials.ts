import type {EC2ClientConfig} from '@aws-sdk/client-ec2';
import {Secret} from '../../../connection/secret.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {boundedProvider} from './bounded-provider.ts';
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
