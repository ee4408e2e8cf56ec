import type {GatewayTrouble} from '../../../contract/sight.ts';
import type {CallPlace} from '../../wire/call-place.ts';
import type {TencentClient} from '../../wire/client.ts';
import type {Namespace, TencentMetrics} from './metrics.ts';
import {readPoints, stepFor} from './points.ts';

/** How much of its bandwidth a gateway uses when it is at its cap: our own choice, with lost packets beside. */
const capPercent = 95;
/** How far back is looked, ms. */
const spanMs = 15 * 60_000;

interface CapReach {
	readonly client: TencentClient;
	readonly metrics: TencentMetrics;
}

/**
 * Whether a gateway's bandwidth is used up: only its metrics tell. Both must say so, the gateway's usage and the packets that the tunnel loses.
 * Source: Cloud Monitor, VPN gateway, VpnBandwidthUsageRate; VPN tunnel, PkgDrop. @throws CloudError
 */
export async function capTrouble(
	{client, metrics}: CapReach,
	place: CallPlace,
	gateway: string,
	tunnelId: string,
	nowMs: number,
): Promise<readonly GatewayTrouble[]> {
	const span = {from: nowMs - spanMs, to: nowMs};
	const latest = async (namespace: Namespace, name: string, id: string) => {
		const metric = (await metrics.of(place, namespace)).get(name);
		if (!metric) return undefined;
		const points = await readPoints(client, place, {namespace, metric, id, span, stepSeconds: stepFor(metric, span)});
		const last = points.at(-1);
		return last && {name: metric.name, value: last.value};
	};
	const usage = await latest('QCE/VPNGW', 'vpnbandwidthusagerate', gateway);
	if (!usage || usage.value < capPercent) return [];
	const drops = await latest('QCE/VPNX', 'pkgdrop', tunnelId);
	if (!drops || drops.value <= 0) return [];
	const quote = [usage, drops].map(({name, value}) => `${name}: ${Math.round(value * 10) / 10} %`).join(', ');
	return [{gateway, kind: 'at its cap', quote}];
}
