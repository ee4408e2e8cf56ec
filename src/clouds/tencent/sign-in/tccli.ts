import {readdir} from 'node:fs/promises';
import path from 'node:path';
import type {Environment} from '../../../connection/environment.ts';
import {printable} from '../../../connection/printable.ts';
import {optionWords} from '../../../connection/shell-word.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {textMember} from '../../net/member.ts';
import {homeFolder} from '../../sign-in/home-folder.ts';
import {readSettings} from '../../sign-in/settings-file.ts';
import {keyHint} from '../../sign-in/shown.ts';
import type {CloudProfile} from '../../sign-in/sign-in.ts';
import type {CredentialSource} from './credential-source.ts';

/** A session that ends within this time is taken for ended, as tccli does it; ms. */
const safeMs = 5 * 60 * 1000;

/**
 * The credentials of a tccli profile, or in words why there are none. Source of the format: tccli 3.1, credentials.py, oauth.py, sso.py.
 */
export async function fromTccli(
	env: Environment,
	profile: string,
	now = Date.now(),
): Promise<CredentialSource | string> {
	const shown = printable(profile, 60);
	const name = `tccli profile ${shown}`;
	if (/[/\\]/.test(profile)) return `${name} (not a profile name)`;
	const file = readSettings(path.join(folder(env), `${profile}.credential`));
	if (file.text === undefined)
		return `${name} (${file.problem === 'not there' ? `no ~/.tccli/${shown}.credential` : `~/.tccli/${shown}.credential: ${file.problem}`})`;
	const parsed = parse(file.text);
	if (parsed === undefined) return `${name} (its file is not JSON)`;
	const secretId = textMember(parsed, 'secretId');
	const secretKey = textMember(parsed, 'secretKey');
	const renew = renewCommand(parsed, profile);
	const source = `${name}${detailOf(parsed) === 'keys' ? '' : ` (${detailOf(parsed)})`}`;
	if (!secretId || !secretKey) {
		if (renew) return {source, profile: shown, ended: true, renew};
		return Reflect.get(Object(parsed), 'use-cvm-role')
			? `${name} (uses the machine's own role: add --instance-role)`
			: `${name} (its file holds no secretId and secretKey)`;
	}

	const token = textMember(parsed, 'token');
	const roleArn = textMember(parsed, 'role-arn');
	const sessionName = textMember(parsed, 'role-session-name');
	const expiresAt = renew ? endOf(parsed) : undefined;
	return {
		source,
		profile: shown,
		keys: {secretId, secretKey, ...(token && {token})},
		...(roleArn && {role: {arn: roleArn, ...(sessionName && {sessionName})}}),
		...(renew && {renew}),
		...(expiresAt !== undefined && {expiresAt, ended: expiresAt - now < safeMs}),
	};
}

/** Every profile of tccli, `default` first, without its secrets. */
export async function listTccliProfiles(env: Environment): Promise<readonly CloudProfile[]> {
	const files = await readdir(folder(env)).catch((): string[] => []);
	const names = files
		.filter(file => /^[^.].*\.credential$/.test(file))
		.map(file => file.slice(0, -'.credential'.length))
		// one that can't be shown as it is can't be picked or typed either
		.filter(name => printable(name) === name)
		.sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b, 'en'));
	return Promise.all(names.map(name => describe(env, name)));
}

/** The region of a profile's settings, or ''. */
export async function tccliRegion(env: Environment, profile: string): Promise<string> {
	if (/[/\\]/.test(profile)) return '';
	const settings = parse(readSettings(path.join(folder(env), `${profile}.configure`)).text ?? '');
	return printable(textMember(Reflect.get(Object(settings), '_sys_param'), 'region') ?? '', 40);
}

/** The profile that tccli would use. */
export function tccliProfile({env, profile}: CloudOptions): string {
	return profile || env.TCCLI_PROFILE || 'default';
}

async function describe(env: Environment, name: string): Promise<CloudProfile> {
	const parsed = parse(readSettings(path.join(folder(env), `${name}.credential`)).text ?? '');
	const region = await tccliRegion(env, name);
	const secretId = textMember(parsed, 'secretId');
	const kinds = {oauth: 'oauth', sso: 'sso'} as const;
	const type = textMember(parsed, 'type');
	const session = type === 'oauth' || type === 'sso' ? kinds[type] : undefined;
	const role = textMember(parsed, 'role-arn') !== undefined || Reflect.get(Object(parsed), 'use-cvm-role') === true;
	return {
		name,
		kind: session ?? (role ? 'role' : secretId ? 'keys' : 'settings'),
		...(region && {region}),
		...(secretId && {keyHint: keyHint(secretId)}),
		detail: detailOf(parsed),
	};
}

function detailOf(parsed: unknown): string {
	const type = textMember(parsed, 'type');
	const role = textMember(parsed, 'role-arn');
	if (type === 'oauth') return 'browser login';
	if (type === 'sso') return 'SSO login';
	if (role) return `role ${printable(role, 120)}`;
	if (Reflect.get(Object(parsed), 'use-cvm-role')) return "the machine's own role";
	return textMember(parsed, 'secretId') ? 'keys' : 'no credentials';
}

function renewCommand(parsed: unknown, profile: string): string | undefined {
	const type = textMember(parsed, 'type');
	const option = optionWords('--profile', printable(profile, 60));
	if (type === 'oauth') return `tccli auth login ${option}`;
	return type === 'sso' ? `tccli sso login ${option}` : undefined;
}

/** When a login ends, ms since the epoch; tccli writes seconds. */
function endOf(parsed: unknown): number | undefined {
	const value: unknown = Reflect.get(Object(parsed), 'expiresAt');
	return typeof value === 'number' && Number.isFinite(value) ? value * 1000 : undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// JSON.parse quotes the text in its message: the file holds keys
		return undefined;
	}
}

function folder(env: Environment): string {
	return path.join(homeFolder(env), '.tccli');
}
