import ipaddr from 'ipaddr.js';
import type {DeviceSide} from '../../connection/device-side.ts';
import {insideOf} from '../devices/selectors.ts';
import type {SiteFacts} from '../handover-file.ts';
import type {LinuxDaemon} from './daemon.ts';
import {type NumberedTunnel, numberTunnels} from './numbering.ts';
import {routedRanges} from './ranges.ts';
import {whomToAsk} from './whom-to-ask.ts';

/** Rules of one chain, in nftables' words. */
interface ChainRules {
	/** `input`, `forward` or `output`: the hook that the chain hangs on. */
	readonly hook: 'input' | 'forward' | 'output';
	readonly rules: readonly string[];
}

/**
 * What a firewall that drops all else has to let pass, so that tunnels come up, BGP and probes are answered, and traffic is forwarded both ways.
 * Answers come back by `ct state established,related`, which such a firewall has.
 */
export function firewallRules(side: DeviceSide, site: SiteFacts, daemon: LinuxDaemon): readonly ChainRules[] {
	const tunnels = numberTunnels(side, site);
	const clouds = [...new Set(side.tunnels.map(({cloudAddress}) => cloudAddress))];
	const family = clouds.some(address => address.includes(':')) ? 'ip6' : 'ip';
	const outside = (end: 'saddr' | 'daddr') =>
		['udp dport { 500, 4500 }', 'meta l4proto esp'].map(what => `${family} ${end} ${setOf(clouds)} ${what} accept`);
	return [
		{hook: 'input', rules: [...outside('saddr'), ...tunnels.flatMap(numbered => own(numbered, 'input'))]},
		{hook: 'forward', rules: forwarded(tunnels, side, site)},
		{
			hook: 'output',
			rules: [
				...outside('daddr'),
				...tunnels.flatMap(numbered => own(numbered, 'output')),
				...tunnels.flatMap(numbered => asked(numbered, side, site, daemon)),
			],
		},
	];
}

/** What is the device's own inside a tunnel: pings, BGP, the cloud's probe. */
function own({tunnel, interfaceName}: NumberedTunnel, hook: 'input' | 'output'): readonly string[] {
	const {insideIpv6, probe, bgp} = tunnel;
	const ends = insideOf(tunnel);
	const [name, end] = hook === 'input' ? (['iifname', 'saddr'] as const) : (['oifname', 'daddr'] as const);
	const family = insideIpv6 ? 'ip6' : 'ip';
	const icmp = insideIpv6 ? 'ipv6-icmp' : 'icmp';
	return [
		...(ends ? [`${name} "${interfaceName}" ${family} ${end} ${ends.cloud} meta l4proto ${icmp} accept`] : []),
		...(ends && bgp ? [`${name} "${interfaceName}" ${family} ${end} ${ends.cloud} tcp dport 179 accept`] : []),
		...(probe ? [`${name} "${interfaceName}" ip ${end} ${probe.cloud} meta l4proto icmp accept`] : []),
	];
}

/** What the watch asks where that is not the cloud's address inside the tunnel, which `own` lets out. */
function asked(
	{tunnel, interfaceName}: NumberedTunnel,
	side: DeviceSide,
	site: SiteFacts,
	daemon: LinuxDaemon,
): readonly string[] {
	const to = whomToAsk(tunnel, side.routing, routedRanges(side, site), daemon)?.to;
	if (to === undefined || to === insideOf(tunnel)?.cloud) return [];
	const [family, icmp] = to.includes(':') ? ['ip6', 'ipv6-icmp'] : ['ip', 'icmp'];
	return [`oifname "${interfaceName}" ${family} daddr ${to} meta l4proto ${icmp} accept`];
}

function forwarded(tunnels: readonly NumberedTunnel[], side: DeviceSide, site: SiteFacts): readonly string[] {
	const names = `{ ${tunnels.map(({interfaceName}) => `"${interfaceName}"`).join(', ')} }`;
	const ipv6 = side.tunnels.some(({insideIpv6}) => insideIpv6);
	const family = ipv6 ? 'ip6' : 'ip';
	const of = (ranges: readonly string[]) => merged(ranges.filter(range => range.includes(':') === ipv6));
	const cloud = of(site.cloudRanges?.length ? site.cloudRanges : side.cloudRanges);
	const own = of(site.siteRanges?.length ? site.siteRanges : side.siteRanges);
	const match = (end: 'saddr' | 'daddr', ranges: readonly string[]) =>
		ranges.length > 0 ? ` ${family} ${end} ${setOf(ranges)}` : '';
	return [
		`oifname ${names}${match('saddr', own)}${match('daddr', cloud)} accept`,
		`iifname ${names}${match('saddr', cloud)}${match('daddr', own)} accept`,
	];
}

/** nftables takes no set whose members overlap. A default route is no limit. */
function merged(ranges: readonly string[]): readonly string[] {
	if (ranges.some(range => range.endsWith('/0'))) return [];
	const distinct = [...new Set(ranges)];
	return distinct.filter(range => !distinct.some(other => other !== range && lies(range, other)));
}

function lies(range: string, outer: string): boolean {
	const [address, length] = ipaddr.parseCIDR(range);
	const network = ipaddr.parseCIDR(outer);
	return address.kind() === network[0].kind() && length > network[1] && address.match(network);
}

function setOf(members: readonly string[]): string {
	return members.length === 1 ? `${members[0]}` : `{ ${members.join(', ')} }`;
}
