/**
 * How EC2 and the device at the site behave where a change depends on it and no source settles it, or where the harder case is wanted. What is
 * written after each is the default.
 */
export interface Ec2Behavior {
	/**
	 * What the device does about a tunnel that AWS has replaced: it `starts` IKE a while later, it only `answers` (UP where AWS starts: IKEv2
	 * with StartupAction start), or it is `silent`, and the tunnel stays DOWN until it is set UP. starts.
	 */
	readonly device: 'starts' | 'answers' | 'silent';
	/**
	 * Whether somebody at the device takes the traffic off the tunnel whose turn it is before it is changed, one after the other: a device that runs
	 * BGP then announces nothing over it until it was replaced. never.
	 */
	readonly drains: 'never' | 'next';
	/** The State in the reply of ModifyVpnTunnelOptions; AWS's own example shows the first. available. */
	readonly tunnelOptionsReply: 'available' | 'modifying';
	/** The code for a second change of a connection while one runs. IncorrectState. */
	readonly busyCode: string;
	/** How the setting up of a tunnel ends: `failed` leaves it DOWN until the next change. available. */
	readonly provisioning: 'available' | 'failed';
	/** Whether PreSharedKeyStorage moves the keys of both tunnels, or that of the one that is named. both. */
	readonly keyStorage: 'both' | 'one';
	/** How a key in Secrets Manager is shown among the options. absent. */
	readonly storedKey: 'absent' | 'redacted';
	/** SkipTunnelReplacement together with other changes. refused. */
	readonly skipWithOthers: 'refused' | 'ignored';
	/** Whether LogOptions of a request take the place of those that stand, or are laid over them. replaced. */
	readonly logOptions: 'replaced' | 'merged';
	/** Whether ModifyVpnConnectionOptions changes the bandwidth of the tunnels: not in every region. changed. */
	readonly bandwidth: 'changed' | 'refused';
	/** What becomes of static routes that are still there when a connection leaves its virtual private gateway. dropped. */
	readonly movedRoutes: 'dropped' | 'refused';
	/** Whether maintenance is announced for each tunnel whose lifecycle control is on: it applies itself after two weeks. none. */
	readonly maintenance: 'none' | 'pending';
	/** What CloudWatch counts on a tunnel that is UP: traffic both ways, what AWS sends alone, next to nothing, or what the site sends on the first tunnel and what AWS sends on the other. flows. */
	readonly traffic: 'flows' | 'outOnly' | 'none' | 'crossed';
	/** What GetActiveVpnTunnelStatus answers for a tunnel that is DOWN: nothing of what was negotiated, what was negotiated last, or IncorrectState. nothing. */
	readonly downTunnel: 'nothing' | 'last' | 'refused';
	/** In the lab: whether the cloud's end takes its leave (IKE DELETE, BGP Cease) before it is replaced, or vanishes. told. */
	readonly leave: 'told' | 'silent';
}

export const usualBehavior: Ec2Behavior = {
	device: 'starts',
	drains: 'never',
	tunnelOptionsReply: 'available',
	busyCode: 'IncorrectState',
	provisioning: 'available',
	keyStorage: 'both',
	storedKey: 'absent',
	skipWithOthers: 'refused',
	logOptions: 'replaced',
	bandwidth: 'changed',
	movedRoutes: 'dropped',
	maintenance: 'none',
	traffic: 'flows',
	downTunnel: 'nothing',
	leave: 'told',
};

/** The words for each; the code is free. */
export const ec2Words: {readonly [K in keyof Ec2Behavior]: readonly Ec2Behavior[K][]} = {
	device: ['starts', 'answers', 'silent'],
	drains: ['never', 'next'],
	tunnelOptionsReply: ['available', 'modifying'],
	busyCode: [],
	provisioning: ['available', 'failed'],
	keyStorage: ['both', 'one'],
	storedKey: ['absent', 'redacted'],
	skipWithOthers: ['refused', 'ignored'],
	logOptions: ['replaced', 'merged'],
	bandwidth: ['changed', 'refused'],
	movedRoutes: ['dropped', 'refused'],
	maintenance: ['none', 'pending'],
	traffic: ['flows', 'outOnly', 'none', 'crossed'],
	downTunnel: ['nothing', 'last', 'refused'],
	leave: ['told', 'silent'],
};
