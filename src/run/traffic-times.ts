/** How long each wait takes, ms. */
export interface TrafficTimes {
	/** The longest that one wait lasts. */
	readonly limitMs: number;
	/** Between two looks. */
	readonly pollMs: number;
	/** How long a tunnel must have been UP before the other one is touched; once a run has changed anything, as it is watched here, from then on. */
	readonly soakMs: number;
	/** How far this machine's clock may be off the cloud's, where only the cloud's word on how long is taken. */
	readonly clockOffMs: number;
	/** How long a tunnel that is DOWN is looked at before nothing is begun at all. */
	readonly firstLookMs: number;
	/** How long a tunnel that was never seen to go down is watched after its change: its endpoint may be replaced later, or the news may be late. */
	readonly lateMs: number;
}

/**
 * Terraform's AWS provider waits up to 30 minutes for a change and looks every 10 seconds (`vpnsite_connection.go`). Two minutes of soak are several
 * times the 30 seconds of BGP's hold time, as AWS's gateways set it, and what scripts in public leave between two tunnels (210 s), cut to what can be
 * watched. A quarter of an hour for the clock is our own choice.
 */
const realTimes: Omit<TrafficTimes, 'lateMs'> = {
	limitMs: 30 * 60_000,
	pollMs: 10_000,
	soakMs: 120_000,
	clockOffMs: 15 * 60_000,
	firstLookMs: 30_000,
};

/** The embedded clouds tell at once, by this machine's clock, and nobody's traffic is at stake. */
const sandboxTimes: TrafficTimes = {
	limitMs: 30 * 60_000,
	pollMs: 200,
	soakMs: 1000,
	clockOffMs: 0,
	firstLookMs: 2000,
	lateMs: 400,
};

/** @param lateMs as the cloud's module has it */
export function trafficTimes(sandbox: boolean, lateMs: number): TrafficTimes {
	return sandbox ? sandboxTimes : {...realTimes, lateMs};
}
