import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {makeFolder, makeNamespace, removeFolder, removeNamespace} from '../../src/sandbox/lab/belongings.ts';
import {Charon} from '../../src/sandbox/lab/charon.ts';
import {Frr} from '../../src/sandbox/lab/frr.ts';
import {run, tryRun} from '../../src/sandbox/lab/programs.ts';
import {addAddress, addRoute, layPublicWire, layWire, putTunnelDeviceUp} from '../../src/sandbox/lab/wire.ts';
import type {CloudEnd} from './cloud-side.ts';
import {runInterfaces} from './site-interfaces.ts';

/** An end of the wire: a namespace with its own strongSwan and FRR. */
export interface End {
	readonly namespace: string;
	readonly charon: Charon;
	readonly frr: Frr;
}

/** A site and one end for each tunnel at the cloud, in namespaces of their own that nothing leaves. */
export class Topology {
	readonly folder: string;
	readonly site: End;
	readonly clouds: readonly End[];
	readonly #between: string | undefined;

	private constructor(folder: string, site: End, clouds: readonly End[], between: string | undefined) {
		this.folder = folder;
		this.site = site;
		this.clouds = clouds;
		this.#between = between;
	}

	/** @param nat the site has a private address, and a translator in between has the one that the cloud knows */
	static async lay(ends: readonly CloudEnd[], nat = false): Promise<Topology> {
		const folder = makeFolder();
		const site = await makeEnd(folder, 's');
		const clouds: End[] = [];
		for (const index of ends.keys()) clouds.push(await makeEnd(folder, `c${index}`));
		const between = nat ? await makeNamespace('n') : undefined;
		for (const [index, {outside, site: address}] of ends.entries()) {
			const cloud = {namespace: clouds[index]?.namespace ?? '', device: 'wan', address: outside};
			if (between === undefined)
				await layPublicWire(cloud, {namespace: site.namespace, device: `wan${index}`, address});
			else await layThroughNat(cloud, {namespace: site.namespace, address}, between);
		}

		return new Topology(folder, site, clouds, between);
	}

	/** Starts a cloud's end. Until its connection is loaded nobody answers at its address: an end without one would refuse. */
	async startCloud({namespace, charon}: End, configuration: string): Promise<void> {
		const closed =
			'table inet closed { chain in { type filter hook input priority 0; udp dport { 500, 4500 } drop; }; }';
		await run('ip', ['netns', 'exec', namespace, 'nft', closed]);
		await charon.start();
		await charon.load(configuration);
		await putTunnelDeviceUp(namespace);
		await run('ip', ['netns', 'exec', namespace, 'nft', 'delete table inet closed']);
	}

	address({namespace}: End, cidr: string, device = 'lo'): Promise<void> {
		return addAddress(namespace, cidr, device);
	}

	route({namespace}: End, range: string): Promise<void> {
		return addRoute(namespace, range, 'dev', 'ipsec0');
	}

	routes({namespace}: End): Promise<string> {
		return run('ip', ['-n', namespace, 'route']);
	}

	async pings({namespace}: End, from: string, to: string): Promise<boolean> {
		const command = ['ping', '-c', '1', '-W', '2', '-I', from, to];
		return (await tryRun('ip', ['netns', 'exec', namespace, ...command])).code === 0;
	}

	/** Starts the site with the files as they are: interfaces, then tunnels. */
	async startSite(folder: string, configuration: string): Promise<void> {
		await this.site.charon.start();
		await putTunnelDeviceUp(this.site.namespace);
		await runInterfaces(this.site.namespace, join(folder, 'interfaces.sh'), join(this.folder, 'tools'));
		await this.site.charon.load(configuration);
	}

	async close(): Promise<void> {
		const ends = [this.site, ...this.clouds];
		await Promise.all(ends.map(({frr, charon}) => Promise.all([frr.stop(), charon.stop()])));
		for (const {namespace} of ends) await removeNamespace(namespace);
		if (this.#between !== undefined) await removeNamespace(this.#between);
		removeFolder(this.folder);
	}
}

async function makeEnd(folder: string, name: string): Promise<End> {
	const namespace = await makeNamespace(name);
	const own = join(folder, name);
	mkdirSync(own, {mode: 0o711});
	return {
		namespace,
		charon: new Charon(join(own, 'charon'), namespace),
		frr: new Frr(join(own, 'frr'), namespace),
	};
}

/** For one end alone. */
async function layThroughNat(
	cloud: {readonly namespace: string; readonly device: string; readonly address: string},
	site: {readonly namespace: string; readonly address: string},
	between: string,
): Promise<void> {
	await layWire(
		{...cloud, addresses: [`${cloud.address}/32`]},
		{namespace: between, device: 'out', addresses: [`${site.address}/32`]},
	);
	await layWire(
		{namespace: site.namespace, device: 'wan0', addresses: ['10.77.0.2/24']},
		{namespace: between, device: 'in', addresses: ['10.77.0.1/24']},
	);
	await addRoute(cloud.namespace, `${site.address}/32`, 'dev', cloud.device, 'src', cloud.address);
	await addRoute(between, `${cloud.address}/32`, 'dev', 'out', 'src', site.address);
	await addRoute(site.namespace, `${cloud.address}/32`, 'via', '10.77.0.1');
	const rules = `table ip nat { chain post { type nat hook postrouting priority srcnat; oifname "out" snat to ${site.address}; }; }`;
	const commands = `echo 1 >/proc/sys/net/ipv4/ip_forward && nft '${rules}'`;
	await run('ip', ['netns', 'exec', between, 'sh', '-c', commands]);
}
