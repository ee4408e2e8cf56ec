/** How long each wait takes, ms. */
export interface TrafficTimes {
	/** The longest that one wait lasts. */
	readonly limitMs: number;
	/** Between two looks. */
	readonly pollMs: number;
	/** How long a tunnel must have been UP before the other one is touched. */
	readonly soakMs: number;
	/** How long a tunnel that is DOWN is looked at before nothing is begun at all. */
	readonly firstLookMs: number;
	/** How long UP may be what was seen before the change: a cloud may be late to tell that a tunnel went down. */
	readonly lateMs: number;
}

/**
 * Terraform's AWS provider waits up to 30 minutes for a change and looks every 10 seconds (`vpnsite_connection.go`). Two minutes of soak are several
 * times the 30 seconds of BGP's hold time, as AWS's gateways set it, and what scripts in public leave between two tunnels (210 s), cut to what can be
 * watched. A minute of lateness is what VgwTelemetry is given.
 */
const realTimes: TrafficTimes = {
	limitMs: 30 * 60_000,
	pollMs: 10_000,
	soakMs: 120_000,
	firstLookMs: 30_000,
	lateMs: 60_000,
};

/** The embedded clouds tell at once, and nobody's traffic is at stake. */
const sandboxTimes: TrafficTimes = {
	limitMs: 30 * 60_000,
	pollMs: 200,
	soakMs: 1000,
	firstLookMs: 2000,
	lateMs: 400,
};

export function trafficTimes(sandbox: boolean): TrafficTimes {
	return sandbox ? sandboxTimes : realTimes;
}
