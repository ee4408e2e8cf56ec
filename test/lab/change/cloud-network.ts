import {setTimeout as delay} from 'node:timers/promises';
import {makeNamespace, removeNamespace} from '../../../src/sandbox/lab/belongings.ts';
import {run, tryRun} from '../../../src/sandbox/lab/programs.ts';
import {addRoute, layWire} from '../../../src/sandbox/lab/wire.ts';
import type {Ready} from '../lab-process.ts';

/** How often it looks which end has a way to the site. */
const everyMs = 50;

/**
 * The network behind both ends of a connection, with one host. What it sends to the site goes to the first end that a site told its range to by BGP,
 * as a gateway of the cloud does: which end that is tells whether a tunnel was drained before it went down. The ends are made anew while
 * their tunnels are changed; it follows them.
 */
export class CloudNetwork {
	readonly namespace: string;
	readonly #host: string;
	readonly #range: string;
	readonly #ends = new Map<number, string>();
	readonly #closing = new AbortController();
	#way = '';
	#following: Promise<void> = Promise.resolve();

	private constructor(namespace: string, host: string, range: string) {
		this.namespace = namespace;
		this.#host = host;
		this.#range = range;
	}

	/** @param host an address in the cloud's network that no end has itself @param range the site's */
	static async lay(host: string, range: string): Promise<CloudNetwork> {
		const network = new CloudNetwork(await makeNamespace('vpc'), host, range);
		await run('ip', ['-n', network.namespace, 'addr', 'add', `${host}/32`, 'dev', 'lo']);
		network.#following = network.#follow();
		return network;
	}

	/** Joins the ends of a connection that run now. */
	async join({site, tunnels}: Ready): Promise<void> {
		for (const {tunnel, device} of tunnels) {
			const {text} = await tryRun('ip', ['-n', site.namespace, '-d', 'link', 'show', device]);
			const end = /link-netns (\S+)/.exec(text)?.[1];
			if (end === undefined || this.#ends.get(tunnel) === end) continue;
			const near = `10.78.${tunnel}`;
			await tryRun('ip', ['-n', this.namespace, 'link', 'del', `end${tunnel}`]);
			await layWire(
				{namespace: this.namespace, device: `end${tunnel}`, addresses: [`${near}.1/24`]},
				{namespace: end, device: 'vpc', addresses: [`${near}.2/24`]},
			);
			await run('ip', ['netns', 'exec', end, 'sh', '-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward']);
			await addRoute(end, `${this.#host}/32`, 'via', `${near}.1`);
			this.#ends.set(tunnel, end);
			this.#way = '';
		}
	}

	/** The tunnel that what goes to the site takes now; undefined while no end has a way. */
	get way(): number | undefined {
		return this.#way === '' ? undefined : Number(this.#way);
	}

	async close(): Promise<void> {
		this.#closing.abort();
		await this.#following;
		await removeNamespace(this.namespace);
	}

	async #follow(): Promise<void> {
		while (!this.#closing.signal.aborted) {
			for (const [tunnel, end] of [...this.#ends].sort()) {
				const {text} = await tryRun('ip', ['-n', end, 'route', 'show', this.#range, 'proto', 'bgp']);
				if (text.trim() === '' || /Cannot open|No such/.test(text)) continue;
				if (this.#way !== String(tunnel)) await this.#take(tunnel);
				break;
			}

			await delay(everyMs, undefined, {signal: this.#closing.signal}).catch(() => {});
		}
	}

	async #take(tunnel: number): Promise<void> {
		const {code} = await tryRun('ip', [
			'-n',
			this.namespace,
			'route',
			'replace',
			this.#range,
			'via',
			`10.78.${tunnel}.2`,
		]);
		if (code === 0) this.#way = String(tunnel);
	}
}
