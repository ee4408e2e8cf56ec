import {chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeFolder, makeNamespace, removeFolder, removeNamespace} from '../../../src/sandbox/lab/belongings.ts';
import {Charon, swanctlFolders} from '../../../src/sandbox/lab/charon.ts';
import {Frr} from '../../../src/sandbox/lab/frr.ts';
import {run, tryRun} from '../../../src/sandbox/lab/programs.ts';
import {addAddress, addRoute, layWire} from '../../../src/sandbox/lab/wire.ts';
import type {Ready} from '../lab-process.ts';

/**
 * A site whose two tunnels carry traffic at once, each over an interface of its own. ESP in user space has one device for all tunnels of a daemon, so
 * that each tunnel has a strongSwan here, in a namespace behind the site's, and the device of each stands in the site's under the name that the files
 * give it. `swanctl` at the site asks both, or the one whose tunnel is meant. Everything else is as on a device: one /etc, one FRR, the files as they
 * are; the device's /etc is a folder.
 */
export class TwoTunnelSite {
	readonly folder = makeFolder();
	readonly frr: Frr;
	readonly #namespace: string;
	readonly #tunnels: {readonly namespace: string; readonly charon: Charon}[] = [];

	constructor(readonly ready: Ready) {
		this.#namespace = ready.site.namespace;
		this.frr = new Frr(join(this.folder, 'frr'), this.#namespace);
	}

	/** Loads the files by the lines of their page, as far as this machine has what they ask for. @param files the folder that `config --out` wrote */
	async start(files: string, id: string): Promise<void> {
		const {site, tunnels} = this.ready;
		await run('ip', ['netns', 'exec', this.#namespace, 'sh', '-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward']);
		await this.#nft(
			`table ip out { chain post { type nat hook postrouting priority srcnat; ip saddr 10.77.0.0/16 snat to ${site.address}; }; }`,
		);
		const script = readFileSync(join(files, 'interfaces.sh'), 'utf8');
		const names = [...script.matchAll(/ip link add (\S+) type xfrm/g)].map(([, name = '']) => name);
		for (const {tunnel, cloud} of tunnels) await this.#startTunnel(tunnel, cloud, names[tunnel] ?? '');
		this.#makeTools();
		mkdirSync(this.#etc('tunnelwright', id), {recursive: true});
		for (const name of ['interfaces.sh', 'mss.nft']) cpSync(join(files, name), this.#etc('tunnelwright', id, name));
		cpSync(join(files, 'swanctl.conf'), this.#etc('swanctl', 'conf.d', `${id}.conf`));
		await this.line(`sh /etc/tunnelwright/${id}/interfaces.sh up`, files);
		await this.line('swanctl --load-all', files);
		await this.frr.start(readFileSync(join(files, 'frr.conf'), 'utf8'));
	}

	/** Runs a line of a page on the device. @returns what it printed @throws Error with that, where it fails */
	async line(line: string, folder: string): Promise<string> {
		const {code, text} = await this.tryLine(line, folder);
		if (code !== 0) throw new Error(`${line}: ${text}`);
		return text;
	}

	/** The same, where a failure says something too. */
	tryLine(line: string, folder: string) {
		const here = line.replaceAll(' /etc/', ` ${this.#etc()}/`);
		const path = `PATH=${join(this.folder, 'tools')}:${process.env.PATH}`;
		return tryRun('ip', ['netns', 'exec', this.#namespace, 'env', path, 'sh', '-c', `cd ${folder} && ${here}`]);
	}

	/** What both strongSwans wrote, for a failure. */
	log(): string {
		const end = ({charon}: {readonly charon: Charon}) => charon.log().split('\n').slice(-40).join('\n');
		return this.#tunnels.map(end).join('\n---\n');
	}

	async close(): Promise<void> {
		await this.frr.stop();
		for (const {charon, namespace} of this.#tunnels) {
			await charon.stop();
			await removeNamespace(namespace);
		}

		removeFolder(this.folder);
	}

	async #startTunnel(index: number, cloud: string, interfaceName: string): Promise<void> {
		const namespace = await makeNamespace(`t${index + 1}`);
		await layWire(
			{namespace, device: 'wan', addresses: [`10.77.${index}.2/24`]},
			{namespace: this.#namespace, device: `behind${index}`, addresses: [`10.77.${index}.1/24`]},
		);
		await addRoute(namespace, `${cloud}/32`, 'via', `10.77.${index}.1`);
		const charon = new Charon(join(this.folder, `charon${index + 1}`), namespace);
		this.#tunnels.push({namespace, charon});
		await charon.start();
		await run('ip', ['-n', namespace, 'link', 'set', 'ipsec0', 'netns', this.#namespace, 'name', interfaceName]);
		// for the route that it wants to put over its device, which nothing takes
		await run('ip', ['-n', namespace, 'link', 'add', 'ipsec0', 'type', 'veth', 'peer', 'name', 'nowhere']);
		for (const name of ['ipsec0', 'nowhere']) await run('ip', ['-n', namespace, 'link', 'set', name, 'up']);
	}

	/** What the lines of a page call, where this machine has it in another way. */
	#makeTools(): void {
		for (const name of swanctlFolders) mkdirSync(this.#etc('swanctl', name), {recursive: true});
		writeFileSync(this.#etc('swanctl', 'swanctl.conf'), 'include conf.d/*.conf\n');
		const each = (index: number) =>
			`STRONGSWAN_CONF=${this.folder}/charon${index}/strongswan.conf SWANCTL_DIR=${this.#etc('swanctl')} /usr/sbin/swanctl "$@" --uri unix://${this.folder}/charon${index}/charon.vici`;
		this.#tool(
			'swanctl',
			`case " $* " in
	*-1\\ *) ${each(1)} ;;
	*-2\\ *) ${each(2)} ;;
	*) ${each(1)} && ${each(2)} ;;
esac`,
		);
		// the devices are there, and hold packets up to 1400 bytes
		this.#tool(
			'ip',
			`case "$*" in *"type xfrm"*) exit 0 ;; esac\nexec /usr/sbin/ip $(printf '%s' "$*" | sed 's/mtu [0-9]*/mtu 1400/')`,
		);
		this.#tool('vtysh', `exec /usr/bin/vtysh --vty_socket ${this.folder}/frr "$@"`);
	}

	#tool(name: string, body: string): void {
		mkdirSync(join(this.folder, 'tools'), {recursive: true});
		writeFileSync(join(this.folder, 'tools', name), `#!/bin/sh\n${body}\n`);
		chmodSync(join(this.folder, 'tools', name), 0o755);
	}

	#etc(...names: readonly string[]): string {
		return join(this.folder, 'etc', ...names);
	}

	async #nft(rules: string): Promise<void> {
		await run('ip', ['netns', 'exec', this.#namespace, 'nft', rules]);
	}
}

/** An address of the site's own network, on the device. */
export function addSiteHost(ready: Ready, host: string): Promise<void> {
	return addAddress(ready.site.namespace, `${host}/24`);
}
