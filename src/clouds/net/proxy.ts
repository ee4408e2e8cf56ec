import type {Environment} from '../../connection/environment.ts';
import type {CloudId} from '../contract/cloud.ts';
import {cloudError} from '../contract/cloud-error.ts';

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
		throw cloudError(cloud, {
			kind: 'network',
			says: `${found.variable} ${proxy.problem}`,
			mend: `In ${found.variable} write ${proxy.mend}`,
		});
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

/** Why a text is no address of an HTTP proxy, and what to do. It can hold a password, so nothing of it is repeated. */
interface BadProxy {
	readonly url?: undefined;
	readonly problem: string;
	readonly mend: string;
}

/** Reads a proxy's address, `http://` being meant where nothing is said. User and password are percent-encoded: RFC 3986, section 3.2.1. */
function proxyAddress(text: string): {readonly url: URL} | BadProxy {
	const address = text.includes('://') ? text : `http://${text}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol === 'http:' || url?.protocol === 'https:') {
		if (isEncoded(url.username) && isEncoded(url.password)) return {url};
		return {
			problem: 'has a % in its user or password that begins no escape',
			mend: 'each % there as %25',
		};
	}

	const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase() ?? '';
	if (scheme !== 'http' && scheme !== 'https') return {problem: noProxy, mend: example};
	const authority = address.slice(scheme.length + 3);
	if (/^[^@]*[/?#][^@]*@/.test(authority))
		return {
			problem: 'has a character in its user or password that must be written as an escape',
			mend: '/ as %2F, ? as %3F, # as %23, @ as %40 and % as %25 there',
		};
	if (/:\d+(?:[/?#]|$)/.test(authority.slice(authority.lastIndexOf('@') + 1)))
		return {problem: `${noProxy}: its host or port can't be`, mend: example};
	return {problem: noProxy, mend: example};
}

const noProxy = 'is not the address of an HTTP proxy';
const example = 'an address as http://proxy.example.com:3128, or unset it';

function isEncoded(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
}

const variable = 'NODE_TLS_REJECT_UNAUTHORIZED';

/**
 * Node takes any certificate for the cloud's where this variable is 0: whoever is in between would read keys and write replies.
 * Source: Node.js, "Command-line API", NODE_TLS_REJECT_UNAUTHORIZED.
 * @throws CloudError when it is set so: nothing is sent then
 */
function refuseUncheckedTls(cloud: CloudId, env: Environment): void {
	if (env[variable] !== '0') return;
	const says = `${variable}=0 turns off the check of who answers, so nothing is sent`;
	throw cloudError(cloud, {
		kind: 'network',
		says,
		mend: `Unset ${variable}; a proxy with a certificate of its own is trusted with NODE_EXTRA_CA_CERTS=FILE`,
	});
}
