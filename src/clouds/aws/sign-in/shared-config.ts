import {devNull} from 'node:os';
import path from 'node:path';
import type {Environment} from '../../../connection/environment.ts';
import {printable} from '../../../connection/printable.ts';
import {homeFolder, shownPath} from '../../sign-in/home-folder.ts';
import {readSettings, type SettingsFile} from '../../sign-in/settings-file.ts';
import {keyHint} from '../../sign-in/shown.ts';
import {configSection, credentialsSection, type SectionName} from './section-name.ts';

type Settings = ReadonlyMap<string, string>;

/** What AWS's shared files say, without their secrets. */
export interface SharedConfig {
	/** Where the SDK is to read them; the null device in the place of one that can't be read whole, or would be waited for. */
	readonly files: {readonly config: string; readonly credentials: string};
	/** `~/.aws/config and ~/.aws/credentials`, for the screen. */
	readonly shownFiles: string;
	/** By name, both files in one, the credentials file first as in the SDK. */
	readonly profiles: ReadonlyMap<string, Settings>;
	/** Names of profiles that the AWS CLI reads and the SDK does not, in either file. */
	readonly misnamed: ReadonlySet<string>;
	/** Names of the `[sso-session NAME]` sections. */
	readonly ssoSessions: ReadonlySet<string>;
	/** `[services NAME]`: nested settings as `ec2.endpoint_url`. */
	readonly services: ReadonlyMap<string, Settings>;
}

/** The settings that are kept. Of a key only its ends are, of a secret or a command only that it is there. */
const kept: ReadonlySet<string> = new Set([
	'region',
	'sso_session',
	'sso_start_url',
	'role_arn',
	'source_profile',
	'credential_source',
	'web_identity_token_file',
	'login_session',
	'endpoint_url',
	'services',
	'ignore_configured_endpoint_urls',
]);
const presenceOnly: ReadonlySet<string> = new Set(['aws_secret_access_key', 'credential_process']);

/** Reads the shared files. A file that is not there or can't be read is empty. */
export async function readSharedConfig(env: Environment): Promise<SharedConfig> {
	const folder = path.join(homeFolder(env), '.aws');
	const named = {
		config: env.AWS_CONFIG_FILE || path.join(folder, 'config'),
		credentials: env.AWS_SHARED_CREDENTIALS_FILE || path.join(folder, 'credentials'),
	};
	const [config, credentials] = [readSettings(named.config), readSettings(named.credentials)];
	const profiles = new Map<string, Map<string, string>>();
	const services = new Map<string, Map<string, string>>();
	const ssoSessions = new Set<string>();
	const add = (into: Map<string, Map<string, string>>, name: string, settings: Settings) =>
		into.set(name, new Map([...(into.get(name) ?? []), ...settings]));
	const misnamed = new Set<string>();
	const addProfile = ({name, isRead}: SectionName, settings: Settings) => {
		// one that can't be shown as it is can't be picked or typed either
		const shown = printable(name);
		if (isRead && shown === name) add(profiles, name, settings);
		else misnamed.add(shown);
	};
	for (const {heading, settings} of sections(config.text ?? '')) {
		const section = configSection(heading);
		if (section?.kind === 'profile') addProfile(section, settings);
		else if (section?.isRead && section.kind === 'services') add(services, section.name, settings);
		else if (section?.isRead) ssoSessions.add(section.name);
	}

	for (const {heading, settings} of sections(credentials.text ?? '')) {
		const section = credentialsSection(heading);
		if (section) addProfile(section, settings);
	}

	return {
		files: {
			config: isRefused(config) ? devNull : named.config,
			credentials: isRefused(credentials) ? devNull : named.credentials,
		},
		shownFiles: `${shown(named.config, config, env)} and ${shown(named.credentials, credentials, env)}`,
		profiles,
		misnamed: new Set([...misnamed].filter(name => !profiles.has(name))),
		ssoSessions,
		services,
	};
}

/** A path, and why nothing was read there where that is more than that it is not there. */
function shown(file: string, found: SettingsFile, env: Environment): string {
	return `${shownPath(file, env)}${isRefused(found) ? ` (${found.problem})` : ''}`;
}

/** A file that is not there can still come to be. */
function isRefused(found: SettingsFile): found is Extract<SettingsFile, {readonly problem: string}> {
	return found.text === undefined && found.problem !== 'not there';
}

interface Section {
	/** What stands between the brackets. */
	readonly heading: string;
	readonly settings: Map<string, string>;
}

/** Source of the format: AWS SDKs and Tools Reference Guide, "Using shared config and credentials files". */
function sections(text: string): readonly Section[] {
	const found: Section[] = [];
	let parent = '';
	for (const line of text.split(/\r?\n/)) {
		if (/^\s*([#;]|$)/.test(line)) continue;
		const heading = /^\s*\[([^\]]*)\]/.exec(line);
		if (heading) {
			found.push({heading: heading[1] ?? '', settings: new Map()});
			parent = '';
			continue;
		}

		const pair = /^(\s*)([^=\s]+)\s*=\s*(.*)$/.exec(line);
		const settings = found.at(-1)?.settings;
		if (!pair || !settings) continue;
		const [, indent = '', name = '', rest = ''] = pair;
		const value = rest.replace(/(^|\s)[#;].*$/, '').trim();
		if (indent === '') parent = value === '' ? `${name}.` : '';
		keep(settings, indent === '' ? name : `${parent}${name}`, value);
	}

	return found;
}

function keep(settings: Map<string, string>, name: string, value: string): void {
	const plain = name.split('.').at(-1) ?? '';
	if (name === 'aws_access_key_id') settings.set(name, value === '' ? '' : keyHint(value));
	else if (presenceOnly.has(name)) settings.set(name, value === '' ? '' : 'set');
	else if (kept.has(name) || (plain === 'endpoint_url' && name !== plain)) settings.set(name, value);
}
