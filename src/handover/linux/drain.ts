import type {Step} from '../../connection/steps-page.ts';
import {firstHost} from '../devices/selectors.ts';
import {askCloud, type ChangedTunnel} from '../devices/tunnel-change.ts';
import {type BgpNeighbor, bgpNeighbor} from './frr-conf.ts';
import {type NumberedTunnel, numberTunnels} from './numbering.ts';
import {routedRanges} from './ranges.ts';
import {roundSeconds} from './watch-functions.ts';

/*
 * How traffic is taken off one tunnel of a Linux device and given back. With BGP the site first sends by the other tunnel, and then tells the cloud
 * nothing over this one any more: both ways lead over the other before anything goes down. Nothing of it is written to frr.conf: FRR's next start
 * forgets it, as it should.
 */

/** @param shut with static routes: what ends this tunnel alone, and keeps it from coming back by itself */
export function drain(changed: ChangedTunnel, shut: readonly string[]): readonly Step[] {
	const neighbor = bgpNeighbor(changed.side, changed.tunnel, changed.site);
	return neighbor ? drainBgp(changed, neighbor) : drainRoutes(changed, shut);
}

export function bringBack(changed: ChangedTunnel): readonly Step[] {
	const neighbor = bgpNeighbor(changed.side, changed.tunnel, changed.site);
	return neighbor ? bringBackBgp(changed, neighbor) : bringBackRoutes(changed);
}

/**
 * A denial before the one entry of what is told, and the lowest preference for what is heard.
 * Source: FRR documentation, "Route Maps" and "BGP", `clear bgp … soft`.
 */
function drainBgp(changed: ChangedTunnel, neighbor: BgpNeighbor): readonly Step[] {
	const {address, family, incoming, outgoing} = neighbor;
	const {interfaceName} = numbered(changed);
	const other = changed.side.tunnels.length > 1 ? 'the other tunnel' : 'another connection';
	return [
		{
			says: `Send by ${other}: what this neighbor tells is preferred the least.`,
			lines: [
				vtysh('configure terminal', `route-map ${incoming} permit 10`, 'set local-preference 0', 'end'),
				vtysh(`clear bgp ${family} unicast ${address} soft in`),
			],
		},
		{
			says: 'Tell this neighbor nothing any more: the cloud sends by the other one too.',
			lines: [
				vtysh('configure terminal', `route-map ${outgoing} deny 5`, 'end'),
				vtysh(`clear bgp ${family} unicast ${address} soft out`),
			],
		},
		{
			says: `On the device: no route leads over ${interfaceName} (the first line prints nothing), and nothing is advertised to ${address} (the second says so, or counts 0).`,
			lines: [
				`ip ${family === 'ipv6' ? '-6 ' : ''}route show proto bgp | grep ${interfaceName}`,
				vtysh(`show bgp ${family} unicast neighbors ${address} advertised-routes`),
			],
		},
		{
			says: `At the cloud: tunnel ${changed.number} has 0 BGP routes${changed.side.tunnels.length > 1 ? ', the other one as many as before' : ''}. Where the first lines printed a route, there is no other way for it: then the change interrupts its traffic.`,
			lines: [askCloud(changed)],
		},
	];
}

function bringBackBgp(changed: ChangedTunnel, neighbor: BgpNeighbor): readonly Step[] {
	const {address, family, incoming, outgoing, preference} = neighbor;
	return [
		{
			says: 'Wait until the session over this tunnel stands again: half a minute at most, where it was lost.',
			lines: [
				`timeout 120 sh -c 'until vtysh -c "show bgp neighbors ${address}" | grep -q "BGP state = Established"; do sleep 1; done'`,
			],
		},
		{
			says: 'Tell the cloud what it was told before, and take what it tells as before.',
			lines: [
				vtysh('configure terminal', `no route-map ${outgoing} deny 5`, 'end'),
				vtysh(`clear bgp ${family} unicast ${address} soft out`),
				vtysh(
					'configure terminal',
					`route-map ${incoming} permit 10`,
					preference === undefined ? 'no set local-preference' : `set local-preference ${preference}`,
					'end',
				),
				vtysh(`clear bgp ${family} unicast ${address} soft in`),
			],
		},
		{
			says: 'The routes are back: on the device by this neighbor too, and at the cloud as many as before.',
			lines: [vtysh(`show bgp ${family} unicast neighbors ${address} routes`), askCloud(changed)],
		},
	];
}

function vtysh(...commands: readonly string[]): string {
	return `vtysh ${commands.map(each => `-c '${each}'`).join(' ')}`;
}

/** The watch puts a route where a tunnel comes up, and leaves it alone until then. */
function drainRoutes(changed: ChangedTunnel, shut: readonly string[]): readonly Step[] {
	const {side, number} = changed;
	const {interfaceName, metric} = numbered(changed);
	const ranges = routedRanges(side, changed.site);
	const hasOther = side.tunnels.length > 1;
	return [
		...(ranges.length > 0
			? [
					{
						says: `Send by ${hasOther ? 'the other tunnel' : 'another connection'}: take this tunnel’s routes away. What asks afterwards names another interface than ${interfaceName}; where it names this one, there is no other way, and the change interrupts the traffic.`,
						lines: [
							...ranges.map(
								range =>
									`ip ${family(range)}route del ${range} dev ${interfaceName} metric ${metric} 2>/dev/null || true`,
							),
							...ranges.map(range => `ip ${family(range)}route get ${firstHost(range)}`),
						],
					},
				]
			: [{says: 'Send by another tunnel: which way the site’s packets go is not known here.'}]),
		...(hasOther
			? [
					{
						says: 'Shut this tunnel: the cloud chooses by itself which one it sends by, and takes the other only when this one is down. What it sends into this one until it sees that is lost.',
						lines: shut,
					},
					{says: `The cloud says that tunnel ${number} is DOWN, and the other one UP.`, lines: [askCloud(changed)]},
				]
			: [
					{
						says: 'At the cloud, tunnelwright takes this tunnel’s routes out of use before it changes anything, where there are others to the same ranges. Nothing tells it when the device sends by the other one: do the above as soon as these files are there.',
						lines: [askCloud(changed)],
					},
				]),
	];
}

function bringBackRoutes(changed: ChangedTunnel): readonly Step[] {
	const {side, site} = changed;
	const {interfaceName} = numbered(changed);
	const ranges = routedRanges(side, site);
	return [
		{
			says: `The watch has put the routes back, within ${roundSeconds} s: they lead over ${interfaceName} again where this tunnel is the preferred one.`,
			lines: [
				`journalctl -n 5 -u tunnelwright-${side.id}`,
				...ranges.map(range => `ip ${family(range)}route show ${range}`),
			],
		},
	];
}

function numbered({side, site, number}: ChangedTunnel): NumberedTunnel {
	const found = numberTunnels(side, site)[number - 1];
	if (!found) throw new Error('a changed tunnel is one of its connection');
	return found;
}

function family(range: string): '' | '-6 ' {
	return range.includes(':') ? '-6 ' : '';
}
