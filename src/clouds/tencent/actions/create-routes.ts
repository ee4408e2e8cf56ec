import type {Action, RouteTable, UndoContext, UndoStep} from '../../contract/cloud.ts';
import {textOf} from '../../engine/undo-action.ts';
import type {TencentConnection} from '../document.ts';
import type {VpcRoute} from '../read/inventory.ts';
import {missingRoutes} from '../read/route-priority.ts';
import {isOfSite, rangeSeparator, settingsOf} from '../read/settings.ts';
import {type CallPlace, callPlaceOf} from '../wire/call-place.ts';
import {routeShape, routeTableShape, total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {batches, destinationsMade, routeAction, shortList, targetOf} from './route-action.ts';
import {listOf, type Reach, tencentUndo} from './tencent-undo.ts';

const response = {...total, RouteTableSet: routeTableShape};

export const deleteRoutes = tencentUndo({
	call: 'DeleteRoutes',
	logged: {request: {RouteTableId: 'id', Routes: routeShape}, response},
	of(action, {standing}) {
		const made = destinationsMade(action, standing);
		const table = text(action.parameters.RouteTableId);
		return (
			made && {
				detail: `${table}: ${made.shown}`,
				parameters: {
					RouteTableId: table,
					GatewayId: text(targetOf(action, 'GatewayId')),
					Destinations: made.destinations,
				},
			}
		);
	},
	look: async (step, place, reach) => ((await routesOf(step, place, reach)).length > 0 ? 'there' : 'gone'),
	async request(step, place, reach) {
		const Routes = (await routesOf(step, place, reach)).map(({key}) => key);
		// gone between the look and the call: an empty list is refused
		return Routes.length > 0 ? {RouteTableId: textOf(step, 'RouteTableId'), Routes} : undefined;
	},
	whyNotPlanned: whyRangeStays,
});

/** Source: vpc 2017-03-12, CreateRoutes. */
export const createRoutes = routeAction({
	call: 'CreateRoutes',
	title: 'route to the VPN gateway in the VPC',
	logged: {request: {RouteTableId: 'id', Routes: routeShape}, response},
	undo: deleteRoutes,
	async leading(action, context, {inventory}) {
		const gateway = text(targetOf(action, 'GatewayId'));
		const routes = await inventory.vpcRoutes(callPlaceOf(context), text(action.parameters.RouteTableId));
		return new Set(routes.filter(({target}) => target === gateway).map(({destination}) => destination));
	},
});

/** Routes of the VPC's main table that lead to the gateway, as far as none stands to their destinations. */
export function planVpcRoutes(
	{cloudGateway}: TencentConnection,
	table: RouteTable | undefined,
	prefixes: readonly string[],
): readonly Action[] {
	if (!table) return [];
	return batches('vpc-routes', missingRoutes(table, prefixes)).map(({id, batch}) =>
		createRoutes.plan({
			id,
			detail: `${table.name || table.id}: ${shortList(batch)}`,
			parameters: {
				RouteTableId: table.id,
				Routes: batch.map(prefix => ({
					DestinationCidrBlock: prefix,
					GatewayType: 'VPN',
					GatewayId: cloudGateway.id,
				})),
			},
			after: ['connection'],
		}),
	);
}

/**
 * A range that the run put into a tunnel's list and that stands there still, as somebody has changed the list since: without its route the VPC would
 * send nothing into the tunnel for it. Reads only.
 */
async function whyRangeStays(
	step: UndoStep,
	{plan: {actions, exists}}: NonNullable<UndoContext['run']>,
	place: CallPlace,
	{inventory}: Reach,
): Promise<string | undefined> {
	const added = actions.flatMap(({change}) =>
		(change?.values ?? []).flatMap(({field, was, wanted}) => (field === 'ranges' && was === '' ? [wanted] : [])),
	);
	const led = listOf(step, 'Destinations').filter(range => added.some(pair => isOfSite(pair, range)));
	if (!exists || led.length === 0) return undefined;
	const tunnel = await inventory.vpnConnection(place, exists.id);
	const standing = tunnel ? (settingsOf(tunnel).ranges ?? '').split(rangeSeparator) : [];
	const still = led.filter(range => standing.some(pair => isOfSite(pair, range)));
	return still.length === 0
		? undefined
		: `${exists.id} still has the range ${shortList(still)}, and its traffic goes by this route`;
}

/** A step's routes that stand. */
async function routesOf(step: UndoStep, place: CallPlace, {inventory}: Reach): Promise<readonly VpcRoute[]> {
	const gateway = textOf(step, 'GatewayId');
	const routes = await inventory.vpcRoutes(place, textOf(step, 'RouteTableId'));
	return routes.filter(
		({target, destination}) => target === gateway && listOf(step, 'Destinations').includes(destination),
	);
}
