import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {overlaps} from '../../../connection/networks.ts';
import type {ExistingConnection} from '../../contract/cloud.ts';
import type {Dependent, Dependents} from '../../contract/dependents.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {notInRegion} from '../../engine/read-back.ts';
import {siteGatewayDependent} from '../../engine/site-gateway-dependent.ts';
import {stepOf} from '../../engine/undo-action.ts';
import {deleteCustomerGateway} from '../actions/create-customer-gateway.ts';
import {deleteRoutes} from '../actions/create-routes.ts';
import {deleteVpnConnection} from '../actions/create-vpn-connection.ts';
import {deleteVpnGatewayRoutes} from '../actions/create-vpn-gateway-routes.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {text} from '../wire/reply.ts';
import {toExistingConnection} from './from-reply.ts';
import type {GatewayRoute, TencentInventory} from './inventory.ts';

/**
 * What hangs on a VPN tunnel: the gateway's routes into it, the VPC's routes to the gateway for its ranges, and its gateways.
 * Source: vpc 2017-03-12; a customer gateway and a VPC route may serve several tunnels.
 * @throws UserError when it is not in the region, CloudError
 */
export async function readDependents(inventory: TencentInventory, place: CallPlace, id: string): Promise<Dependents> {
	const all = await inventory.vpnConnections(place);
	const tunnel = all.find(({VpnConnectionId}) => text(VpnConnectionId) === id);
	const own = tunnel && toExistingConnection(tunnel);
	if (!tunnel || !own) throw notInRegion('Tencent Cloud', place.region, id);
	const others = all.flatMap(other => {
		const found = toExistingConnection(other);
		return found && found.id !== id && found.state !== 'DELETING' ? [found] : [];
	});
	const gatewayId = text(tunnel.VpnGatewayId);
	const siteId = text(tunnel.CustomerGatewayId);
	const [gatewayRoutes, sites] = await Promise.all([
		unlessRefused(() => inventory.gatewayRoutes(place, gatewayId)),
		unlessRefused(() => inventory.siteGateways(place, [{name: 'customer-gateway-id', values: [siteId]}])),
	]);
	const sharing = others.filter(({cloudGatewayId}) => cloudGatewayId === gatewayId);
	const vpcRoutes = await vpcRouteParts(inventory, place, {own, sharing, gatewayRoutes, tunnel});
	const site = sites?.find(found => found.id === siteId);
	return {
		cloud: 'tencent',
		region: place.region,
		connection: {
			id,
			name: own.name,
			state: own.state,
			...(gatewayId && {cloudGatewayId: gatewayId}),
			...(siteId && {siteGatewayId: siteId}),
		},
		parts: [
			...(vpcRoutes ?? []),
			...(gatewayRoutes ?? [])
				.filter(({connectionId}) => connectionId === id)
				.map(route => gatewayRoute(route, gatewayId)),
			itself(own, gatewayId),
			...(site ? [siteGateway(site, id, others)] : []),
			{
				id: 'cloud-gateway',
				title: 'VPN gateway',
				detail: gatewayId,
				going: 'never',
				steps: [],
				usedBy: [],
				note: 'tunnelwright makes none, so it deletes none; it goes on costing while it stands',
			},
		],
		unread: [
			...(vpcRoutes ? [] : [`the routes of ${text(tunnel.VpcId)} to ${gatewayId}`]),
			...(gatewayRoutes ? [] : [`the routes of ${gatewayId}`]),
			...(sites ? [] : [`customer gateway ${siteId}`]),
		],
	};
}

function gatewayRoute({destination, connectionId}: GatewayRoute, gatewayId: string): Dependent {
	const id = `gateway-route:${destination}`;
	return {
		id,
		title: 'gateway route',
		detail: `${destination} on ${gatewayId}`,
		going: 'alone',
		steps: [
			stepOf(deleteVpnGatewayRoutes, {
				id,
				detail: destination,
				parameters: {VpnGatewayId: gatewayId, InstanceId: connectionId, Destinations: [destination]},
			}),
		],
		usedBy: [],
	};
}

