import type {DeviceTunnel} from '../../connection/device-side.ts';
import {ikeVersion} from '../devices/algorithms.ts';
import type {LinuxDaemon} from './daemon.ts';

/**
 * How a device finds out that the cloud's end is dead. In seconds. Within half a minute traffic is to have moved, and the clouds give up a silent
 * device after 30 s (AWS, DPDTimeoutSeconds). Each question is put three times at least, so that a few lost packets end no tunnel.
 */
export interface DeadPeer {
	/** A peer that was silent this long is asked whether it is there, with IKEv1 again and again. */
	readonly delay: number;
	/** From the first question without an answer to the end of the tunnel. */
	readonly timeout: number;
	/** From the last sign of the peer to the end of the tunnel, at most. */
	readonly longest: number;
}

/** When the device asks a silent peer, and when it gives it up. */
export function deadPeer(daemon: LinuxDaemon, {ikeVersions}: Pick<DeviceTunnel, 'ikeVersions'>): DeadPeer {
	return daemon.deadPeer[ikeVersion(ikeVersions)];
}
