import type {StandingRoute} from '../../../connection/inventory.ts';
import type {ChangedValue} from '../../contract/change.ts';
import type {Action, Change} from '../../contract/cloud.ts';
import type {GatewayRoute} from '../read/inventory.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {batches, member, routesOf, shortList} from './route-action.ts';
import {type CallData, tencentChange} from './tencent-change.ts';
import type {Reach} from './tencent-undo.ts';

/**
 * Takes routes of the gateway away that a document no longer has. A route is known by where it leads from and to, and by its priority, so that one that
 * somebody has made anew since is the same one. Source: vpc 2017-03-12, DeleteVpnGatewayRoutes.
 */
export const removeGatewayRoutes = tencentChange({
	call: 'DeleteVpnGatewayRoutes',
	title: 'delete routes on the VPN gateway',
	logged: {request: {VpnGatewayId: 'id', RouteIds: 'id'}, response: total},
	subject: ({parameters}) => `the routes of ${text(parameters.VpnGatewayId)}`,
	after: call => Object.fromEntries(partsOf(call).map(part => [part, call.call === backCall ? there : ''])),
	async stands(call, place, reach) {
		const routes = await routesThere(call, place, reach);
		if (call.call === backCall) {
			const standing = new Set(routes.map(nameOf));
			return {values: Object.fromEntries(partsOf(call).map(part => [part, standing.has(part) ? there : '']))};
		}

		const ids = new Set(routes.map(({id}) => id));
		return {values: Object.fromEntries(partsOf(call).map(part => [part, ids.has(part) ? there : '']))};
	},
	async now(call, place, reach) {
		const standing = await routesThere(call, place, reach);
		const RouteIds = partsOf(call).filter(id => standing.some(route => route.id === id));
		// gone between the look and the call: an empty list is refused
		return RouteIds.length > 0 ? {...call.parameters, RouteIds} : undefined;
	},
	back: {
		call: 'CreateVpnGatewayRoutes',
		title: 'make routes on the VPN gateway again',
		about: call => ({VpnGatewayId: text(call.parameters.VpnGatewayId), RouteIds: partsOf(call)}),
		async now(back, place, reach) {
			const standing = new Set((await routesThere(back, place, reach)).map(nameOf));
			const Routes = routesOf(back).filter(route => !standing.has(plannedName(route)));
			return Routes.length > 0 ? {...back.parameters, Routes} : undefined;
		},
	},
});

const backCall = 'CreateVpnGatewayRoutes';
const there = 'there';

/** By id where they are to go, by where they lead where they are to come back: then their ids are new. */
function partsOf(call: CallData): readonly string[] {
	if (call.call === backCall) return routesOf(call).map(plannedName);
	const {RouteIds} = call.parameters;
	return Array.isArray(RouteIds) ? RouteIds.map(text) : [];
}

function routesThere({parameters}: CallData, place: CallPlace, {inventory}: Reach): Promise<readonly GatewayRoute[]> {
	return inventory.gatewayRoutes(place, text(parameters.VpnGatewayId));
}

const nameOf = ({
	destination,
	connectionId,
	priority,
}: Pick<GatewayRoute, 'destination' | 'connectionId' | 'priority'>) =>
	`the route to ${destination} by ${connectionId} with priority ${priority}`;

function plannedName(route: Parameters<typeof member>[0]): string {
	return nameOf({
		destination: text(member(route, 'DestinationCidrBlock')),
		connectionId: text(member(route, 'InstanceId')),
		priority: Number(text(member(route, 'Priority'))),
	});
}

interface RemovedRoute {
	readonly route: StandingRoute;
	readonly value: ChangedValue;
}

/** @param tunnel that they lead into */
export function planRemovedRoutes(
	{id, gatewayId, tunnelId}: {readonly id: string; readonly gatewayId: string; readonly tunnelId: string},
	removed: readonly RemovedRoute[],
	change: Omit<Change, 'values' | 'back'>,
	after: readonly string[] = [],
): readonly Action[] {
	// what has no id can't be named
	const named = removed.flatMap(({route, value}) => (route.id === undefined ? [] : [{route, value, id: route.id}]));
	return batches(id, named).map(({id: batchId, batch}) =>
		removeGatewayRoutes.plan({
			id: batchId,
			detail: `${gatewayId}: ${shortList(batch.map(({route}) => route.destination))}`,
			parameters: {VpnGatewayId: gatewayId, RouteIds: batch.map(each => each.id)},
			after,
			change: {
				...change,
				values: batch.map(({value}) => value),
				back: {
					call: backCall,
					parameters: {
						VpnGatewayId: gatewayId,
						Routes: batch.map(({route: {destination, priority = 0, enabled = true}}) => ({
							DestinationCidrBlock: destination,
							InstanceType: 'VPNCONN',
							InstanceId: tunnelId,
							Priority: priority,
							Status: enabled ? 'ENABLE' : 'DISABLE',
						})),
					},
				},
			},
		}),
	);
}
