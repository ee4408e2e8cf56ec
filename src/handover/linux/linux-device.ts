import {moduleOf} from '../../clouds/registry.ts';
import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {UserError} from '../../connection/user-error.ts';
import {insideOf, passesInside} from '../devices/selectors.ts';
import type {WrittenDevice} from '../devices/written-device.ts';
import {linuxBefore} from './before.ts';
import {type LinuxChange, linuxChange} from './change.ts';
import type {LinuxDaemon} from './daemon.ts';
import {networkFiles} from './network-files.ts';
import {linuxNotes} from './notes.ts';
import {numberTunnels} from './numbering.ts';

/** What is the daemon's own of a Linux device; interfaces, routes, firewall and BGP are the same for each. */
type DaemonParts = Pick<WrittenDevice, 'files' | 'apply' | 'check' | 'takeBack'> &
	Partial<Pick<WrittenDevice, 'refuse'>> & {readonly change: LinuxChange};

/** A Linux device with an IPsec daemon, and FRR for BGP. */
export function linuxDevice(daemon: LinuxDaemon, own: DaemonParts): WrittenDevice {
	return {
		...own,
		change: linuxChange(own.change),
		name: daemon.name,
		refuse(side) {
			own.refuse?.(side);
			refuseWhatFails(side);
		},
		files: (side, site) => [...own.files(side, site), ...networkFiles(daemon, side, site)],
		before: (side, site) => linuxBefore(daemon, side, site),
		notes: (side, site) => linuxNotes(daemon, side, site),
		facts: (side, site) =>
			numberTunnels(side, site).map(({interfaceName, mtu, mss}) => [
				['Interface and MTU', `${interfaceName}, ${mtu}; TCP MSS ${mss}`],
			]),
	};
}

/**
 * Refuses connections whose tunnels would come up on the device and then not carry what they are for. All but the last were seen so in
 * the lab.
 * @throws UserError with the reason and what to change
 */
function refuseWhatFails(side: DeviceSide): void {
	for (const tunnel of side.tunnels) refuseBgpOutsideOfRanges(side, tunnel);
	refuseOneNeighbour(side.tunnels);
}

/** BGP speaks from the addresses inside the tunnel: no selector lets them pass that does not hold them. */
function refuseBgpOutsideOfRanges({cloud}: DeviceSide, tunnel: DeviceTunnel): void {
	const ends = insideOf(tunnel);
	if (!tunnel.bgp || !ends || passesInside(tunnel)) return;
	const [pair] = tunnel.pairs;
	throw new UserError(
		`BGP cannot pass this tunnel: its ranges are narrowed to ${pair?.siteSide} at the site and ${pair?.cloudSide} at the cloud, and the addresses inside, ${ends.site} and ${ends.cloud}, lie outside of them`,
		{mend: moduleOf(cloud).deviceWords.toCarryBgp},
	);
}

/** AWS lets the tunnels of a transit gateway share their inside range; FRR knows a BGP neighbour by its address, and can't tell two apart. */
function refuseOneNeighbour([first, second]: DeviceSide['tunnels']): void {
	if (!first?.bgp || !second?.bgp) return;
	const [one, other] = [first, second].map(tunnel => insideOf(tunnel)?.cloud);
	if (one === undefined || one !== other) return;
	throw new UserError(`both tunnels have the BGP neighbour ${one}: a device can’t tell them apart`, {
		mend: 'give one of the tunnels another inside range, and make the files again',
	});
}
