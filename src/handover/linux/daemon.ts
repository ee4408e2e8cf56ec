import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {ikeVersion} from '../devices/algorithms.ts';
import type {SiteFacts} from '../handover-file.ts';

/** What the parts that Linux devices share have to know of the IPsec daemon. */
export interface LinuxDaemon {
	readonly name: string;
	/** Who makes the tunnels' interfaces: our script, or the daemon itself. */
	readonly interfaces: 'script' | 'daemon';
	/** Whether it can leave it to the cloud to begin. */
	readonly canWait: boolean;
	/** How it finds out that the cloud's end is dead, by the version of IKE. */
	readonly deadPeer: Readonly<Record<1 | 2, DeadPeer>>;
	/** What is to be installed: `Libreswan 4 or later, nftables, Linux 4.19 or later`. */
	readonly packages: string;
	/** The file that holds the keys, and has a place for each that the cloud does not show. */
	readonly keyFile: string;
	/** What the owner of the device has to know of the daemon. */
	notes(side: DeviceSide): readonly string[];
}

/**
 * How a device finds out that the cloud's end is dead. In seconds. Within half a minute traffic is to have moved, and the clouds give up a silent
 * device after 30 s (AWS, DPDTimeoutSeconds). Each question is put three times at least, so that a few lost packets end no tunnel.
 */
interface DeadPeer {
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

/**
 * Which end begins. Two that begin at once make each association twice. The device leaves it to the cloud only where the cloud can reach it and
 * begins anew by itself: else a device that was restarted would wait for ever.
 * Source: AWS VPN user guide, "Site-to-Site VPN tunnel initiation options"; Tencent Cloud vpc 2017-03-12, CreateVpnConnection, NegotiationType and DpdAction.
 */
export function deviceBegins(
	{canWait}: LinuxDaemon,
	{cloudInitiates, cloudRestarts}: DeviceTunnel,
	{nat}: SiteFacts,
): boolean {
	return !canWait || !(cloudInitiates && cloudRestarts && nat === false);
}

/** Whether both ends may begin at once. */
export function bothBegin(daemon: LinuxDaemon, tunnel: DeviceTunnel, site: SiteFacts): boolean {
	return tunnel.cloudInitiates && deviceBegins(daemon, tunnel, site);
}
