import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Daemon} from './daemon.ts';
import {run, tryRun} from './programs.ts';

interface BgpPeer {
	/** As FRR writes it: Established, Active, Connect … */
	readonly state: string;
}

/** Real zebra and bgpd in a network namespace, with one configuration for both. */
export class Frr {
	readonly #folder: string;
	readonly #namespace: string;
	#daemons: Daemon[] = [];

	/** @param folder one that nobody else uses, in folders that FRR's user may go through */
	constructor(folder: string, namespace: string) {
		this.#folder = folder;
		this.#namespace = namespace;
	}

	/** @throws Error with what a daemon printed when it does not come up */
	async start(configuration: string): Promise<void> {
		mkdirSync(this.#folder, {recursive: true, mode: 0o755});
		writeFileSync(this.#at('frr.conf'), configuration);
		await run('chown', ['-R', 'frr:frr', this.#folder]);
		await this.#startDaemon('zebra', 'zserv.api');
		await this.#startDaemon('bgpd', 'bgpd.vty');
	}

	/** State of each neighbor; empty while bgpd has none. */
	async neighbors(): Promise<ReadonlyMap<string, BgpPeer>> {
		if (!existsSync(this.#at('bgpd.vty'))) return new Map();
		const {text} = await tryRun('vtysh', ['--vty_socket', this.#folder, '-c', 'show bgp summary json']);
		return new Map(Object.entries(answerOf(text).ipv4Unicast?.peers ?? {}));
	}

	/** The networks that a neighbor told of, and to which it is a way: a next hop that is not at the tunnel's other end makes a route invalid. */
	async learnedFrom(neighbor: string): Promise<readonly string[]> {
		const question = `show bgp ipv4 unicast neighbors ${neighbor} routes json`;
		const {text} = await tryRun('vtysh', ['--vty_socket', this.#folder, '-c', question]);
		const routes = Object.entries(answerOf(text).routes ?? {});
		return routes.flatMap(([network, paths]) => (paths.some(({valid}) => valid) ? [network] : [])).sort();
	}

	async stop(): Promise<void> {
		for (const daemon of this.#daemons.reverse()) await daemon.stop();
		this.#daemons = [];
	}

	#at(name: string): string {
		return join(this.#folder, name);
	}

	async #startDaemon(name: 'zebra' | 'bgpd', ready: string): Promise<void> {
		rmSync(this.#at(ready), {force: true});
		const files = ['-f', this.#at('frr.conf'), '-i', this.#at(`${name}.pid`), '-z', this.#at('zserv.api')];
		const vty = ['--vty_socket', this.#folder, '-A', '127.0.0.1', '-P', '0'];
		const rest = ['-u', 'frr', '-g', 'frr', '--log', `file:${this.#at(`${name}.log`)}`];
		const command = [`/usr/lib/frr/${name}`, ...files, ...vty, ...rest];
		const daemon = new Daemon(this.#namespace, command, this.#at(`${name}.out`));
		this.#daemons.push(daemon);
		await daemon.ready(this.#at(ready));
	}
}

function answerOf(text: string): {
	readonly ipv4Unicast?: {readonly peers?: Readonly<Record<string, BgpPeer>>};
	readonly routes?: Readonly<Record<string, readonly {readonly valid?: boolean}[]>>;
} {
	try {
		return JSON.parse(text) ?? {};
	} catch {
		// vtysh says in words that bgpd is not there yet
		return {};
	}
}
