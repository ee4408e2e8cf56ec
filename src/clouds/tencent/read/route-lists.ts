import type {CallPlace} from '../wire/call-place.ts';
import type {TencentClient} from '../wire/client.ts';
import {allPages} from '../wire/reply.ts';
import {askedBy, type Filter, filters} from './filters.ts';

/* Routes as the API lists them. All throw CloudError. */

/** Every route of a VPN gateway: its own, those to its CCN, and what BGP has learned. */
export function listGatewayRoutes(client: TencentClient, place: CallPlace, gatewayId: string) {
	return allPages({call: 'DescribeVpnGatewayRoutes'}, async (Offset, Limit) => {
		const request = {VpnGatewayId: gatewayId, Offset, Limit};
		const reply = await client.read('vpc', 'DescribeVpnGatewayRoutes', request, place);
		return {items: reply.Routes, total: reply.TotalCount};
	});
}

/** The route tables of VPCs, with their routes. */
export function listRouteTables(client: TencentClient, place: CallPlace, filter: Filter) {
	return allPages(
		{call: 'DescribeRouteTables', id: 'RouteTableId', asked: askedBy([filter])},
		async (offset, limit) => {
			const request = {...filters([filter]), Offset: String(offset), Limit: String(limit)};
			const reply = await client.read('vpc', 'DescribeRouteTables', request, place);
			return {items: reply.RouteTableSet, total: reply.TotalCount};
		},
	);
}
