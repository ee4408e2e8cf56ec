import type {Environment} from '../../../connection/environment.ts';
import {printable} from '../../../connection/printable.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {isLoopback} from '../../net/proxy.ts';

/** Where one service of the API is reached. */
export interface Endpoint {
	/** Host, and port where it is not the protocol's own. */
	readonly host: string;
	readonly protocol: 'http://' | 'https://';
	/** On this machine: no proxy, names under .localhost resolve here. */
	readonly loopback: boolean;
}

export type ServiceName = 'vpc' | 'sts' | 'region' | 'tag' | 'monitor';

const defaultDomain = 'tencentcloudapi.com';

/**
 * The endpoint of a service in a region. `TENCENTCLOUD_DOMAIN` replaces the root domain, `TENCENTCLOUD_PROTOCOL` the protocol.
 * Finance regions are isolated and must be called under a domain that carries the region (API 3.0, CreateVpnConnection, note on
 * finance regions); every other region is named by a header alone. A root that is an address or `localhost` has no subdomains,
 * so there only finance regions get a name, under .localhost.
 * @throws CloudError of kind 'network' for what is no domain, and for plain HTTP to anything but this machine: replies carry keys
 */
export function endpointOf(service: ServiceName, region: string, env: Environment): Endpoint {
	const root = rootDomain(env);
	const {hostname, port} = root;
	const loopback = isLoopback(hostname);
	const protocol = protocolOf(env, loopback, hostname);
	const suffix = port ? `:${port}` : '';
	if (isIsolated(region))
		return {host: `${service}.${region}.${loopback ? 'localhost' : hostname}${suffix}`, protocol, loopback};
	if (loopback || isAddress(hostname)) return {host: `${hostname}${suffix}`, protocol, loopback};
	return {host: `${service}.${hostname}${suffix}`, protocol, loopback};
}

/** Whether a region is cut off from the others and has its own domain. */
export function isIsolated(region: string): boolean {
	return region.endsWith('-fsi');
}

function rootDomain(env: Environment): {readonly hostname: string; readonly port: string} {
	const text = env.TENCENTCLOUD_DOMAIN?.trim() || defaultDomain;
	let url: URL;
	try {
		url = new URL(`http://${text.replace(/^https?:\/\//i, '')}`);
	} catch {
		throw refusedDomain(text, 'is not a domain');
	}

	if (url.pathname !== '/' || url.search || url.hash || url.username)
		throw refusedDomain(text, 'is more than a domain');
	return {hostname: url.hostname, port: url.port};
}

function protocolOf(env: Environment, loopback: boolean, hostname: string): Endpoint['protocol'] {
	const wanted = (env.TENCENTCLOUD_PROTOCOL?.trim() || 'https').toLowerCase().replace('://', '');
	if (wanted === 'https') return 'https://';
	if (wanted !== 'http')
		throw cloudError('tencent', {
			kind: 'network',
			says: `TENCENTCLOUD_PROTOCOL is ${printable(wanted, 20)}, but must be HTTP or HTTPS`,
			mend: 'Leave it out for HTTPS',
		});
	if (!loopback)
		throw cloudError('tencent', {
			kind: 'network',
			says: `TENCENTCLOUD_PROTOCOL is HTTP and TENCENTCLOUD_DOMAIN is ${printable(hostname, 60)}: plain HTTP to another machine is refused`,
			mend: 'Leave TENCENTCLOUD_PROTOCOL out, or set it to HTTPS: replies carry keys. HTTP is for addresses of this machine only',
		});
	return 'http://';
}

function refusedDomain(text: string, why: string): CloudError {
	return cloudError('tencent', {
		kind: 'network',
		says: `TENCENTCLOUD_DOMAIN is "${printable(text.replace(/^.*@/, '…@'), 60)}", which ${why}`,
		mend: 'Give the root domain of the API, as in tencentcloudapi.com or intl.tencentcloudapi.com',
	});
}

function isAddress(hostname: string): boolean {
	return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}
