import {printable} from '../connection/printable.ts';
import {version} from '../run/version.ts';
import type {FleetSnapshot} from '../watch/fleet/fleet.ts';
import type {CallCounts} from '../watch/metrics/call-counts.ts';
import {isLoopback, type ListenAddress} from '../watch/metrics/listen-address.ts';

export {CallCounts} from '../watch/metrics/call-counts.ts';
export {type ListenAddress, readListenAddress} from '../watch/metrics/listen-address.ts';

/** A fleet's metrics while they are served. */
export interface ServedMetrics {
	/** Where they are read. */
	readonly url: string;
	/** What to know of it: that everybody can read them; '' where only this machine can. */
	readonly warning: string;
	/** The newest that is known: what is served from now on; undefined: nothing is. */
	see(snapshot: FleetSnapshot | undefined): void;
	close(): Promise<void>;
}

/**
 * Serves what is known of a fleet to Prometheus. The library for it is loaded by now, not before.
 * @param calls which calls were made
 * @throws UserError where the address can't be listened on
 */
export async function serveFleetMetrics(address: ListenAddress, calls: CallCounts): Promise<ServedMetrics> {
	const [{FleetMetrics}, {serveMetrics}] = await Promise.all([
		import('../watch/metrics/fleet-metrics.ts'),
		import('../watch/metrics/metrics-server.ts'),
	]);
	const metrics = new FleetMetrics(version, () => calls.all());
	const server = await serveMetrics(address, metrics);
	return {
		url: server.url,
		warning: isLoopback(address.host)
			? ''
			: `everybody who reaches ${printable(address.host, 60)} can read the metrics: names, ids and addresses of your connections. There is no password and no encryption: put a proxy before it`,
		see: snapshot => metrics.see(snapshot),
		close: () => server.close(),
	};
}
