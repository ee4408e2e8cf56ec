import type {CloudId} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';

/** What each cloud would sign in with, as far as the environment alone tells: no file is read and no SDK loaded for it. */
export function credentialHints(options: OpenWizardOptions): Readonly<Record<CloudId, string>> {
	const {sandbox, env, awsProfile, tencentProfile, instanceRole} = options;
	if (sandbox) return {aws: 'the sandbox’s own account', tencent: 'the sandbox’s own account'};
	if (instanceRole) return {aws: 'the role of this machine', tencent: 'the role of this machine'};
	return {
		aws: awsProfile ? `profile ${printable(awsProfile, 60)}` : awsHint(env),
		tencent: tencentProfile ? `tccli profile ${printable(tencentProfile, 60)}` : tencentHint(env),
	};
}

function awsHint(env: OpenWizardOptions['env']): string {
	if (env.AWS_ACCESS_KEY_ID) return `${shortened(env.AWS_ACCESS_KEY_ID)} from the environment`;
	if (env.AWS_PROFILE) return `AWS_PROFILE=${env.AWS_PROFILE}`;
	return 'looked for in ~/.aws when you choose it';
}

function tencentHint(env: OpenWizardOptions['env']): string {
	if (env.TENCENTCLOUD_SECRET_ID) return `${shortened(env.TENCENTCLOUD_SECRET_ID)} from the environment`;
	return 'looked for in ~/.tccli and ~/.tencentcloud when you choose it';
}

/** `AKIA…7XYZ`: enough to tell keys apart, too little to use. */
function shortened(keyId: string): string {
	return keyId.length > 8 ? `${keyId.slice(0, 4)}…${keyId.slice(-4)}` : '…';
}
