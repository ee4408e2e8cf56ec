import type {ExistingConnection, Quota, RouteTable, SiteGateway} from '../../contract/cloud.ts';
import type {TencentDraft} from './site.ts';
import {mainRouteTable, missingRoutes, sitePrefixes} from './vpc-routes.ts';

/** A limit as data. `fallback` is the documented default, for accounts that may not read their own. */
interface Limit {
	readonly type: string;
	readonly id: string;
	readonly says: string;
	readonly fallback?: number;
	used(count: Counted): number | undefined;
	/** How many more the draft takes; 1 when left out. */
	wanted?(count: Counted): number;
}

interface Counted {
	readonly connections: readonly ExistingConnection[];
	readonly siteGateways: readonly SiteGateway[];
	readonly gatewayId: string | undefined;
	readonly siteId: string | undefined;
	readonly table: RouteTable | undefined;
	/** Routes that the table is to get. */
	readonly routes: readonly string[];
}

/**
 * Source: vpc 2017-03-12, DescribeVpcLimits; defaults from the VPN Connections documentation, "Limits", and the VPC documentation,
 * "Quota limits".
 */
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
	{
		type: 'route-table-max-policies',
		id: 'routes-per-route-table',
		says: 'routes of the VPC’s main route table',
		fallback: 50,
		used: ({table}) => table?.routes.filter(({system}) => !system).length,
		wanted: ({routes}) => routes.length,
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
	routeTables: readonly RouteTable[] | undefined,
): readonly Quota[] {
	const table = mainRouteTable(draft, routeTables);
	const routes = table ? missingRoutes(table, sitePrefixes(draft)) : [];
	const counted = {connections, siteGateways, gatewayId: draft.cloudGateway?.id, siteId, table, routes};
	return limits.flatMap(({type, id, says, fallback, used, wanted: more}) => {
		if (type === 'appid-max-custom-gateways' && (draft.site?.kind !== 'new' || siteId !== undefined)) return [];
		const own = read?.get(type);
		const limit = own ?? fallback;
		const count = used(counted);
		const wanted = more?.(counted);
		if (limit === undefined || count === undefined || wanted === 0) return [];
		const from = own === undefined ? ('default' as const) : ('account' as const);
		return [{id, says, limit, used: count, ...(wanted !== undefined && {wanted}), from}];
	});
}
