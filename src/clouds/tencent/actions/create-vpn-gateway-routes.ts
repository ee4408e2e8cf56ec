import type {Action, UndoStep} from '../../contract/cloud.ts';
import {idOf} from '../../engine/fill.ts';
import {textOf} from '../../engine/undo-action.ts';
import type {TencentConnection} from '../document.ts';
import type {GatewayRoute} from '../read/inventory.ts';
import type {PlannedRoute} from '../read/route-priority.ts';
import {type CallPlace, callPlaceOf} from '../wire/call-place.ts';
import {gatewayRouteShape, total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {whyOtherTunnel} from './create-vpn-connection.ts';
import {
	batches,
	destinationsMade,
	member,
	routesOf as plannedIn,
	routeAction,
	shortList,
	targetOf,
} from './route-action.ts';
import {listOf, type Reach, tencentUndo} from './tencent-undo.ts';

export const deleteVpnGatewayRoutes = tencentUndo({
	call: 'DeleteVpnGatewayRoutes',
	logged: {request: {VpnGatewayId: 'id', RouteIds: 'id'}, response: total},
	of(action, {results, standing}) {
		const made = destinationsMade(action, standing);
		return (
			made && {
				detail: made.shown,
				parameters: {
					VpnGatewayId: text(action.parameters.VpnGatewayId),
					InstanceId: idOf(targetOf(action, 'InstanceId'), results) ?? '',
					Destinations: made.destinations,
					...priorityOf(action),
				},
			}
		);
	},
	look: async (step, place, reach) => ((await routesOf(step, place, reach)).length > 0 ? 'there' : 'gone'),
	async request(step, place, reach) {
		const RouteIds = (await routesOf(step, place, reach)).map(({id}) => id);
		// gone between the look and the call: an empty list is refused
		return RouteIds.length > 0 ? {VpnGatewayId: textOf(step, 'VpnGatewayId'), RouteIds} : undefined;
	},
	// a route belongs to the tunnel that it leads into
	whyNotPlanned: (step, run, place, reach) => whyOtherTunnel(textOf(step, 'InstanceId'), run, place, reach),
});

/** Source: vpc 2017-03-12, CreateVpnGatewayRoutes. */
export const createVpnGatewayRoutes = routeAction({
	call: 'CreateVpnGatewayRoutes',
	title: 'route to the tunnel on the VPN gateway',
	logged: {request: {VpnGatewayId: 'id', Routes: gatewayRouteShape}, response: {...total, Routes: gatewayRouteShape}},
	undo: deleteVpnGatewayRoutes,
	async leading(action, context, {inventory}) {
		const tunnel = idOf(targetOf(action, 'InstanceId'), context.results);
		if (tunnel === undefined) return undefined;
		const routes = await inventory.gatewayRoutes(callPlaceOf(context), text(action.parameters.VpnGatewayId));
		const planned = new Map(
			plannedIn(action).map(route => [text(member(route, 'DestinationCidrBlock')), member(route, 'Priority')]),
		);
		return new Set(
			routes
				.filter(
					({connectionId, destination, priority}) => connectionId === tunnel && planned.get(destination) === priority,
				)
				.map(({destination}) => destination),
		);
	},
});

/** @param into `tunnel`: the id of one that stands; else the one that the plan makes, or looks up */
export function planGatewayRoutes(
	{cloudGateway}: TencentConnection,
	routes: readonly PlannedRoute[],
	into: {readonly id: string; readonly tunnel?: string} = {id: 'gateway-routes'},
): readonly Action[] {
	return batches(into.id, routes).map(({id, batch}) =>
		createVpnGatewayRoutes.plan({
			id,
			detail: detailOf(batch),
			parameters: {
				VpnGatewayId: cloudGateway.id,
				Routes: batch.map(({destination, priority}) => ({
					DestinationCidrBlock: destination,
					InstanceType: 'VPNCONN',
					InstanceId: into.tunnel ?? {$result: 'connection'},
					Priority: priority,
					Status: 'ENABLE',
				})),
			},
			after: into.tunnel === undefined ? ['connection'] : [],
		}),
	);
}

/** The destinations, and that they are a standby's where they are. */
function detailOf(routes: readonly PlannedRoute[]): string {
	const of = (priority: number) =>
		shortList(routes.filter(route => route.priority === priority).map(({destination}) => destination));
	return [of(0), of(100) && `${of(100)} with priority 100, the standby`].filter(Boolean).join(' · ');
}

/** The actions whose routes stand beside others of another priority to the same destinations. */
export const otherPriorityRoutes = 'gateway-routes-priority';

/** The priority of such a batch: the old routes, which an undo has made again by then, stay. */
function priorityOf(action: Action): {readonly Priority?: string} {
	if (!action.id.startsWith(otherPriorityRoutes)) return {};
	const priorities = new Set(plannedIn(action).map(route => text(member(route, 'Priority'))));
	const [Priority = ''] = priorities;
	return priorities.size === 1 && Priority !== '' ? {Priority} : {};
}

/** A step's routes that stand. */
async function routesOf(step: UndoStep, place: CallPlace, {inventory}: Reach): Promise<readonly GatewayRoute[]> {
	const tunnel = textOf(step, 'InstanceId');
	const {Priority} = step.parameters;
	const routes = await inventory.gatewayRoutes(place, textOf(step, 'VpnGatewayId'));
	return routes.filter(
		({connectionId, destination, priority}) =>
			connectionId === tunnel &&
			listOf(step, 'Destinations').includes(destination) &&
			(Priority === undefined || Priority === String(priority)),
	);
}
