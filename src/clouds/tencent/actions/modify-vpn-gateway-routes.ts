import type {ModifyVpnGatewayRoutesRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Action, Change} from '../../contract/cloud.ts';
import {gatewayRouteShape, total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {batches, member, routesOf, shortList} from './route-action.ts';
import {type CallData, tencentChange} from './tencent-change.ts';

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
	async stands(call, place, {inventory}) {
		const routes = await inventory.gatewayRoutes(place, text(call.parameters.VpnGatewayId));
		return {
			values: Object.fromEntries(
				idsOf(call).map(id => {
					const route = routes.find(each => each.id === id);
					return [nameOf(id), route ? (route.enabled ? 'ENABLE' : 'DISABLE') : 'gone'];
				}),
			),
		};
	},
	back: {
		call: 'ModifyVpnGatewayRoutes',
		title: 'put routes on the VPN gateway back',
		about: call => ({VpnGatewayId: text(call.parameters.VpnGatewayId), RouteIds: idsOf(call)}),
	},
});

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
	change: Omit<Change, 'values' | 'back'>,
	after: readonly string[] = [],
): readonly Action[] {
	return batches(id, routes).map(({id: batchId, batch}) =>
		modifyVpnGatewayRoutes.plan({
			id: batchId,
			title,
			detail: `${gatewayId}: ${shortList(batch.map(({destination}) => destination))}`,
			parameters: request(gatewayId, batch, to),
			after,
			change: {
				...change,
				values: batch.map(({destination}) => ({
					field: 'routing.prefixes',
					what: `gateway route to ${destination}`,
					was: words[to === 'ENABLE' ? 'DISABLE' : 'ENABLE'],
					wanted: words[to],
				})),
				back: {
					call: 'ModifyVpnGatewayRoutes',
					parameters: {...request(gatewayId, batch, to === 'ENABLE' ? 'DISABLE' : 'ENABLE')},
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
