import {type CloudEnd, insideAddress} from './cloud-side.ts';
import {awsLan, siteLan} from './documents.ts';
import type {HandedOver} from './handed-over.ts';
import {seen} from './reason.ts';
import type {Stage} from './stage.ts';
import type {End, Topology} from './topology.ts';

/** What passes through the tunnel of this number. @returns what was seen */
export async function traffic(stage: Stage, index: number): Promise<readonly string[]> {
	const {topology, handed, ends} = stage;
	const cloud = topology.clouds[index];
	const end = ends[index];
	if (!cloud || !end) return [];
	if (end.children > 1) return pairPings(topology, handed, cloud);
	const lan = cloudLan(stage);
	await addCloudLan(stage, index);
	const told: string[] = [];
	if (end.inside && end.siteInside) {
		await ping(topology, end.siteInside, insideAddress(end));
		told.push(`tunnel ${index + 1} answers inside`);
	}

	if (end.asns) {
		if (!handed.has('frr.conf')) throw new Error('there is no frr.conf');
		if (index === 0) await topology.site.frr.start(handed.read('frr.conf'));
		await startCloudBgp(stage, index);
		await bgpUp(stage, index);
		told.push('BGP established, routes learned at both ends');
	} else await topology.route(cloud, siteLan.range);
	await ping(topology, siteLan.host, lan.host);
	return [...told, 'LAN to LAN'];
}

export async function ping(topology: Topology, from: string, to: string): Promise<void> {
	await seen(() => topology.pings(topology.site, from, to), `a ping from ${from} to ${to}`, topology);
}

/** Gives a cloud's end its host, and its address inside the tunnel. */
export async function addCloudLan(stage: Stage, index: number): Promise<void> {
	const {topology, ends} = stage;
	const cloud = topology.clouds[index];
	if (!cloud) return;
	await topology.address(cloud, `${cloudLan(stage).host}/32`);
	const inside = ends[index]?.inside;
	if (inside) await topology.address(cloud, inside, 'ipsec0');
}

export async function startCloudBgp(stage: Stage, index: number): Promise<void> {
	const end = stage.ends[index];
	if (end) await stage.topology.clouds[index]?.frr.start(cloudFrr(end, cloudLan(stage).range));
}

/** Waits for the session of this tunnel, and for the routes that it brings. */
export async function bgpUp(stage: Stage, index: number): Promise<void> {
	const {topology, ends} = stage;
	const end = ends[index];
	const cloud = topology.clouds[index];
	if (!end || !cloud) return;
	const {range} = cloudLan(stage);
	const neighbor = insideAddress(end);
	const established = async () => (await topology.site.frr.neighbors()).get(neighbor)?.state === 'Established';
	await seen(established, `BGP with ${neighbor}`, topology);
	const learned = (network: string, at: End) => async () =>
		new RegExp(`^${network.replaceAll('.', '\\.')} .*bgp`, 'm').test(await topology.routes(at));
	await seen(learned(range, topology.site), `${range} learned at the site`, topology);
	await seen(learned(siteLan.range, cloud), `${siteLan.range} learned at the cloud`, topology);
}

/** Hosts of the cloud's side: in the range that interfaces.sh routes there, where it does. */
export function cloudLan({handed, isTencent}: Stage): {readonly range: string; readonly host: string} {
	const routed = /route replace (\S+) dev/.exec(handed.read('interfaces.sh'))?.[1];
	if (routed === undefined) return isTencent ? {range: '10.66.0.0/16', host: '10.66.7.1'} : awsLan;
	return {range: routed, host: routed.replace(/\d+\/\d+$/, '1')};
}

interface Pair {
	readonly siteHost: string;
	readonly siteRange: string;
	readonly cloudHost: string;
}

function pairsOf(handed: HandedOver): readonly Pair[] {
	const host = (range: string) =>
		range.replace(/(\d+)\/\d+$/, (_all, last: string) => String((Number(last) + 1) % 256));
	return [...handed.read('swanctl.conf').matchAll(/local_ts = (\S+)\n\s*remote_ts = (\S+)/g)].map(
		([, site = '', cloud = '']) => ({siteHost: host(site), siteRange: site, cloudHost: host(cloud)}),
	);
}

/** Hosts in the ranges stand before the tunnels do: ESP in user space looks for its source address there. */
export async function addHosts(topology: Topology, handed: HandedOver): Promise<void> {
	const [cloud] = topology.clouds;
	for (const {siteHost, cloudHost} of pairsOf(handed)) {
		await topology.address(topology.site, `${siteHost}/32`);
		if (cloud) await topology.address(cloud, `${cloudHost}/32`);
	}
}

/** Every pair of ranges passes; a source outside of them does not. */
async function pairPings(topology: Topology, handed: HandedOver, cloud: End): Promise<readonly string[]> {
	const pairs = pairsOf(handed);
	for (const {siteRange} of pairs) await topology.route(cloud, siteRange);
	for (const {siteHost, cloudHost} of pairs) await ping(topology, siteHost, cloudHost);
	await topology.address(topology.site, '172.31.99.1/32');
	await topology.route(cloud, '172.31.99.0/24');
	if (await topology.pings(topology.site, '172.31.99.1', pairs[0]?.cloudHost ?? ''))
		throw new Error('a source outside of the ranges passes');
	return [`${pairs.length} pairs of ranges answer, a source outside does not`];
}

function cloudFrr(end: CloudEnd, range: string): string {
	const {siteInside = '', asns} = end;
	return `hostname cloud
ip route ${range} blackhole 250
router bgp ${asns?.cloud}
 bgp router-id ${insideAddress(end)}
 no bgp ebgp-requires-policy
 no bgp network import-check
 neighbor ${siteInside} remote-as ${asns?.site}
 neighbor ${siteInside} timers 10 30
 neighbor ${siteInside} timers connect 1
 address-family ipv4 unicast
  network ${range}
 exit-address-family
`;
}
