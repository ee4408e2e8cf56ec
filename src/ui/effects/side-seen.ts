import type {DeviceSide} from '../../connection/device-side.ts';
import type {SideSeen} from '../../wizard/screens/handover/event.ts';

/** What the screen may know: no address of a key, and no key. */
export function seenOf(side: DeviceSide, keysElsewhere: readonly string[]): SideSeen {
	return {
		routing: side.routing,
		namesSite: side.siteRanges.length > 0,
		bgpTunnels: side.tunnels.filter(tunnel => tunnel.bgp).length,
		namesCloud: side.cloudRanges.length > 0,
		keysElsewhere,
	};
}
