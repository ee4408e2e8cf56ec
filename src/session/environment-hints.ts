import type {CloudId, CloudOptions} from '../clouds/contract/cloud.ts';
import {byCloud} from '../clouds/registry.ts';
import type {AccountOptions} from '../clouds/sign-in/in-this-account.ts';

/* What the first frame says of signing in: what the environment alone tells. No file is read and no SDK loaded for it. */

interface HintOptions extends AccountOptions {
	readonly env: CloudOptions['env'];
}

/** What each cloud would sign in with, in words. */
export function credentialHints(options: HintOptions): Readonly<Record<CloudId, string>> {
	const {sandbox, env, instanceRole} = options;
	return byCloud(({id, credentialHint}) => {
		if (sandbox) return 'the sandbox’s own account';
		if (instanceRole) return 'the role of this machine';
		return credentialHint(env, options[`${id}Profile`]);
	});
}

/** The region that each cloud's lists begin at; undefined where the environment names none. */
export function regionHints({sandbox, env}: HintOptions): Readonly<Record<CloudId, string | undefined>> {
	return byCloud(({region}) => (sandbox ? region.sandbox : region.variables.map(name => env[name]).find(Boolean)));
}
