import type {ExistingConnection, Quota, RouteTable, SiteGateway} from '../../contract/cloud.ts';
import type {TencentDraft} from '../own-document.ts';

import {mainRouteTable} from './route-priority.ts';

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
	/** The VPC's main route table. */
	readonly table: RouteTable | undefined;
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
	},
];

export const limitTypes: readonly string[] = limits.map(({type}) => type);

/** How much of each limit is used; what a draft takes of it, the rules say. The account's own limit where it could be read. */
export function quotasOf(
	draft: TencentDraft,
	siteId: string | undefined,
	read: ReadonlyMap<string, number> | undefined,
	connections: readonly ExistingConnection[],
	siteGateways: readonly SiteGateway[],
	routeTables: readonly RouteTable[] | undefined,
): readonly Quota[] {
	const table = mainRouteTable(draft, routeTables);
	const counted = {connections, siteGateways, gatewayId: draft.cloudGateway?.id, siteId, table};
	return limits.flatMap(({type, id, says, fallback, used: count}) => {
		const own = read?.get(type);
		const limit = own ?? fallback;
		const used = count(counted);
		if (limit === undefined || used === undefined) return [];
		return [{id, says, limit, used, from: own === undefined ? ('default' as const) : ('account' as const)}];
	});
}
