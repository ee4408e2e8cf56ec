import {spread} from '../../spread.ts';
import {liveConnections, wasUp} from '../connection/connection-state.ts';
import type {RegionStore, VpnConnection, VpnGateway} from '../store/store.ts';

/*
 * The values of the metrics: they follow the tunnels' states. A site's day is made up, the same in every start.
 */

/** The share of a gateway's bandwidth that its tunnels use at most. */
const busiestShare = 0.5;
const dayMs = 86_400_000;
const packetBytes = 700;

/** A tunnel's value at a time of the cloud's clock; undefined for a metric that it has not. */
export function tunnelValue(
	tunnel: VpnConnection,
	gateway: VpnGateway | undefined,
	metric: string,
	atMs: number,
): number | undefined {
	if (atMs < tunnel.createdAtMs) return undefined;
	const up = wasUp(tunnel, atMs);
	const out = up ? outbound(tunnel, gateway, atMs) : 0;
	const values: Readonly<Record<string, number>> = {
		outbandwidth: out,
		inbandwidth: out * 0.6,
		outpkg: (out * 125_000) / packetBytes,
		inpkg: (out * 0.6 * 125_000) / packetBytes,
		pkgdrop: up ? (isCapped(gateway, atMs) ? 4.2 : 0) : 100,
		delay: up ? 20 + 15 * spread(tunnel.VpnConnectionId) : 0,
	};
	const value = Object.hasOwn(values, metric) ? values[metric] : undefined;
	return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}

const isCapped = (gateway: VpnGateway | undefined, atMs: number): boolean =>
	gateway?.cappedAtMs !== undefined && atMs >= gateway.cappedAtMs;

/** Mbps. */
function outbound({VpnConnectionId: id}: VpnConnection, gateway: VpnGateway | undefined, atMs: number): number {
	const most = gateway?.InternetMaxBandwidthOut ?? 5;
	if (isCapped(gateway, atMs)) return most;
	const day = 0.15 + 0.85 * Math.max(0, Math.sin(((atMs % dayMs) / dayMs) * 2 * Math.PI - Math.PI / 2));
	return most * busiestShare * day * (0.3 + 0.7 * spread(`${id} ${Math.floor(atMs / 300_000)}`));
}

/** A gateway's value at a time. */
export function gatewayValue(
	gateway: VpnGateway,
	region: RegionStore,
	metric: string,
	atMs: number,
): number | undefined {
	const sum = liveConnections(region, atMs)
		.filter(({VpnGatewayId}) => VpnGatewayId === gateway.VpnGatewayId)
		.reduce((total, tunnel) => total + (tunnelValue(tunnel, gateway, 'outbandwidth', atMs) ?? 0), 0);
	const most = gateway.InternetMaxBandwidthOut;
	const out = isCapped(gateway, atMs) ? most * 0.99 : Math.min(most, sum);
	const values: Readonly<Record<string, number>> = {
		outbandwidth: out,
		inbandwidth: out * 0.6,
		vpnbandwidthusagerate: (out / most) * 100,
	};
	const value = Object.hasOwn(values, metric) ? values[metric] : undefined;
	return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
