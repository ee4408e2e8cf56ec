import type {Environment} from '../../connection/environment.ts';
import type {CloudId} from '../contract/cloud.ts';
import {badSetting} from '../sign-in/bad-setting.ts';

const variable = 'NODE_TLS_REJECT_UNAUTHORIZED';

/**
 * Node takes any certificate for the cloud's where this variable is 0: whoever is in between would read keys and write replies.
 * Source: Node.js, "Command-line API", NODE_TLS_REJECT_UNAUTHORIZED.
 * @throws CloudError when it is set so: nothing is sent then
 */
export function refuseUncheckedTls(cloud: CloudId, env: Environment): void {
	if (env[variable] !== '0') return;
	const says = `${variable}=0 turns off the check of who answers, so nothing is sent`;
	throw badSetting(
		cloud,
		says,
		`Unset ${variable}; a proxy with a certificate of its own is trusted with NODE_EXTRA_CA_CERTS=FILE`,
	);
}
