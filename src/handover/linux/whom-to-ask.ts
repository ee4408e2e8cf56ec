import type {DeviceTunnel} from '../../connection/device-side.ts';
import type {RoutingMode} from '../../connection/document.ts';
import {firstHost, holds, insideOf, passesInside} from '../devices/selectors.ts';
import type {LinuxDaemon} from './daemon.ts';

/** A packet that has the daemon begin a tunnel. */
export interface Asked {
	readonly to: string;
	/** The range that it has to come from, where the tunnel does not take the device's every address: any address of the device in it does. */
	readonly from?: string;
}

/**
 * What the watch sends while a tunnel is down, so that the daemon begins anew: a packet that the tunnel's ranges take, to the cloud's address inside
 * it, which only this tunnel leads to, else to one of the cloud's ranges. Undefined where it asks nobody: an SPD lets no packet of the device's own
 * pass, BGP asks by itself, and Libreswan begins anew by itself behind an interface that is closed.
 * @param ranges what is routed into the tunnels
 */
export function whomToAsk(
	tunnel: DeviceTunnel,
	routing: RoutingMode,
	ranges: readonly string[],
	daemon: LinuxDaemon,
): Asked | undefined {
	if (ranges.length === 0 || routing === 'policy' || daemon.interfaces === 'daemon') return undefined;
	const inside = insideOf(tunnel)?.cloud;
	if (inside !== undefined && passesInside(tunnel)) return {to: inside};
	const hosts = [...(inside === undefined ? [] : [inside]), ...ranges.map(firstHost)];
	for (const {siteSide, cloudSide} of tunnel.pairs) {
		const to = [...hosts, firstHost(cloudSide)].find(host => holds(cloudSide, host));
		if (to !== undefined) return siteSide.endsWith('/0') ? {to} : {to, from: siteSide};
	}

	return undefined;
}
