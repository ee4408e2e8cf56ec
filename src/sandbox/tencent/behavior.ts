/**
 * How Tencent Cloud and the device at the site behave where a change depends on it and no page says it, or where the harder case is wanted. What is
 * written after each is the default.
 */
export interface TencentBehavior {
	/**
	 * What the device does about a tunnel whose line was cut by a change or a reset: it `starts` it a while later, it only `answers` (UP where the
	 * cloud starts: NegotiationType active), or it is `silent`, and the tunnel stays down until it is set UP. starts.
	 */
	readonly device: 'starts' | 'answers' | 'silent';
	/** What State says while a change of a tunnel runs. UPDATING. */
	readonly changing: 'UPDATING' | 'AVAILABLE';
	/** When a tunnel reads back as it was asked for: with the effect of the change, or before it. withEffect. */
	readonly readBack: 'withEffect' | 'atOnce';
	/**
	 * What becomes of what a change leaves out: it stays; it goes back to its default inside an options block that is there; or that, and each other
	 * member that has a default too (health check, DPD, negotiation). stays.
	 */
	readonly omitted: 'stays' | 'blockDefault' | 'default';
	/** When a new key, changed alone, cuts the line; in the lab it is always at once. atOnce. */
	readonly newKey: 'atOnce' | 'atRekey';
	/** Whether the ASN of a customer gateway can be changed while a BGP tunnel leads to it; where it can, that tunnel's line is cut. stuck. */
	readonly speakerAsn: 'stuck' | 'changes';
	/** What ResetVpnConnection does to the options of a tunnel. keeps. */
	readonly reset: 'keeps' | 'clears';
	/** The code, after UnsupportedOperation, for a second change of a tunnel while one runs. VpnConnInvalidState. */
	readonly tunnelBusyCode: 'VpnConnInvalidState' | 'InvalidState' | 'MutexOperationTaskRunning';
	/** In which letters the monitor has its metrics: the pages differ (OutBandwidth, Outbandwidth). newer. */
	readonly metricNames: 'newer' | 'older';
	/** In the lab: whether the cloud's end takes its leave (IKE DELETE, BGP Cease) before it is another one, or vanishes. told. */
	readonly leave: 'told' | 'silent';
}

/** The words for each. The first is the usual one. */
export const tencentWords: {
	readonly [K in keyof TencentBehavior]: readonly [TencentBehavior[K], ...TencentBehavior[K][]];
} = {
	device: ['starts', 'answers', 'silent'],
	changing: ['UPDATING', 'AVAILABLE'],
	readBack: ['withEffect', 'atOnce'],
	omitted: ['stays', 'blockDefault', 'default'],
	newKey: ['atOnce', 'atRekey'],
	speakerAsn: ['stuck', 'changes'],
	reset: ['keeps', 'clears'],
	tunnelBusyCode: ['VpnConnInvalidState', 'InvalidState', 'MutexOperationTaskRunning'],
	metricNames: ['newer', 'older'],
	leave: ['told', 'silent'],
};

export const usualTencentBehavior: TencentBehavior = {
	device: tencentWords.device[0],
	changing: tencentWords.changing[0],
	readBack: tencentWords.readBack[0],
	omitted: tencentWords.omitted[0],
	newKey: tencentWords.newKey[0],
	speakerAsn: tencentWords.speakerAsn[0],
	reset: tencentWords.reset[0],
	tunnelBusyCode: tencentWords.tunnelBusyCode[0],
	metricNames: tencentWords.metricNames[0],
	leave: tencentWords.leave[0],
};
