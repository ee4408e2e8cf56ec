import {moduleOf} from '../../clouds/registry.ts';
import type {DeviceSide} from '../../connection/device-side.ts';
import {ikeVersion} from '../devices/algorithms.ts';
import type {SiteFacts} from '../handover-file.ts';
import {deadPeer, type LinuxDaemon} from './daemon.ts';
import {heldBackRanges, routedRanges} from './ranges.ts';
import {roundSeconds} from './watch-functions.ts';

/** What the owner of the device has to know of the files, each one line of plain text. */
export function linuxNotes(daemon: LinuxDaemon, side: DeviceSide, site: SiteFacts): readonly string[] {
	const words = moduleOf(side.cloud).deviceWords;
	const notes = [...side.notes];
	if (side.routing !== 'bgp' && routedRanges(side, site).length === 0)
		notes.push(
			'Which ranges are at the cloud’s side is not known: nothing is routed into the tunnels yet. Make the files again and name them (--cloud-range on the command line).',
		);
	if (routedRanges(side, site).length > 0)
		notes.push(
			`Static routes take ${side.tunnels.length > 1 ? 'the first tunnel that is up' : 'this tunnel while it is up, else that of another connection to the same ranges'}: \`tunnelwright-${side.id}.service\` watches, and \`journalctl -u tunnelwright-${side.id}\` tells. A tunnel whose peer falls silent is down within ${Math.max(...side.tunnels.map(tunnel => deadPeer(daemon, tunnel).longest)) + roundSeconds} s.`,
		);
	notes.push(...daemon.notes(side));
	if (side.tunnels.some(tunnel => ikeVersion(tunnel.ikeVersions) === 1 && tunnel.dpdTimeoutSeconds === undefined))
		notes.push(
			'The cloud’s dead peer detection is off. With IKEv1 a device asks only a peer that says that it answers (RFC 3706), so a dead one may not be found: turn it on in the cloud.',
		);
	notes.push(heldBack(side, site));
	if (side.tunnels.some(tunnel => tunnel.bgp) && side.siteRanges.length === 0 && !site.siteRanges?.length)
		notes.push(
			'The connection names no range of the site: BGP tells the cloud every private network that the device is connected to. Make the files again and name them to be exact (--site-range on the command line).',
		);
	if (site.nat === undefined)
		notes.push(
			'Whether the device is behind NAT was not said: the files work either way, with an MTU that leaves room for it.',
		);
	if (side.alwaysUdp && words.alwaysUdp !== undefined) notes.push(words.alwaysUdp);
	if (side.tunnels.filter(tunnel => tunnel.bgp).length > 1 && words.preference)
		notes.push(words.preference[site.prefer ?? 'equal']);
	if (side.tunnels.some(tunnel => tunnel.probe))
		notes.push(
			'The cloud’s health check is answered by the device itself. While it is not, the cloud calls the tunnel unhealthy and interrupts its traffic: load these files before the check counts.',
		);
	if (side.routing === 'policy')
		notes.push('The SPD ranges decide what passes: packets from other addresses, the device’s own too, are dropped.');
	notes.push(words.madeAnew);
	return notes;
}

function heldBack(side: DeviceSide, site: SiteFacts): string {
	const held = heldBackRanges(side, site);
	return held.length > 0
		? `Packets for ${held.join(', ')} never leave unencrypted: without a tunnel they are dropped, by a blackhole route that every other route to the same range comes before.`
		: 'Which ranges are at the cloud’s side is not known: packets for them leave unencrypted by the default route while no tunnel is up. Make the files again and name them (--cloud-range on the command line), or let the firewall drop them.';
}
