import type {DeviceSide} from '../../connection/device-side.ts';
import type {DeadPeer} from './dead-peer.ts';

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
