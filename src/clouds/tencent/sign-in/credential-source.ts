import path from 'node:path';
import {printable} from '../../../connection/printable.ts';
import type {Secret} from '../../../connection/secret.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {homeFolder, shownPath} from '../../sign-in/home-folder.ts';
import {readSettings} from '../../sign-in/settings-file.ts';
import {fromTccli, tccliProfile} from './tccli.ts';

/** Where credentials are, and how to get at them. It holds secrets: it is not to be kept longer than it is used. */
export interface CredentialSource {
	/** In words: `environment`, `tccli profile default`, `~/.tencentcloud/credentials`, `sandbox`. */
	readonly source: string;
	readonly profile?: string;
	readonly keys?: {readonly secretId: string; readonly secretKey: string; readonly token?: string};
	/** To be assumed with the keys. */
	readonly role?: {readonly arn: string; readonly sessionName?: string};
	/** To be asked of the machine's metadata service. */
	readonly instanceRole?: boolean;
	/** The login behind the keys has ended, or ends any moment. */
	readonly ended?: boolean;
	/** The command that begins it anew. */
	readonly renew?: string;
	/** ms since the epoch. */
	readonly expiresAt?: number;
}

/** The keys that calls are signed with. */
export interface Credentials {
	readonly secretId: string;
	readonly secretKey: Secret;
	readonly token?: Secret;
	/** In words: `environment`, `tccli profile default`, `~/.tencentcloud/credentials`, `sandbox`. */
	readonly source: string;
	/** When they end, ms since the epoch. */
	readonly expiresAt?: number;
	/** The command that begins their session anew. */
	readonly renew?: string;
}

/** Turns a role into keys with the keys that may assume it. @throws CloudError */
export type AssumeRole = (keys: Credentials, role: NonNullable<CredentialSource['role']>) => Promise<Credentials>;

/** A place to look at: it gives credentials, or says in words what was tried. */
type Look = () => Promise<CredentialSource | string>;

/** The three names that Tencent's own tools use for the session token: Node SDK, tccli, Terraform. */
const tokenNames = ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'] as const;

/**
 * Finds credentials: the machine's role where that was asked for, a profile that the user picked, else the environment, tccli's
 * profile, the SDK's credentials files. Reads environment and files only.
 */
export async function findSource(
	options: CloudOptions,
): Promise<{readonly found?: CredentialSource; readonly tried: readonly string[]}> {
	const tried: string[] = [];
	for (const look of looks(options)) {
		const found = await look();
		if (typeof found !== 'string') return {found, tried};
		tried.push(found);
	}

	return {tried};
}

function looks(options: CloudOptions): readonly Look[] {
	const {env} = options;
	if (options.sandbox) return [async () => fromEnvironment(env, 'sandbox')];
	if (options.instanceRole) return [async () => ({source: 'role of this machine (CVM metadata)', instanceRole: true})];
	const tccli: Look = () => fromTccli(env, tccliProfile(options));
	if (options.profile !== undefined) return [tccli];
	const named = env.TENCENTCLOUD_CREDENTIALS_FILE;
	// another account's keys are not to be used in the place of a profile that was named
	const files = env.TCCLI_PROFILE
		? []
		: named
			? [named]
			: [path.join(homeFolder(env), '.tencentcloud', 'credentials'), '/etc/tencentcloud/credentials'];
	return [
		async () => fromEnvironment(env, 'environment'),
		tccli,
		...files.map(
			(file): Look =>
				() =>
					fromCredentialsFile(file, env),
		),
		async () => 'role of this machine (asked only with --instance-role)',
	];
}

function fromEnvironment(env: CloudOptions['env'], source: string): CredentialSource | string {
	const secretId = env.TENCENTCLOUD_SECRET_ID?.trim();
	const secretKey = env.TENCENTCLOUD_SECRET_KEY?.trim();
	const tokenName = tokenNames.find(name => env[name]?.trim());
	const token = tokenName && env[tokenName]?.trim();
	if (!secretId && !secretKey) return 'environment (TENCENTCLOUD_SECRET_ID is not set)';
	if (!secretId || !secretKey)
		return `environment (TENCENTCLOUD_SECRET_${secretId ? 'KEY' : 'ID'} is not set, the other one is)`;
	const arn = env.TENCENTCLOUD_ROLE_ARN?.trim();
	const sessionName = env.TENCENTCLOUD_ROLE_SESSION_NAME?.trim();
	return {
		source: arn ? `${source} (role ${printable(arn, 120)})` : source,
		keys: {secretId, secretKey, ...(token && {token})},
		...(arn && {role: {arn, ...(sessionName && {sessionName})}}),
	};
}

/** Source: tencentcloud-sdk-nodejs, ProfileCredential: INI, the section `[default]` alone. */
async function fromCredentialsFile(file: string, env: CloudOptions['env']): Promise<CredentialSource | string> {
	const source = shownPath(file, env);
	const settings = readSettings(file);
	if (settings.text === undefined) return `${source} (${settings.problem})`;
	const values = defaultSection(settings.text);
	const secretId = values.get('secret_id');
	const secretKey = values.get('secret_key');
	const token = values.get('token');
	if (!secretId || !secretKey) return `${source} (its [default] has no secret_id and secret_key)`;
	return {source, keys: {secretId, secretKey, ...(token && {token})}};
}

function defaultSection(text: string): ReadonlyMap<string, string> {
	const values = new Map<string, string>();
	let section = '';
	for (const line of text.split(/\r?\n/)) {
		const heading = /^\s*\[([^\]]*)\]/.exec(line);
		const pair = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line);
		if (heading) section = heading[1]?.trim() ?? '';
		else if (pair?.[1] && section === 'default') values.set(pair[1], (pair[2] ?? '').replace(/^(["'])(.*)\1$/, '$2'));
	}

	return values;
}
