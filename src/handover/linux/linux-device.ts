import type {WrittenDevice} from '../devices/written-device.ts';
import {linuxBefore} from './before.ts';
import type {LinuxDaemon} from './daemon.ts';
import {networkFiles} from './network-files.ts';
import {linuxNotes} from './notes.ts';
import {numberTunnels} from './numbering.ts';
import {refuseWhatFails} from './refuse-what-fails.ts';

/** What is the daemon's own of a Linux device; interfaces, routes, firewall and BGP are the same for each. */
type DaemonParts = Pick<WrittenDevice, 'files' | 'apply' | 'check' | 'takeBack'> &
	Partial<Pick<WrittenDevice, 'refuse'>>;

/** A Linux device with an IPsec daemon, and FRR for BGP. */
export function linuxDevice(daemon: LinuxDaemon, own: DaemonParts): WrittenDevice {
	return {
		...own,
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
