import type {RouteTable} from '../../../connection/inventory.ts';
import type {ChangedValue} from '../../contract/change.ts';
import type {Action} from '../../contract/cloud.ts';
import type {VpcRoute} from '../read/inventory.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {routeShape, routeTableShape, total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {batches, member, routesOf, shortList} from './route-action.ts';
import {type CallData, tencentChange} from './tencent-change.ts';
import type {Reach} from './tencent-undo.ts';

/**
 * Takes routes of a VPC's table to the gateway away, one by one by their ids; never ResetRoutes, which empties the table first.
 * Source: vpc 2017-03-12, DeleteRoutes.
 */
export const removeVpcRoutes = tencentChange({
	call: 'DeleteRoutes',
	title: 'delete routes to the VPN gateway in the VPC',
	logged: {request: {RouteTableId: 'id', Routes: routeShape}, response: {...total, RouteTableSet: routeTableShape}},
	subject: ({parameters}) => `the routes of ${text(parameters.RouteTableId)}`,
	after: call =>
		Object.fromEntries(routesOf(call).map(route => [plannedName(route), call.call === 'DeleteRoutes' ? '' : there])),
	async stands(call, place, reach) {
		const standing = new Set((await routesThere(call, place, reach)).map(nameOf));
		return {
			values: Object.fromEntries(
				routesOf(call).map(route => [plannedName(route), standing.has(plannedName(route)) ? there : '']),
			),
		};
	},
	async now(call, place, reach) {
		const wanted = new Set(routesOf(call).map(plannedName));
		const Routes = (await routesThere(call, place, reach)).filter(route => wanted.has(nameOf(route)));
		// gone between the look and the call: an empty list is refused
		return Routes.length > 0 ? {...call.parameters, Routes: Routes.map(({key}) => ({...key}))} : undefined;
	},
	back: {
		call: 'CreateRoutes',
		title: 'make routes to the VPN gateway in the VPC again',
		about: call => ({
			RouteTableId: text(call.parameters.RouteTableId),
			Destinations: routesOf(call).map(route => text(member(route, 'DestinationCidrBlock'))),
		}),
		async now(back, place, reach) {
			const standing = new Set((await routesThere(back, place, reach)).map(nameOf));
			const Routes = routesOf(back).filter(route => !standing.has(plannedName(route)));
			return Routes.length > 0 ? {...back.parameters, Routes} : undefined;
		},
	},
});

const there = 'there';

function routesThere({parameters}: CallData, place: CallPlace, {inventory}: Reach): Promise<readonly VpcRoute[]> {
	return inventory.vpcRoutes(place, text(parameters.RouteTableId));
}

const nameOf = ({destination, target}: Pick<VpcRoute, 'destination' | 'target'>) =>
	`the route to ${destination} by ${target}`;

function plannedName(route: Parameters<typeof member>[0]): string {
	return nameOf({destination: text(member(route, 'DestinationCidrBlock')), target: text(member(route, 'GatewayId'))});
}

/** @param routes that stand in the table and lead to the gateway, with what is told of each */
export function planRemovedVpcRoutes(
	table: RouteTable,
	gatewayId: string,
	routes: readonly ChangedValue[],
): readonly Action[] {
	return batches('vpc-routes-removed', routes).map(({id, batch}) =>
		removeVpcRoutes.plan({
			id,
			detail: `${table.name || table.id}: ${shortList(batch.map(({was}) => was))}`,
			parameters: {
				RouteTableId: table.id,
				Routes: batch.map(({was}) => ({...planned(was, gatewayId), ...keyOf(table, was, gatewayId)})),
			},
			after: [],
			change: {
				values: batch.map(({field, what, was, wanted}) => ({field, what, was, wanted})),
				interrupts: {kind: 'nothing'},
				needsUp: [],
				backUp: [],
				back: {
					call: 'CreateRoutes',
					parameters: {RouteTableId: table.id, Routes: batch.map(({was}) => planned(was, gatewayId))},
				},
			},
		}),
	);
}

function planned(DestinationCidrBlock: string, GatewayId: string) {
	return {DestinationCidrBlock, GatewayType: 'VPN', GatewayId};
}

/** Its id, as the table was read: by number in older ones. */
function keyOf(table: RouteTable, destination: string, gatewayId: string) {
	const id = table.routes.find(route => route.destination === destination && route.target === gatewayId)?.id ?? '';
	if (id === '') return {};
	return /^\d+$/.test(id) ? {RouteId: Number(id)} : {RouteItemId: id};
}
