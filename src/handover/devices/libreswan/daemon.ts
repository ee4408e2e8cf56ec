import type {LinuxDaemon} from '../../linux/daemon.ts';
import {libreswan, since} from './device.ts';

/**
 * Libreswan, as far as the shared parts have to know it. It always begins: one that waits has no interface to be asked by, and after its restart
 * (4.10, in the lab) nothing came up again.
 * It looks for traffic once in a delay alone: it takes what came just after a look for news at the next one, give or take a second. Its questions
 * come after 0, 0.5, 1, 2 and 4 s, and it gives up at the next time that would be one: any timeout above 4 s means 8, and above 8 s means 16.
 * Source: Libreswan, ipsec.conf(5), and 4.10 and 5.2, ikev2_liveness.c, ikev1_dpd.c, retransmit.c.
 */
export const daemon: LinuxDaemon = {
	name: libreswan.name,
	interfaces: 'daemon',
	canWait: false,
	deadPeer: {
		1: {delay: 5, timeout: 15, longest: 2 * 5 + 15},
		2: {delay: 5, timeout: 8, longest: 2 * 5 + 1 + 8},
	},
	packages: `Libreswan ${since} or later, nftables, Linux 4.19 or later`,
	keyFile: 'ipsec.secrets',
	notes: ({id}) => [
		`While a tunnel is down its interface is closed, and \`ip link\` says DOWN: \`tunnelwright-${id}.service\` opens it when the tunnel is up. Libreswan would make an association over another tunnel for what is sent into it.`,
	],
};