function itself({id, name}: ExistingConnection, gatewayId: string): Dependent {
	const detail = [id, name].filter(Boolean).join(', ');
	return {
		id: 'connection',
		title: 'VPN tunnel',
		detail,
		going: 'alone',
		steps: [
			stepOf(deleteVpnConnection, {
				id: 'connection',
				detail,
				parameters: {VpnGatewayId: gatewayId, VpnConnectionId: id},
			}),
		],
		usedBy: [],
	};
}

function siteGateway(
	site: {readonly id: string; readonly name: string; readonly address: string},
	connectionId: string,
	others: readonly ExistingConnection[],
): Dependent {
	return siteGatewayDependent(connectionId, {
		id: site.id,
		detail: [site.id, site.name, site.address].filter(Boolean).join(', '),
		usedBy: others.filter(({siteGatewayId}) => siteGatewayId === site.id).map(({id}) => id),
		deletion: given => stepOf(deleteCustomerGateway, given),
	});
}

/** Routes of the VPC that lead the tunnel's ranges to its gateway; undefined where they may not be read. */
async function vpcRouteParts(
	inventory: TencentInventory,
	place: CallPlace,
	known: {
		readonly tunnel: VpnConnection;
		readonly own: ExistingConnection;
		readonly sharing: readonly ExistingConnection[];
		readonly gatewayRoutes: readonly GatewayRoute[] | undefined;
	},
): Promise<readonly Dependent[] | undefined> {
	const {own, sharing, gatewayRoutes, tunnel} = known;
	const gatewayId = own.cloudGatewayId ?? '';
	const vpcId = text(tunnel.VpcId);
	// a gateway of CCN type has no VPC of its own, and BGP's routes are not the VPC's
	if (vpcId === '' || own.routing === 'bgp') return [];
	const carried = rangesOf(own, gatewayRoutes);
	const tables = await unlessRefused(() => inventory.routeTables(place, {name: 'vpc-id', values: [vpcId]}));
	if (!tables || !carried) return undefined;
	return tables.flatMap(table =>
		table.routes
			.filter(({target, destination}) => target === gatewayId && carried.some(range => overlaps(range, destination)))
			.map(({destination}): Dependent => {
				const id = `vpc-route:${table.id}:${destination}`;
				const users = sharing.filter(other => mayCarry(other, destination, gatewayRoutes));
				return {
					id,
					title: 'VPC route',
					detail: `${destination} to ${gatewayId} in ${table.name || table.id}`,
					going: 'ours',
					steps: [
						stepOf(deleteRoutes, {
							id,
							detail: `${table.id}: ${destination}`,
							parameters: {RouteTableId: table.id, GatewayId: gatewayId, Destinations: [destination]},
							unlessUsed: {gateway: gatewayId, except: [own.id, ...sharing.map(other => other.id)]},
						}),
					],
					usedBy: users.map(other => other.id),
				};
			}),
	);
}

/** The site's ranges that a tunnel carries; undefined where that is not known. */
function rangesOf(
	{id, routing, ranges}: ExistingConnection,
	gatewayRoutes: readonly GatewayRoute[] | undefined,
): readonly string[] | undefined {
	if (routing === 'policy') return ranges.flatMap(({siteSide}) => siteSide);
	if (routing === 'bgp') return undefined;
	return gatewayRoutes?.filter(({connectionId}) => connectionId === id).map(({destination}) => destination);
}

/** What is not known counts as carried: a route that somebody needs is worse to lose than to keep. */
function mayCarry(
	other: ExistingConnection,
	destination: string,
	gatewayRoutes: readonly GatewayRoute[] | undefined,
): boolean {
	return rangesOf(other, gatewayRoutes)?.some(range => overlaps(range, destination)) ?? true;
}
