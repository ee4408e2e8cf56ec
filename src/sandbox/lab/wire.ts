import {run, tryRun} from './programs.ts';

/** One end of a wire between two namespaces. */
interface WireEnd {
	readonly namespace: string;
	readonly device: string;
	/** Addresses with their prefix lengths. */
	readonly addresses: readonly string[];
}

/** Lays a wire (a veth pair) between two namespaces, and puts both ends up. */
export async function layWire(one: WireEnd, other: WireEnd): Promise<void> {
	const name = ({namespace, device}: WireEnd) => [device, 'netns', namespace];
	await run('ip', ['link', 'add', ...name(one), 'type', 'veth', 'peer', 'name', ...name(other)]);
	for (const {namespace, device, addresses} of [one, other]) {
		for (const address of addresses) await run('ip', ['-n', namespace, 'addr', 'add', address, 'dev', device]);
		await run('ip', ['-n', namespace, 'link', 'set', device, 'up']);
	}
}

/** A wire of the internet: each end reaches the other's one address, and nothing else. The site's address stands on its loopback device. */
export async function layPublicWire(
	cloud: {readonly namespace: string; readonly device: string; readonly address: string},
	site: {readonly namespace: string; readonly device: string; readonly address: string},
): Promise<void> {
	await layWire(
		{namespace: cloud.namespace, device: cloud.device, addresses: [`${cloud.address}/32`]},
		{namespace: site.namespace, device: site.device, addresses: []},
	);
	await tryRun('ip', ['-n', site.namespace, 'addr', 'replace', `${site.address}/32`, 'dev', 'lo']);
	await addRoute(cloud.namespace, `${site.address}/32`, 'dev', cloud.device, 'src', cloud.address);
	await addRoute(site.namespace, `${cloud.address}/32`, 'dev', site.device, 'src', site.address);
}

/** Takes a wire away by one of its ends, if it is there. */
export async function cutWire({namespace, device}: Pick<WireEnd, 'namespace' | 'device'>): Promise<void> {
	await tryRun('ip', ['-n', namespace, 'link', 'del', device]);
}

/** Adds or changes a route; `how` in ip-route's words. */
export async function addRoute(namespace: string, range: string, ...how: readonly string[]): Promise<void> {
	await run('ip', ['-n', namespace, 'route', 'replace', range, ...how]);
}

/** Adds an address, which may be there already. */
export async function addAddress(namespace: string, cidr: string, device = 'lo'): Promise<void> {
	await run('ip', ['-n', namespace, 'addr', 'replace', cidr, 'dev', device]);
}

/** Puts charon's device of user-space ESP up. Its buffer holds packets up to 1400 bytes; longer ones vanish. */
export async function putTunnelDeviceUp(namespace: string): Promise<void> {
	await run('ip', ['-n', namespace, 'link', 'set', 'ipsec0', 'mtu', '1400', 'up']);
}
