import type {LinuxDaemon} from '../../linux/daemon.ts';
import {since, strongswan} from './device.ts';
import {retransmitSeconds} from './retransmit-conf.ts';

/**
 * strongSwan, as far as the shared parts have to know it. IKEv1 goes by its own timeout, IKEv2 by `retransmit.conf`.
 * Source: strongSwan documentation, swanctl.conf.
 */
export const daemon: LinuxDaemon = {
	name: strongswan.name,
	interfaces: 'script',
	canWait: true,
	deadPeer: {
		1: {delay: 5, timeout: 18, longest: 5 + 18},
		2: {delay: 5, timeout: retransmitSeconds, longest: 5 + retransmitSeconds},
	},
	packages: `strongSwan ${since} or later (from 5.8 on with the change that swanctl.conf names) with swanctl (Debian: strongswan-swanctl, charon-systemd, libstrongswan-standard-plugins), nftables, Linux 4.19 or later`,
	keyFile: 'swanctl.conf',
	notes: () => [],
};
