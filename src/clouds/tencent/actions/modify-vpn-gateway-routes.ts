import type {ModifyVpnGatewayRoutesRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Action, Change, TunnelName} from '../../contract/cloud.ts';
import {type CallPlace, callPlaceOf} from '../wire/call-place.ts';
import {gatewayRouteShape, total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {batches, member, routesOf, shortList} from './route-action.ts';
import {type CallData, tencentChange} from './tencent-change.ts';
import type {Reach} from './tencent-undo.ts';

type Status = 'ENABLE' | 'DISABLE';

/** Puts routes of the gateway in force or out of it. Source: vpc 2017-03-12, ModifyVpnGatewayRoutes; nothing else of a route can be changed. */
export const modifyVpnGatewayRoutes = tencentChange({
	call: 'ModifyVpnGatewayRoutes',
	title: 'change routes on the VPN gateway',
	logged: {
		request: {VpnGatewayId: 'id', Routes: {RouteId: 'id', Status: 'word', Description: 'hidden'}},
		response: {...total, Routes: gatewayRouteShape},
	},
	subject: ({parameters}) => `the routes of ${text(parameters.VpnGatewayId)}`,
	after: call =>
		Object.fromEntries(
			routesOf(call).map(route => [nameOf(text(member(route, 'RouteId'))), text(member(route, 'Status'))]),
		),
	/** A route that was deleted meanwhile says nothing: the others are not kept out of force for it. */
	async stands(call, place, reach) {
		const routes = await standingOf(call, place, reach);
		return {values: Object.fromEntries(routes.map(({id, enabled}) => [nameOf(id), enabled ? 'ENABLE' : 'DISABLE']))};
	},
	now: thatStand,
	async told(call, context, reach) {
		const stand = await standingOf(call, callPlaceOf(context), reach);
		const gone = idsOf(call).filter(id => stand.every(route => route.id !== id));
		const said = `the routes of ${text(call.parameters.VpnGatewayId)}: as wanted`;
		return gone.length > 0 ? `${said}, but for ${shortList(gone)}: deleted meanwhile` : said;
	},
	back: {
		now: thatStand,
		call: 'ModifyVpnGatewayRoutes',
		title: 'put routes on the VPN gateway back',
		about: call => ({VpnGatewayId: text(call.parameters.VpnGatewayId), RouteIds: idsOf(call)}),
	},
});

async function standingOf(call: CallData, place: CallPlace, {inventory}: Reach) {
	const ids = idsOf(call);
	const routes = await inventory.gatewayRoutes(place, text(call.parameters.VpnGatewayId));
	return routes.filter(({id}) => ids.includes(id));
}

/** The same request for the routes that are left; undefined where none is. */
async function thatStand(call: CallData, place: CallPlace, reach: Reach): Promise<Action['parameters'] | undefined> {
	const stand = new Set((await standingOf(call, place, reach)).map(({id}) => id));
	const left = routesOf(call).filter(route => stand.has(text(member(route, 'RouteId'))));
	return left.length > 0 ? {...call.parameters, Routes: left} : undefined;
}

const nameOf = (id: string) => `route ${id}`;

function idsOf(call: CallData): readonly string[] {
	return routesOf(call).map(route => text(member(route, 'RouteId')));
}

interface SwitchedRoute {
	readonly id: string;
	readonly destination: string;
}

/** @param to what the routes are put to; `title`: why */
export function planRouteStatus(
	{id, gatewayId, title}: {readonly id: string; readonly gatewayId: string; readonly title: string},
	routes: readonly SwitchedRoute[],
	to: Status,
	change: Omit<Change, 'values' | 'back'> & {
		/** The tunnels that carry the traffic while it is put back. */
		readonly backNeedsUp?: readonly TunnelName[];
	},
	after: readonly string[] = [],
): readonly Action[] {
	const {backNeedsUp, ...rest} = change;
	return batches(id, routes).map(({id: batchId, batch}) =>
		modifyVpnGatewayRoutes.plan({
			id: batchId,
			title,
			detail: `${gatewayId}: ${shortList(batch.map(({destination}) => destination))}`,
			parameters: request(gatewayId, batch, to),
			after,
			change: {
				...rest,
				values: batch.map(({destination}) => ({
					field: 'routing.prefixes',
					what: `gateway route to ${destination}`,
					was: words[to === 'ENABLE' ? 'DISABLE' : 'ENABLE'],
					wanted: words[to],
				})),
				back: {
					call: 'ModifyVpnGatewayRoutes',
					parameters: {...request(gatewayId, batch, to === 'ENABLE' ? 'DISABLE' : 'ENABLE')},
					...(backNeedsUp && {needsUp: backNeedsUp}),
				},
			},
		}),
	);
}

const words: Readonly<Record<Status, string>> = {ENABLE: 'in force', DISABLE: 'turned off'};

function request(VpnGatewayId: string, routes: readonly SwitchedRoute[], Status: Status) {
	return {
		VpnGatewayId,
		Routes: routes.map(({id: RouteId}) => ({RouteId, Status})),
	} satisfies ModifyVpnGatewayRoutesRequest;
}
