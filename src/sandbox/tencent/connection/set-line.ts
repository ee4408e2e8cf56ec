import type {LineState} from '../../line.ts';
import type {Partition} from '../store/store.ts';

/** Makes the network status of a tunnel what its real end sees: whether IPsec stands. Of BGP it says nothing. */
export function setLine(
	partitions: readonly Partition[],
	connectionId: string,
	{ipsec}: LineState,
): string | undefined {
	for (const {regions} of partitions) {
		for (const {connections} of regions.values()) {
			const connection = connections.get(connectionId);
			if (!connection) continue;
			const forced = ipsec ? 'UP' : 'DOWN';
			if (connection.forced !== forced) connections.set(connectionId, {...connection, forced});
			return ipsec ? 'AVAILABLE' : 'UNAVAILABLE';
		}
	}
	return undefined;
}
