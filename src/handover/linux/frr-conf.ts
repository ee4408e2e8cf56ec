import ipaddr from 'ipaddr.js';
import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import {insideOf} from '../devices/selectors.ts';
import type {Preference, SiteFacts} from '../handover-file.ts';

/** A BGP session inside a tunnel. */
interface Session {
	readonly tunnel: DeviceTunnel;
	readonly bgp: NonNullable<DeviceTunnel['bgp']>;
	/** The cloud's end. */
	readonly neighbor: string;
	readonly index: number;
}

const mapPrefix = 'TW-';
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'] as const;

/**
 * frr.conf for the BGP sessions of a connection, or undefined where it has none. By itself it takes both tunnels alike, so that the cloud can
 * steer: AWS lowers the MED of the tunnel that stays while it updates the other one, which local preference and longer paths would overrule (AWS
 * VPN user guide, "Route priority during VPN tunnel endpoint updates"). Where the device or a firewall behind it wants both directions in one
 * tunnel, both ends can be told to prefer the first: by local preference here, by a longer path at the cloud. Route maps decide what passes: addresses inside the tunnels and default routes never do.
 * Source: FRR documentation, "BGP"; RFC 8212 (nothing passes without a policy).
 */
export function frrConf(side: DeviceSide, site: SiteFacts): string | undefined {
	const sessions = sessionsOf(side);
	const [first] = sessions;
	if (!first) return undefined;
	const ipv6 = first.neighbor.includes(':');
	const family = ipv6 ? 'ipv6' : 'ip';
	const own = (site.siteRanges?.length ? site.siteRanges : side.siteRanges).filter(
		range => ipaddr.isValidCIDR(range) && range.includes(':') === ipv6,
	);
	const allowed = (site.cloudRanges ?? []).filter(range => range.includes(':') === ipv6);
	const map = `${mapPrefix}${side.id}`;
	return [
		`! ${printable(side.name)} (${side.id}): BGP with the cloud, for FRR 8 and later`,
		'frr defaults traditional',
		'service integrated-vtysh-config',
		'!',
		...prefixList(`${map}-SITE`, family, outgoing(own, ipv6)),
		'!',
		...prefixList(`${map}-CLOUD`, family, incoming(allowed, ipv6)),
		'!',
		// what one neighbor told goes to no other: the device joins its site to the cloud, not one cloud to another
		`bgp as-path access-list ${map}-OWN seq 5 permit ^$`,
		'!',
		...sessions.flatMap(session => routeMaps(side, family, session, site.prefer ?? 'equal')),
		`router bgp ${first.bgp.siteAsn}`,
		` bgp router-id ${first.tunnel.inside?.site ?? first.tunnel.siteAddress}`,
		' bgp log-neighbor-changes',
		' no bgp network import-check',
		...sessions.flatMap(neighborLines),
		' !',
		` address-family ${ipv6 ? 'ipv6' : 'ipv4'} unicast`,
		...(own.length > 0 ? own.map(range => `  network ${range}`) : ['  redistribute connected']),
		...sessions.flatMap(({neighbor, index}) => [
			...(ipv6 ? [`  neighbor ${neighbor} activate`] : []),
			`  neighbor ${neighbor} soft-reconfiguration inbound`,
			`  neighbor ${neighbor} route-map ${mapNames(side, index).incoming} in`,
			`  neighbor ${neighbor} route-map ${mapNames(side, index).outgoing} out`,
		]),
		' exit-address-family',
		'exit',
		'',
	].join('\n');
}

/** Whether the device speaks BGP with the cloud. */
export function speaksBgp(side: DeviceSide): boolean {
	return sessionsOf(side).length > 0;
}

/** A neighbour as frr.conf has it, and what decides what passes to it and from it. */
export interface BgpNeighbor {
	readonly address: string;
	readonly family: 'ipv4' | 'ipv6';
	/** Names of route maps. */
	readonly incoming: string;
	readonly outgoing: string;
	/** Of what it tells; undefined where frr.conf sets none. */
	readonly preference: number | undefined;
}

