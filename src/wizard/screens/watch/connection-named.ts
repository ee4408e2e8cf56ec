import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import {differences} from './differences.ts';

/** Those that were looked into last, by their keys. */
let last: {readonly connections: readonly FleetConnection[]; readonly known: Map<string, FleetConnection>} = {
	connections: [],
	known: new Map(),
};

/**
 * The one of this key. There may be thousands: of the next snapshot only what changed is put in anew, so nothing outside of here may hold the map.
 */
export function connectionNamed(connections: readonly FleetConnection[], key: string): FleetConnection | undefined {
	if (last.connections !== connections) {
		const {known} = last;
		for (const {before, now} of differences(last.connections, connections).changed) {
			if (now) known.set(now.key, now);
			else if (before) known.delete(before.key);
		}

		last = {connections, known};
	}

	return last.known.get(key);
}
