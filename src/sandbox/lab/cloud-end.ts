import {join} from 'node:path';
import type {LineEnd, LineState} from '../line.ts';
import {makeFolder, makeNamespace, removeFolder, removeNamespace} from './belongings.ts';
import {Charon} from './charon.ts';
import {cloudBgp, cloudConfiguration, hostOf} from './cloud-configuration.ts';
import {Frr} from './frr.ts';
import type {Sites} from './sites.ts';
import {addAddress, addRoute, cutWire, layPublicWire, putTunnelDeviceUp} from './wire.ts';

/** A real end of a tunnel at the cloud: strongSwan, and FRR where there is BGP, in a namespace of their own. */
export class CloudEnd {
	readonly line: LineEnd;
	readonly site: {readonly namespace: string; readonly device: string};
	readonly #namespace: string;
	readonly #folder: string;
	readonly #charon: Charon;
	readonly #frr: Frr;

	private constructor(line: LineEnd, site: CloudEnd['site'], namespace: string) {
		this.line = line;
		this.site = site;
		this.#namespace = namespace;
		this.#folder = makeFolder();
		this.#charon = new Charon(join(this.#folder, 'charon'), namespace);
		this.#frr = new Frr(join(this.#folder, 'frr'), namespace);
	}

	/** The wire to the site comes last: an end that is not set up yet would refuse instead of being silent. @throws Error */
	static async start(line: LineEnd, sites: Sites): Promise<CloudEnd> {
		const namespace = await makeNamespace('cloud');
		const end = new CloudEnd(line, await sites.join(line.site, line.cloud), namespace);
		try {
			await end.#setUp();
			return end;
		} catch (error) {
			await end.stop(sites);
			throw error;
		}
	}

	async #setUp(): Promise<void> {
		const {line} = this;
		const namespace = this.#namespace;
		// ESP in user space looks for its source address in the ranges: the hosts stand before the tunnels do.
		for (const network of line.networks) await addAddress(namespace, `${hostOf(network)}/32`);
		await this.#charon.start();
		await putTunnelDeviceUp(namespace);
		if (line.inside) await addAddress(namespace, `${line.inside.cloud}/${line.inside.prefixLength}`, 'ipsec0');
		// What the cloud has for the site, whatever its range, goes into the tunnel; IKE has a route of its own.
		await addRoute(namespace, 'default', 'dev', 'ipsec0');
		await this.#charon.load(cloudConfiguration(line));
		if (line.bgp) await this.#frr.start(cloudBgp(line));
		await layPublicWire({namespace, device: 'wan', address: line.cloud}, {...this.site, address: line.site});
	}

	/** What this end sees now; undefined where its strongSwan did not answer: that is no tunnel that fell. @throws Error when a program of it has ended */
	async look(): Promise<LineState | undefined> {
		if (!this.#charon.running) throw new Error('its strongSwan has ended by itself');
		const standing = await this.#charon.asked();
		if (!standing) return undefined;
		const ipsec = standing.length > 0;
		const {bgp, inside} = this.line;
		if (!ipsec || !bgp || !inside) return {ipsec};
		const established = (await this.#frr.neighbors()).get(inside.site)?.state === 'Established';
		return established ? {ipsec, learned: await this.#frr.learnedFrom(inside.site)} : {ipsec};
	}

	/** Ends it; the site is told, unless it `vanishes`. */
	async stop(sites: Sites, vanishes = false): Promise<void> {
		// A wire that is gone first carries no farewell.
		if (vanishes) await cutWire(this.site);
		// BGP takes its leave first: it goes through the tunnel.
		await this.#frr.stop();
		await this.#charon.stop();
		// Not left to the end of the namespace, which comes a while later: the next end lays its wire under the same name.
		await cutWire(this.site);
		await removeNamespace(this.#namespace);
		sites.leave(this.line.site);
		removeFolder(this.#folder);
	}
}
