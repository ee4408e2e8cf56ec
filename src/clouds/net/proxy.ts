import type {Environment} from '../../connection/environment.ts';
import type {CloudId} from '../contract/cloud.ts';
import {badSetting} from '../sign-in/bad-setting.ts';
import {proxyAddress} from './proxy-address.ts';
import {refuseUncheckedTls} from './unchecked-tls.ts';

/** A proxy that the environment names. */
export interface ProxyServer {
	readonly url: URL;
	/** Without user and password: `http://proxy.example.com:3128`. */
	readonly shown: string;
	/** The variable that names it, as it is spelt there. */
	readonly variable: string;
}

const ports: Readonly<Record<string, string>> = {'http:': '80', 'https:': '443'};

/**
 * The proxy that calls to `url` go through, or undefined: `https_proxy` or `http_proxy` after the protocol of the call, else `all_proxy`,
 * unless `no_proxy` names the host; each in lower or upper case, lower first. Never one for this machine.
 * `no_proxy` is read as curl and the aws CLI do: `amazonaws.com` and `.amazonaws.com` mean the domain and all names under it, `*` all.
 * @throws CloudError when the variable holds no address of an HTTP proxy; its value is not repeated, it can hold a password. Also where
 * the environment turns off the check of who answers
 */
export function proxyFor(cloud: CloudId, url: URL, env: Environment): ProxyServer | undefined {
	if (isLoopback(url.hostname)) return undefined;
	if (url.protocol === 'https:') refuseUncheckedTls(cloud, env);
	if (isExcepted(url, env)) return undefined;
	const found = named(env, `${url.protocol.slice(0, -1)}_proxy`) ?? named(env, 'all_proxy');
	if (!found) return undefined;
	const proxy = proxyAddress(found.value);
	if (proxy.url === undefined) {
		throw badSetting(cloud, `${found.variable} ${proxy.problem}`, `In ${found.variable} write ${proxy.mend}`);
	}

	return {url: proxy.url, shown: proxy.url.origin, variable: found.variable};
}

/** Whether a host name or address, as a URL spells it, is this machine. */
export function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		hostname === '[::1]' ||
		hostname === '::1' ||
		/^127(\.\d{1,3}){3}$/.test(hostname)
	);
}

function named(env: Environment, name: string): {readonly variable: string; readonly value: string} | undefined {
	for (const variable of [name, name.toUpperCase()]) {
		const value = env[variable]?.trim();
		if (value) return {variable, value};
	}

	return undefined;
}

function isExcepted(url: URL, env: Environment): boolean {
	const hostname = url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
	const port = url.port || ports[url.protocol];
	return (named(env, 'no_proxy')?.value ?? '')
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean)
		.some(entry => {
			if (entry === '*') return true;
			const [, host = entry, onlyPort] = /^(.*[^:]):(\d+)$/.exec(entry) ?? [];
			if (onlyPort !== undefined && onlyPort !== port) return false;
			const domain = host.replace(/^\[(.*)\]$/, '$1').replace(/^\*?\./, '');
			return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`));
		});
}
