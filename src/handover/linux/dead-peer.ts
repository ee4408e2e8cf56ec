import type {DeviceTunnel} from '../../connection/device-side.ts';
import {ikeVersion} from '../devices/algorithms.ts';
import {retransmitSeconds} from '../devices/strongswan/retransmit-conf.ts';
import type {OwnDevice} from './own-device.ts';

/** How a device finds out that the cloud's end is dead. In seconds. */
export interface DeadPeer {
	/** A peer that was silent this long is asked whether it is there, with IKEv1 again and again. */
	readonly delay: number;
	/** From the first question without an answer to the end of the tunnel. */
	readonly timeout: number;
	/** From the last sign of the peer to the end of the tunnel, at most. */
	readonly longest: number;
}

/**
 * Within half a minute traffic is to have moved, and the clouds give up a silent device after 30 s (AWS, DPDTimeoutSeconds). Each question is put three
 * times at least, so that a few lost packets end no tunnel.
 * Libreswan looks for traffic once in a delay alone: it takes what came just after a look for news at the next one, give or take a second. Its
 * questions come after 0, 0.5, 1, 2 and 4 s, and it gives up at the next time that would be one: any timeout above 4 s means 8, and above 8 s means 16.
 * Source: strongSwan documentation, swanctl.conf; Libreswan, ipsec.conf(5), and 4.10 and 5.2, ikev2_liveness.c, ikev1_dpd.c, retransmit.c.
 */
const times: Readonly<Record<OwnDevice, Readonly<Record<1 | 2, DeadPeer>>>> = {
	strongswan: {
		1: {delay: 5, timeout: 18, longest: 5 + 18},
		2: {delay: 5, timeout: retransmitSeconds, longest: 5 + retransmitSeconds},
	},
	libreswan: {
		1: {delay: 5, timeout: 15, longest: 2 * 5 + 15},
		2: {delay: 5, timeout: 8, longest: 2 * 5 + 1 + 8},
	},
};

/** When the device asks a silent peer, and when it gives it up. */
export function deadPeer(target: OwnDevice, {ikeVersions}: Pick<DeviceTunnel, 'ikeVersions'>): DeadPeer {
	return times[target][ikeVersion(ikeVersions)];
}
