import ipaddr from 'ipaddr.js';
import type {DeviceSide} from '../../connection/device-side.ts';
import type {SiteFacts} from '../handover-file.ts';

/** Ranges at the cloud's side that the device has to route into the tunnels itself: none with BGP. */
export function routedRanges(side: DeviceSide, site: SiteFacts): readonly string[] {
	return side.routing === 'bgp' ? [] : cloudRanges(side, site);
}

/** Ranges whose packets must not leave by the default route, whatever the routing mode: all that are known but the default route itself. */
export function heldBackRanges(side: DeviceSide, site: SiteFacts): readonly string[] {
	return cloudRanges(side, site).filter(range => !range.endsWith('/0'));
}

function cloudRanges(side: DeviceSide, site: SiteFacts): readonly string[] {
	const named = site.cloudRanges?.length ? site.cloudRanges : side.cloudRanges;
	return named.filter(range => ipaddr.isValidCIDR(range));
}
