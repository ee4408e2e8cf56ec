import type {ExistingConnection, Quota, SiteGateway} from '../cloud.ts';
import type {TencentDraft} from './site.ts';

/** A limit as data. `fallback` is the documented default, for accounts that may not read their own. */
interface Limit {
	readonly type: string;
	readonly id: string;
	readonly says: string;
	readonly fallback?: number;
	used(count: Counted): number | undefined;
}

interface Counted {
	readonly connections: readonly ExistingConnection[];
	readonly siteGateways: readonly SiteGateway[];
	readonly gatewayId: string | undefined;
	readonly siteId: string | undefined;
}

/** Source: vpc 2017-03-12, DescribeVpcLimits; defaults from the VPN Connections documentation, "Limits". */
const limits: readonly Limit[] = [
	{
		type: 'vpn-gateway-max-custom-gateways',
		id: 'tunnels-per-gateway',
		says: 'tunnels of this VPN gateway',
		fallback: 20,
		used: ({connections, gatewayId}) =>
			gatewayId === undefined ? undefined : connections.filter(tunnel => tunnel.cloudGatewayId === gatewayId).length,
	},
	{
		type: 'custom-gateway-max-vpn-connections',
		id: 'tunnels-per-customer-gateway',
		says: 'tunnels of this customer gateway',
		fallback: 20,
		used: ({connections, siteId}) =>
			siteId === undefined ? undefined : connections.filter(tunnel => tunnel.siteGatewayId === siteId).length,
	},
	{
		type: 'appid-max-vpn-connections',
		id: 'tunnels-per-region',
		says: 'tunnels in this region',
		used: ({connections}) => connections.length,
	},
	{
		type: 'appid-max-custom-gateways',
		id: 'customer-gateways-per-region',
		says: 'customer gateways in this region',
		fallback: 20,
		used: ({siteGateways}) => siteGateways.length,
	},
];

export const limitTypes: readonly string[] = limits.map(({type}) => type);

/** How much of each limit that the draft touches is used. The account's own limit where it could be read. */
export function quotasOf(
	draft: TencentDraft,
	siteId: string | undefined,
	read: ReadonlyMap<string, number> | undefined,
	connections: readonly ExistingConnection[],
	siteGateways: readonly SiteGateway[],
): readonly Quota[] {
	const counted = {connections, siteGateways, gatewayId: draft.cloudGateway?.id, siteId};
	return limits.flatMap(({type, id, says, fallback, used}) => {
		if (type === 'appid-max-custom-gateways' && (draft.site?.kind !== 'new' || siteId !== undefined)) return [];
		const own = read?.get(type);
		const limit = own ?? fallback;
		const count = used(counted);
		if (limit === undefined || count === undefined) return [];
		return [{id, says, limit, used: count, from: own === undefined ? ('default' as const) : ('account' as const)}];
	});
}
