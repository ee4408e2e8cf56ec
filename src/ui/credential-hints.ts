import type {CloudId} from '../clouds/contract/cloud.ts';
import {byCloud} from '../clouds/registry.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';

/** What each cloud would sign in with, as far as the environment alone tells: no file is read and no SDK loaded for it. */
export function credentialHints(options: OpenWizardOptions): Readonly<Record<CloudId, string>> {
	const {sandbox, env, instanceRole} = options;
	return byCloud(({id, credentialHint}) => {
		if (sandbox) return 'the sandbox’s own account';
		if (instanceRole) return 'the role of this machine';
		return credentialHint(env, options[`${id}Profile`]);
	});
}
