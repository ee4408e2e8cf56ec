import type {HandoverFile} from '../../handover-file.ts';
import type {LinuxDaemon} from '../../linux/daemon.ts';
import {since, strongswan} from './device.ts';

/** The first wait for an answer, how much longer each further one is, and how often the question is sent again. */
const first = 1.5;
const base = 1.5;
const tries = 3;

/** After this long without an answer to a question strongSwan counts the peer as dead: 1.5 + 2.25 + 3.4 + 5.1 s. */
const retransmitSeconds = Math.ceil(
	Array.from({length: tries + 1}, (_none, retry) => first * base ** retry).reduce((sum, wait) => sum + wait, 0),
);

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

/**
 * IKEv2 of strongSwan knows no `dpd_timeout`: a peer is dead when a question is given up, by default after 165 s. That is a setting of the daemon,
 * not of a connection. The kernel's wait for an association that was asked for follows it (`xfrm_acq_expires`).
 * Source: strongSwan documentation, strongswan.conf, "retransmission".
 */
export function retransmitConf(): HandoverFile {
	return {
		name: 'retransmit.conf',
		content: `# goes to /etc/strongswan.d/ and counts for every tunnel of the device: a peer that does not answer is dead after ${retransmitSeconds} s, not 165
charon {
	retransmit_timeout = ${first.toFixed(1)}
	retransmit_base = ${base}
	retransmit_tries = ${tries}
}
`,
		what: 'how soon a peer that does not answer is dead',
	};
}