/** The neighbour at the cloud's end of a tunnel; undefined where it has no BGP. */
export function bgpNeighbor(side: DeviceSide, tunnel: DeviceTunnel, {prefer}: SiteFacts): BgpNeighbor | undefined {
	const session = sessionsOf(side).find(own => own.tunnel === tunnel);
	if (!session) return undefined;
	const {neighbor: address, index} = session;
	return {
		address,
		family: address.includes(':') ? 'ipv6' : 'ipv4',
		...mapNames(side, index),
		preference: preferenceOf(index, prefer),
	};
}

function mapNames({id}: DeviceSide, index: number): Pick<BgpNeighbor, 'incoming' | 'outgoing'> {
	return {incoming: `${mapPrefix}${id}-IN-${index + 1}`, outgoing: `${mapPrefix}${id}-OUT-${index + 1}`};
}

function preferenceOf(index: number, prefer: Preference | undefined): number | undefined {
	return prefer === 'first' ? 200 - index * 100 : undefined;
}

function sessionsOf({tunnels}: DeviceSide): readonly Session[] {
	return tunnels.flatMap((tunnel, index): Session[] => {
		const neighbor = insideOf(tunnel)?.cloud;
		return tunnel.bgp && neighbor ? [{tunnel, bgp: tunnel.bgp, neighbor, index}] : [];
	});
}

/** What the site tells: its ranges by name, else every private network that the device is connected to. */
function outgoing(own: readonly string[], ipv6: boolean): readonly string[] {
	if (own.length > 0) return own.map(range => `permit ${range}`);
	return ipv6
		? ['deny fd00::/8 ge 126', 'permit fc00::/7 le 64', 'permit 2000::/3 le 64']
		: privateRanges.map(range => `permit ${range} le 32`);
}

function incoming(allowed: readonly string[], ipv6: boolean): readonly string[] {
	if (allowed.length > 0) return allowed.map(range => `permit ${range} le ${ipv6 ? 128 : 32}`);
	return ipv6
		? ['deny ::/0', 'permit ::/0 le 128']
		: ['deny 169.254.0.0/16 le 32', 'deny 0.0.0.0/0', 'permit 0.0.0.0/0 le 32'];
}

function prefixList(name: string, family: 'ip' | 'ipv6', rules: readonly string[]): readonly string[] {
	return rules.map((rule, index) => `${family} prefix-list ${name} seq ${(index + 1) * 5} ${rule}`);
}

function routeMaps(
	side: DeviceSide,
	family: 'ip' | 'ipv6',
	{bgp, index}: Session,
	prefer: Preference,
): readonly string[] {
	const map = `${mapPrefix}${side.id}`;
	const {incoming, outgoing} = mapNames(side, index);
	const ranked = prefer === 'first';
	const preference = preferenceOf(index, prefer);
	return [
		`route-map ${incoming} permit 10`,
		` match ${family} address prefix-list ${map}-CLOUD`,
		...(preference === undefined ? [] : [` set local-preference ${preference}`]),
		'exit',
		'!',
		`route-map ${outgoing} permit 10`,
		` match ${family} address prefix-list ${map}-SITE`,
		` match as-path ${map}-OWN`,
		...(ranked && index > 0 ? [` set as-path prepend ${Array(index).fill(bgp.siteAsn).join(' ')}`] : []),
		'exit',
		'!',
	];
}

function neighborLines({neighbor, bgp, tunnel}: Session): readonly string[] {
	return [
		` neighbor ${neighbor} remote-as ${bgp.cloudAsn}`,
		` neighbor ${neighbor} description ${tunnel.name}`,
		` neighbor ${neighbor} timers ${Math.max(1, Math.floor(bgp.holdSeconds / 3))} ${bgp.holdSeconds}`,
		` neighbor ${neighbor} timers connect 10`,
	];
}
