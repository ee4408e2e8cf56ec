/** What the pages for a device call a cloud's own settings, and what they say of its ways. Light texts, without a full stop where they end in a sentence. */
export interface DeviceWords {
	/** What is to be set so that the cloud waits for the device to begin: ``the startup action to `add` ``. */
	readonly toWait: string;
	/** What is to be set so that the cloud begins anew when the device was silent. */
	readonly toRestart: string;
	/** What lets BGP pass a tunnel whose ranges leave its addresses out. */
	readonly toCarryBgp: string;
	/** A sentence: when these files are good no more. */
	readonly madeAnew: string;
	/** A sentence: why ESP goes in UDP. Set where the cloud may demand it. */
	readonly alwaysUdp?: string;
	/** Sentences on what BGP does with two tunnels. Set where a connection may have two. */
	readonly preference?: {readonly equal: string; readonly first: string};
}
