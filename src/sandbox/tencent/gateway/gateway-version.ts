import type {VpnGateway} from '../store/store.ts';

/** The version of a gateway as a number: 3.1 of `ver3.1`. */
export function versionOf(gateway: VpnGateway): number {
	return Number(/(\d+\.\d+)/.exec(gateway.Version)?.[1] ?? 0);
}

/** Whether BGP tunnels can end here: version 4.0, of 200, 500, 1000 or 3000 Mbps. */
export function canBgp(gateway: VpnGateway): boolean {
	return versionOf(gateway) >= 4 && [200, 500, 1000, 3000].includes(gateway.InternetMaxBandwidthOut);
}
