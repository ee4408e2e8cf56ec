import type {
	VpnConnection,
	VpnGateway,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {StandingRoute, Unread} from '../../../connection/inventory.ts';
import {printable} from '../../../connection/printable.ts';
import type {CloudGateway, ExistingConnection, Region, RouteTable, SiteGateway} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {orUnread, unlessRefused} from '../../engine/or-unread.ts';
import {notInRegion} from '../../engine/read-back.ts';
import type {CallPlace} from '../wire/call-place.ts';
import type {TencentClient} from '../wire/client.ts';
import {isIsolated} from '../wire/endpoint.ts';
import {allPages, list, number, text} from '../wire/reply.ts';
import {askedBy, type Filter, filters} from './filters.ts';
import {
	type Network,
	toCcnNetwork,
	toCloudGateway,
	toExistingConnection,
	toNetwork,
	toRouteTable,
	toSiteGateway,
} from './from-reply.ts';
import {knownRegions, regionsOf} from './regions.ts';
import {listGatewayRoutes, listRouteTables} from './route-lists.ts';

/** A route of a VPN gateway into a tunnel. */
export interface GatewayRoute {
	readonly destination: string;
	readonly connectionId: string;
	/** Its own id, which a deletion names. */
	readonly id: string;
	/** 0 is the first choice, 100 the second (CreateVpnGatewayRoutes). */
	readonly priority: number;
	readonly enabled: boolean;
}

/** A route of a VPC's route table. */
export interface VpcRoute {
	readonly destination: string;
	readonly target: string;
	/** What a deletion names it by (DeleteRoutes, Routes). */
	readonly key: {readonly RouteId?: number; readonly RouteItemId?: string};
}

/** What hangs on CCNs, by their ids. */
interface CcnNetworks {
	readonly networks: ReadonlyMap<string, Network>;
	/** What the cloud refused to tell of the others. */
	readonly unread: ReadonlyMap<string, readonly Unread[]>;
}

/** Everything that is read of an account. Nothing here decides. */
export class TencentInventory {
	readonly #client: TencentClient;

	constructor(client: TencentClient) {
		this.#client = client;
	}

	/** The API's list; the known regions when this account may not ask for it, or its isolated region has no such list. */
	async regions(signal: AbortSignal): Promise<readonly Region[]> {
		const home = await this.#client.homeRegion();
		const region = isIsolated(home) ? home : '';
		try {
			const reply = await this.#client.read('region', 'DescribeRegions', {Product: 'vpc'}, {region, signal});
			const listed = list(reply.RegionSet).map(region => ({
				id: text(region.Region),
				name: text(region.RegionName),
				state: text(region.RegionState),
			}));
			return regionsOf(listed.filter(({id}) => id !== ''));
		} catch (error) {
			if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
			if (region === '' && (error.info.kind !== 'api' || error.info.retryable)) throw error;
			return knownRegions(`the list could not be read (${error.info.code || error.info.kind}): this is a known one`);
		}
	}

	async vpnGateways(place: CallPlace, wanted: readonly Filter[] = []): Promise<readonly VpnGateway[]> {
		return allPages(
			{call: 'DescribeVpnGateways', id: 'VpnGatewayId', asked: askedBy(wanted)},
			async (Offset, Limit) => {
				const request = {...filters(wanted), Offset, Limit};
				const reply = await this.#client.read('vpc', 'DescribeVpnGateways', request, place);
				return {items: reply.VpnGatewaySet, total: reply.TotalCount};
			},
		);
	}

	/** Gateways with the networks behind them. */
	async cloudGateways(place: CallPlace, id?: string): Promise<readonly CloudGateway[]> {
		const wanted = id === undefined ? [] : [{name: 'vpn-gateway-id', values: [id]}];
		const [gateways, vpcs] = await Promise.all([this.vpnGateways(place, wanted), this.#vpcs(place)]);
		const ccns = await this.#ccns(place, gateways);
		return defined(gateways.map(gateway => toCloudGateway(gateway, new Map([...vpcs, ...ccns.networks]), ccns.unread)));
	}

	async siteGateways(place: CallPlace, wanted: readonly Filter[] = []): Promise<readonly SiteGateway[]> {
		const found = await allPages(
			{call: 'DescribeCustomerGateways', id: 'CustomerGatewayId', asked: askedBy(wanted)},
			async (Offset, Limit) => {
				const request = {...filters(wanted), Offset, Limit};
				const reply = await this.#client.read('vpc', 'DescribeCustomerGateways', request, place);
				return {items: reply.CustomerGatewaySet, total: reply.TotalCount};
			},
		);
		return defined(found.map(toSiteGateway));
	}

	async siteGateway(place: CallPlace, id: string): Promise<SiteGateway | undefined> {
		const gateways = await this.siteGateways(place, [{name: 'customer-gateway-id', values: [id]}]);
		return gateways.find(gateway => gateway.id === id);
	}

	/** Tunnels as the API gives them: they hold their keys in clear, so they must not travel further than their reader. */
	async vpnConnections(place: CallPlace, wanted: readonly Filter[] = []): Promise<readonly VpnConnection[]> {
		return allPages(
			{call: 'DescribeVpnConnections', id: 'VpnConnectionId', asked: askedBy(wanted)},
			async (Offset, Limit) => {
				const request = {...filters(wanted), Offset, Limit};
				const reply = await this.#client.read('vpc', 'DescribeVpnConnections', request, place);
				return {items: reply.VpnConnectionSet, total: reply.TotalCount};
			},
		);
	}

	/** The tunnel of this id, as the API gives it: see `vpnConnections`. */
	async vpnConnection(place: CallPlace, id: string): Promise<VpnConnection | undefined> {
		const tunnels = await this.vpnConnections(place, [{name: 'vpn-connection-id', values: [id]}]);
		return tunnels.find(({VpnConnectionId}) => text(VpnConnectionId) === id);
	}

	/** The same. @throws UserError when it is not there */
	async standingTunnel(place: CallPlace, id: string): Promise<VpnConnection> {
		const tunnel = await this.vpnConnection(place, id);
		if (!tunnel) throw notInRegion('Tencent Cloud', place.region, id);
		return tunnel;
	}

	async connections(place: CallPlace): Promise<readonly ExistingConnection[]> {
		return defined((await this.vpnConnections(place)).map(toExistingConnection));
	}

	/** The routes of a gateway that lead into tunnels. */
	async gatewayRoutes(place: CallPlace, gatewayId: string): Promise<readonly GatewayRoute[]> {
		return (await this.allGatewayRoutes(place, gatewayId)).own;
	}

	/** The same, and how many routes in force BGP has learned by each tunnel: no call tells of its neighbours. Source: vpc 2017-03-12, VpnGatewayRoute, Type. */
	async allGatewayRoutes(
		place: CallPlace,
		gatewayId: string,
	): Promise<{readonly own: readonly GatewayRoute[]; readonly learned: ReadonlyMap<string, number>}> {
		const found = await listGatewayRoutes(this.#client, place, gatewayId);
		const intoTunnels = found.filter(route => text(route.InstanceType) === 'VPNCONN');
		const learned = new Map<string, number>();
		for (const {InstanceId, Type, Status} of intoTunnels) {
			if (text(Type) !== 'BGP' || text(Status) === 'DISABLE') continue;
			learned.set(text(InstanceId), (learned.get(text(InstanceId)) ?? 0) + 1);
		}

		// What BGP learned leads into tunnels too, and is nobody's to delete.
		const own = intoTunnels
			.filter(({Type}) => text(Type) !== 'BGP')
			.map(route => ({
				destination: text(route.DestinationCidrBlock),
				connectionId: text(route.InstanceId),
				id: text(route.RouteId),
				priority: number(route.Priority) ?? 0,
				enabled: text(route.Status) !== 'DISABLE',
			}));
		return {own, learned};
	}

	/** The routes that lead into a tunnel: those of its gateway. Routes of a VPC's tables are not the tunnel's alone. */
	async standingRoutes(place: CallPlace, id: string): Promise<readonly StandingRoute[]> {
		const tunnel = await this.vpnConnection(place, id);
		const routes = tunnel && (await unlessRefused(() => this.gatewayRoutes(place, text(tunnel.VpnGatewayId))));
		return (routes ?? []).filter(({connectionId}) => connectionId === id).map(toStandingRoute);
	}

	async routeTables(place: CallPlace, filter: Filter): Promise<readonly RouteTable[]> {
		return defined((await listRouteTables(this.#client, place, filter)).map(toRouteTable));
	}

	/** The routes of one VPC route table, as a deletion names them. */
	async vpcRoutes(place: CallPlace, tableId: string): Promise<readonly VpcRoute[]> {
		const tables = await listRouteTables(this.#client, place, {name: 'route-table-id', values: [tableId]});
		return tables
			.filter(table => text(table.RouteTableId) === tableId)
			.flatMap(table => list(table.RouteSet))
			.map(route => ({
				destination: text(route.DestinationCidrBlock),
				target: text(route.GatewayId),
				key: {
					...(number(route.RouteId) !== undefined && {RouteId: number(route.RouteId)}),
					...(text(route.RouteItemId) && {RouteItemId: text(route.RouteItemId)}),
				},
			}));
	}

	/** The account's own limits by their API names. */
	async limits(place: CallPlace, types: readonly string[]): Promise<ReadonlyMap<string, number>> {
		const reply = await this.#client.read('vpc', 'DescribeVpcLimits', {LimitTypes: [...types]}, place);
		const limits = new Map<string, number>();
		for (const {LimitType, LimitValue} of list(reply.VpcLimitSet)) {
			const value = number(LimitValue);
			if (value !== undefined) limits.set(text(LimitType), value);
		}

		return limits;
	}

	async #vpcs(place: CallPlace): Promise<ReadonlyMap<string, Network>> {
		const found = await allPages({call: 'DescribeVpcs', id: 'VpcId'}, async (offset, limit) => {
			// This call alone wants its numbers as strings.
			const request = {Offset: String(offset), Limit: String(limit)};
			const reply = await this.#client.read('vpc', 'DescribeVpcs', request, place);
			return {items: reply.VpcSet, total: reply.TotalCount};
		});
		return new Map(found.map(vpc => [text(vpc.VpcId), toNetwork(vpc)]));
	}

	/** Networks behind the CCNs of these gateways; a CCN of another account may not be readable, and is in `unread` then. */
	async #ccns(place: CallPlace, gateways: readonly VpnGateway[]): Promise<CcnNetworks> {
		const ids = new Set(
			gateways.filter(({Type}) => text(Type) === 'CCN').map(gateway => text(gateway.NetworkInstanceId)),
		);
		ids.delete('');
		const networks = new Map<string, Network>();
		const unread = new Map<string, readonly Unread[]>();
		await Promise.all(
			[...ids].map(async id => {
				const refused: Unread[] = [];
				const about = {id: 'networks', what: `the VPCs of ${printable(id, 40)}`, field: 'cloudGateway'};
				const network = await orUnread(this.#ccnNetwork(place, id), about, refused);
				if (network) networks.set(id, network);
				else unread.set(id, refused);
			}),
		);
		return {networks, unread};
	}

	async #ccnNetwork(place: CallPlace, id: string): Promise<Network> {
		const instances = await allPages(
			{call: 'DescribeCcnAttachedInstances', id: 'InstanceId'},
			async (Offset, Limit) => {
				const request = {...filters([{name: 'ccn-id', values: [id]}]), Offset, Limit};
				const reply = await this.#client.read('vpc', 'DescribeCcnAttachedInstances', request, place);
				return {items: reply.InstanceSet, total: reply.TotalCount};
			},
		);
		return toCcnNetwork(instances);
	}
}

/** A route of a gateway, without the tunnel that it leads into. */
export function toStandingRoute({destination, id, priority, enabled}: GatewayRoute): StandingRoute {
	return {destination, id, priority, enabled};
}

function defined<T>(values: readonly (T | undefined)[]): readonly T[] {
	return values.filter(value => value !== undefined);
}
