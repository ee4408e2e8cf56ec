import http from 'node:http';
import https from 'node:https';
import type {LookupFunction} from 'node:net';
import type {CloudOptions} from '../../contract/cloud.ts';
import {proxyFor} from '../../net/proxy.ts';
import {type Allow, ProxyTunnel} from '../../net/proxy-tunnel.ts';
import type {Endpoint} from './endpoint.ts';

/** Resolves every name under .localhost to this machine, whatever the resolver of the system does (RFC 6761, section 6.3). */
const loopbackLookup: LookupFunction = (_hostname, options, callback) => {
	if (options.all) callback(null, [{address: '127.0.0.1', family: 4}]);
	else callback(null, '127.0.0.1', 4);
};

/** The sockets of one cloud: agents are shared between its clients, and ended together. */
export class Agents {
	readonly #env: CloudOptions['env'];
	readonly #agents = new Map<string, http.Agent>();

	constructor(env: CloudOptions['env']) {
		this.#env = env;
	}

	/**
	 * An agent that connects to the endpoint and to nothing else: the SDK follows redirects, and would take keys along.
	 * `reuse` keeps sockets for the next call; a call that makes something gets an agent for one socket, since an idle one that
	 * the other side has just closed would end a create in doubt, and a redirect to the same host would send it again. Goes
	 * through the environment's proxy where there is one for the endpoint.
	 * @throws CloudError when the environment's proxy is no address
	 */
	for({host, protocol, loopback}: Endpoint, {reuse}: {readonly reuse: boolean}): http.Agent {
		const key = `${protocol}${host}`;
		const kept = reuse ? this.#agents.get(key) : undefined;
		if (kept) return kept;
		const url = new URL(key);
		const allow = only(url.hostname, url.port || (protocol === 'http://' ? '80' : '443'), reuse ? Infinity : 1);
		const proxy = proxyFor('tencent', url, this.#env);
		const lookup = loopback && url.hostname.endsWith('localhost') && {lookup: loopbackLookup};
		const options = {keepAlive: reuse, ...lookup};
		const agent = proxy
			? new ProxyTunnel(proxy, {keepAlive: reuse, allow})
			: protocol === 'http://'
				? pinned(new http.Agent(options), allow)
				: pinned(new https.Agent(options), allow);
		if (reuse) this.#agents.set(key, agent);
		return agent;
	}

	close(): void {
		for (const agent of this.#agents.values()) agent.destroy();
		this.#agents.clear();
	}
}

/** A redirect to another host or port, or of a call that makes something, which was not followed. */
export class Redirected extends Error {
	static readonly #words = 'redirected, and not followed, to ';

	constructor(to: string) {
		super(`${Redirected.#words}${to}`);
		this.name = 'Redirected';
	}

	/** Where to, in an error's text: the SDK keeps nothing else of an error. */
	static in(message: string): string | undefined {
		const at = message.indexOf(Redirected.#words);
		return at === -1 ? undefined : message.slice(at + Redirected.#words.length);
	}
}

/** An agent that asks before each connection. */
function pinned(agent: http.Agent, allow: Allow): http.Agent {
	const connect = agent.createConnection.bind(agent);
	agent.createConnection = (options, callback) => {
		allow(options.host, options.port);
		return connect(options, callback);
	};
	return agent;
}

/** Allows connections to one host, spelt as in a URL, and port, and no more than `most` of them. */
function only(hostname: string, port: string, most: number): Allow {
	const plain = hostname.replace(/^\[(.*)\]$/, '$1');
	let made = 0;
	return (toHost, toPort) => {
		const to = `${toHost ?? 'another host'}:${toPort ?? ''}`;
		made += 1;
		if (made > most || (to !== `${plain}:${port}` && to !== `${hostname}:${port}`)) throw new Redirected(to);
	};
}
