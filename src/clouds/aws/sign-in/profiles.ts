import {printable} from '../../../connection/printable.ts';
import {optionWords} from '../../../connection/shell-word.ts';
import type {CloudProfile} from '../../sign-in/sign-in.ts';
import type {SharedConfig} from './shared-config.ts';

/** The profiles of the shared files: `default` first, the others by name. */
export function listProfiles(config: SharedConfig): readonly CloudProfile[] {
	return [...config.profiles.keys(), ...config.misnamed]
		.sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b, 'en'))
		.map(name => describeProfile(config, name));
}

/** One profile in words. The order of the questions is the SDK's. */
export function describeProfile(config: SharedConfig, name: string): CloudProfile {
	if (config.misnamed.has(name)) return {name, kind: 'misnamed', detail: 'a name that the AWS SDK does not read'};
	const setting = (key: string) => printable(config.profiles.get(name)?.get(key) ?? '', 120);
	const base = {name, ...(setting('region') && {region: setting('region')})};
	const role = setting('role_arn');
	const source = setting('source_profile') || setting('credential_source');
	if (role && source) return {...base, kind: 'role', detail: `role ${role}, from ${source}`};
	if (setting('aws_access_key_id') && setting('aws_secret_access_key'))
		return {...base, kind: 'keys', keyHint: setting('aws_access_key_id'), detail: 'keys'};
	if (role && setting('web_identity_token_file'))
		return {...base, kind: 'web identity', detail: `role ${role}, by web identity token`};
	if (setting('credential_process')) return {...base, kind: 'process', detail: 'credential_process'};
	if (setting('sso_session')) return {...base, kind: 'sso', detail: `SSO session ${setting('sso_session')}`};
	if (setting('sso_start_url')) return {...base, kind: 'sso', detail: `SSO ${setting('sso_start_url')}`};
	if (setting('login_session')) return {...base, kind: 'login', detail: 'console login'};
	return {...base, kind: 'settings', detail: 'no credentials'};
}

/** The command that begins the session anew which this profile lives on, also through the roles that it assumes. */
export function renewCommand(config: SharedConfig, name: string): string | undefined {
	for (const each of sourcesOf(config, name)) {
		const {kind} = describeProfile(config, each);
		if (kind === 'sso') return `aws sso login ${optionWords('--profile', printable(each, 100))}`;
		if (kind === 'login') return `aws login ${optionWords('--profile', printable(each, 100))}`;
	}

	return undefined;
}

/** A profile, and after it those whose credentials it uses, through the roles that it assumes: names, each once. */
export function sourcesOf({profiles}: SharedConfig, name: string): readonly string[] {
	const names = new Set<string>();
	for (let at: string | undefined = name; at !== undefined && !names.has(at); ) {
		names.add(at);
		const settings = profiles.get(at);
		at = settings?.get('role_arn') ? settings.get('source_profile') : undefined;
	}

	return [...names];
}
