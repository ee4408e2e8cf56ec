import {makeNamespace, removeNamespace} from './belongings.ts';

interface Site {
	readonly namespace: Promise<string>;
	/** Of the wire to each address of the cloud. */
	readonly devices: Map<string, string>;
	users: number;
}

/** The sites' ends: a namespace for each address, whichever connections end there. Nothing runs in them until somebody puts it there. */
export class Sites {
	readonly #sites = new Map<string, Site>();

	/** The namespace of a site and the name of the wire's device in it, the same one for an address of the cloud. Each needs a `leave` of its own. */
	async join(address: string, cloud: string): Promise<{readonly namespace: string; readonly device: string}> {
		const site = this.#sites.get(address) ?? {namespace: makeNamespace('site'), devices: new Map(), users: 0};
		this.#sites.set(address, site);
		const device = site.devices.get(cloud) ?? `wan${site.devices.size}`;
		site.devices.set(cloud, device);
		site.users += 1;
		return {namespace: await site.namespace, device};
	}

	leave(address: string): void {
		const site = this.#sites.get(address);
		if (site) site.users -= 1;
	}

	/**
	 * Takes away the namespaces in which no connection ends any more, nor is to end again: those of `held` addresses stay. Not on leaving: a tunnel that is changed leaves and comes back, and what
	 * runs at the site must not lose its place. Programs that are in a namespace without a name go on until they end.
	 */
	async tidy(held: ReadonlySet<string> = new Set()): Promise<void> {
		for (const [address, {users, namespace}] of this.#sites) {
			if (users > 0 || held.has(address)) continue;
			this.#sites.delete(address);
			await removeNamespace(await namespace);
		}
	}
}
