import type {CloudId, CloudOptions} from '../clouds/contract/cloud.ts';
import type {RequestLog} from '../clouds/net/request-log.ts';
import type {CredentialOptions} from './command-options.ts';

export interface SessionOptions extends CredentialOptions {
	readonly sandbox?: boolean;
	/** How long a call may take, ms. */
	readonly timeoutMs?: number;
	readonly requestLog?: RequestLog;
}

/** How a cloud is reached with what the command line says. The sandbox has its own account, whatever profile is named. */
export function cloudOptions(id: CloudId, options: SessionOptions, env: CloudOptions['env']): CloudOptions {
	const {sandbox = false, instanceRole = false, timeoutMs, requestLog} = options;
	const profile = options[`${id}Profile`];
	return {
		env,
		sandbox,
		...(profile && !sandbox ? {profile} : {}),
		...(instanceRole && !sandbox ? {instanceRole} : {}),
		...(timeoutMs ? {timeoutMs} : {}),
		...(requestLog ? {requestLog} : {}),
	};
}
