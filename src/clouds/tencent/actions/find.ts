import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Action, ActionResult, PlanValue, RunContext} from '../../contract/cloud.ts';
import type {Place, TencentInventory} from '../read/inventory.ts';
import {text} from '../wire/reply.ts';
import {differences} from './compare.ts';
import {idOf} from './fill.ts';

/** What `find` says, less whose it is: that only the run knows. */
export type Found = Omit<ActionResult, 'existed'> & {
	/** Whether it has the name that was asked for, where what is found has one: another's is never the run's own. */
	readonly sameName?: boolean;
};

type Parameters = Action['parameters'];

/** Looks for what an action would make. Reads only. @returns undefined when it is not there */
export async function findResult(
	inventory: TencentInventory,
	action: Action,
	context: RunContext,
): Promise<Found | undefined> {
	const place = placeOf(context);
	if (action.call === 'CreateCustomerGateway') return findCustomerGateway(inventory, action.parameters, place);
	if (action.call === 'DescribeVpnConnections') return findById(inventory, action.parameters, place);
	if (action.call === 'CreateVpnConnection') {
		const tunnel = await findTunnel(inventory, action.parameters, context);
		return (
			tunnel && {
				...told(tunnel, action.parameters),
				sameName: text(tunnel.VpnConnectionName) === action.parameters.VpnConnectionName,
			}
		);
	}

	const missing = await missingDestinations(inventory, action, context);
	return missing?.length === 0 ? {id: '', detail: 'all routes stand already'} : undefined;
}

/** The tunnel that a plan builds on. */
async function findById(inventory: TencentInventory, parameters: Parameters, place: Place): Promise<Found | undefined> {
	const ids = Array.isArray(parameters.VpnConnectionIds) ? parameters.VpnConnectionIds.map(text) : [];
	const tunnels = await inventory.vpnConnections(place, [{name: 'vpn-connection-id', values: ids}]);
	const tunnel = tunnels.find(
		({VpnConnectionId, State}) => ids.includes(text(VpnConnectionId)) && text(State) !== 'DELETING',
	);
	return tunnel && {...told(tunnel, {}), sameName: false};
}

/** The customer gateway of the address, and the ASN where one is asked for; the one of the name first. */
async function findCustomerGateway(
	inventory: TencentInventory,
	parameters: Parameters,
	place: Place,
): Promise<Found | undefined> {
	const address = text(parameters.IpAddress);
	const gateways = await inventory.siteGateways(place, [{name: 'ip-address', values: [address]}]);
	const matching = gateways.filter(
		gateway => gateway.address === address && (parameters.BgpAsn === undefined || gateway.asn === parameters.BgpAsn),
	);
	const gateway = matching.find(({name}) => name === parameters.CustomerGatewayName) ?? matching[0];
	return (
		gateway && {
			id: gateway.id,
			detail: `${gateway.id}, ${gateway.address}`,
			sameName: gateway.name === parameters.CustomerGatewayName,
		}
	);
}

/** The tunnel between the two gateways: there can be only one, so that the pair names it even where a reply has no id. */
export async function findTunnel(
	inventory: TencentInventory,
	parameters: Parameters,
	context: RunContext,
): Promise<VpnConnection | undefined> {
	const gateway = idOf(parameters.VpnGatewayId, context.results);
	const customerGateway = idOf(parameters.CustomerGatewayId, context.results);
	if (gateway === undefined || customerGateway === undefined) return undefined;
	const tunnels = await inventory.vpnConnections(placeOf(context), [
		{name: 'vpn-gateway-id', values: [gateway]},
		{name: 'customer-gateway-id', values: [customerGateway]},
	]);
	// A filter that is not understood may be ignored: what comes back is looked at again.
	return tunnels.find(
		tunnel =>
			text(tunnel.VpnGatewayId) === gateway &&
			text(tunnel.CustomerGatewayId) === customerGateway &&
			text(tunnel.VpnConnectionId) !== '' &&
			text(tunnel.State) !== 'DELETING',
	);
}

/** A tunnel as a result: its id, its state, and where it is not what was asked for. */
export function told(tunnel: VpnConnection, asked: Parameters): Found {
	const id = text(tunnel.VpnConnectionId);
	const state = text(tunnel.State);
	const differs = differences(asked, tunnel);
	return {
		id,
		detail: [
			[id, state].filter(Boolean).join(', '),
			...(differs.length > 0 ? [`differs: ${differs.join('; ')}`] : []),
		].join(' · '),
		...(differs.length > 0 ? {differs} : {}),
		whose: `named "${text(tunnel.VpnConnectionName)}"`,
	};
}

/** The destinations of a routes action that have no route to its target yet; undefined while the target is not made. */
export async function missingDestinations(
	inventory: TencentInventory,
	action: Action,
	context: RunContext,
): Promise<readonly string[] | undefined> {
	const {parameters} = action;
	const place = placeOf(context);
	const wanted = destinationsOf(parameters.Routes);
	if (action.call === 'CreateVpnGatewayRoutes') {
		const connection = idOf(member(first(parameters.Routes), 'InstanceId'), context.results);
		if (connection === undefined) return undefined;
		const routes = await inventory.gatewayRoutes(place, text(parameters.VpnGatewayId));
		const standing = new Set(routes.filter(route => route.connectionId === connection).map(route => route.destination));
		return wanted.filter(destination => !standing.has(destination));
	}

	const tableId = text(parameters.RouteTableId);
	const target = text(member(first(parameters.Routes), 'GatewayId'));
	const tables = await inventory.routeTables(place, {name: 'route-table-id', values: [tableId]});
	const table = tables.find(({id}) => id === tableId);
	const standing = new Set(table?.routes.filter(route => route.target === target).map(route => route.destination));
	return wanted.filter(destination => !standing.has(destination));
}

/** The destinations of a routes action that lead to its target already; undefined for an action that is no batch of routes. */
export async function standingDestinations(
	inventory: TencentInventory,
	action: Action,
	context: RunContext,
): Promise<readonly string[] | undefined> {
	if (action.call !== 'CreateVpnGatewayRoutes' && action.call !== 'CreateRoutes') return undefined;
	const missing = await missingDestinations(inventory, action, context);
	return missing && destinationsOf(action.parameters.Routes).filter(destination => !missing.includes(destination));
}

export function placeOf({plan, signal, pauses, waiting}: RunContext): Place {
	return {region: plan.region, signal, pauses, waiting};
}

/** The destinations of a planned routes action. */
export function destinationsOf(routes: PlanValue | undefined): readonly string[] {
	return Array.isArray(routes) ? routes.map(route => text(member(route, 'DestinationCidrBlock'))) : [];
}

function first(list: PlanValue | undefined): PlanValue | undefined {
	return Array.isArray(list) ? list[0] : undefined;
}

/** A member of a planned value, which is a tree of plain data. */
export function member(value: PlanValue | undefined, name: string): PlanValue | undefined {
	if (typeof value !== 'object' || Array.isArray(value)) return undefined;
	return Object.entries(value).find(([key]) => key === name)?.[1];
}
