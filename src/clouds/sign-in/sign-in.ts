import type {CloudId, CloudOptions} from '../contract/cloud.ts';
import {CloudError} from '../contract/cloud-error.ts';
import {isLoopback, proxyFor} from '../net/proxy.ts';
import {moduleOf} from '../registry.ts';

/** A profile in the files of a cloud's own tools, without its secrets. */
export interface CloudProfile {
	/** As the files spell it: it is looked up by it. Screens shorten what they draw. */
	readonly name: string;
	/** How it signs in; `settings` holds none, but a region or the like; `misnamed` has a name that the cloud's SDK does not read. */
	readonly kind: 'keys' | 'sso' | 'login' | 'role' | 'web identity' | 'process' | 'oauth' | 'settings' | 'misnamed';
	readonly region?: string;
	/** `AKIA…7XYZ`, where the files hold the key. */
	readonly keyHint?: string;
	/** In words, for a list: `SSO session corp`, `role arn:… from profile base`. */
	readonly detail: string;
}

/** What a cloud would sign in with, as environment and files tell it: nothing is called, no SDK loaded, no secret kept. */
export interface SignIn {
	readonly cloud: CloudId;
	/** In words: `environment`, `AWS_PROFILE=network (SSO session corp)`; undefined when nothing was found. */
	readonly source?: string;
	/** The profile behind the source. */
	readonly profile?: string;
	readonly keyHint?: string;
	/** The region that is meant where none is named, and what says so; `isAssumed` where nothing does. */
	readonly region?: {readonly id: string; readonly from: string; readonly isAssumed?: true};
	/** The command that renews a session that has run out: `aws sso login --profile network`. */
	readonly renew?: string;
	/** Where calls go, if not to the cloud's own address. */
	readonly endpoint?: string;
	/** They go to this machine: somebody plays the cloud here. */
	readonly local?: boolean;
	/** The proxy that they go through, without its password, and the variable that names it: `http://proxy:3128 (HTTPS_PROXY)`. */
	readonly proxy?: string;
	/** The profiles that could be picked. */
	readonly profiles: readonly CloudProfile[];
	/** Where nothing was found: each place that was looked at, and why it gave nothing. */
	readonly tried: readonly string[];
	/** What names a profile that is not in the files: `--aws-profile`, `AWS_PROFILE`. It is a mistake of the user's, and the problem says it. */
	readonly unknownProfile?: string;
	/** Why it can't sign in, and what to do; undefined when there is a source. */
	readonly problem?: string;
	readonly mend?: string;
}

/** Finds out what a cloud would sign in with. Reads environment and files, and never fails on what they hold. */
export async function signInOf(id: CloudId, options: CloudOptions): Promise<SignIn> {
	return moduleOf(id).signIn(options);
}

/**
 * How calls get to the cloud, for a SignIn: what keeps them from getting there is its problem.
 * @param endpointOf the address of the cloud's own, or the one that the user's settings name; throws CloudError when that is refused
 */
export function wayOf(
	cloud: CloudId,
	env: CloudOptions['env'],
	endpointOf: () => {readonly url: string; readonly own: boolean},
): Partial<SignIn> {
	try {
		const {url, own} = endpointOf();
		const proxy = proxyFor(cloud, new URL(url), env);
		return {
			...(own ? {} : {endpoint: new URL(url).origin, local: isLoopback(new URL(url).hostname)}),
			...(proxy ? {proxy: `${proxy.shown} (${proxy.variable})`} : {}),
		};
	} catch (error) {
		if (!(error instanceof CloudError)) throw error;
		const {says, message, mend} = error.info;
		return {problem: says ?? message, ...(mend === undefined ? {} : {mend})};
	}
}
