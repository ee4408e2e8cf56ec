import type {ConnectionDraft} from '../../../connection/document.ts';
import type {Unread} from '../../../connection/inventory.ts';
import type {CloudGateway, ExistingConnection, Facts, RouteTable} from '../../contract/cloud.ts';
import {orUnread} from '../../engine/or-unread.ts';
import {isTencent, type TencentDraft} from '../own-document.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {type TencentInventory, toStandingRoute} from './inventory.ts';
import {limitTypes, quotasOf} from './quotas.ts';
import {siteGatewayOf} from './site.ts';

/** The reads that a draft's answers make knowable, each under way; undefined where nothing is known to read yet. */
export interface Reads {
	readonly gateway: Promise<CloudGateway | undefined>;
	readonly siteGateways: Promise<NonNullable<Facts['siteGateways']>>;
	readonly connections: Promise<readonly ExistingConnection[]>;
	readonly limits: Promise<ReadonlyMap<string, number> | undefined>;
	readonly routeTables: Promise<readonly RouteTable[] | undefined>;
	/** What was refused and is not needed; whole once all the others have ended. */
	readonly unread: readonly Unread[];
}

/** Starts every read at once. A failed one rejects when it is awaited, and nowhere else. */
export function startReads(inventory: TencentInventory, draft: TencentDraft, place: CallPlace): Reads {
	const gatewayId = draft.cloudGateway?.id;
	const vpcId = draft.cloudGateway?.kind === 'vpc' ? draft.cloudGateway.vpcId : undefined;
	const unread: Unread[] = [];
	const reads = {
		gateway: gatewayId === undefined ? Promise.resolve(undefined) : readGateway(inventory, place, gatewayId),
		siteGateways: inventory.siteGateways(place),
		connections: readConnections(inventory, place, draft, unread),
		// Limits and route tables are good to know: an account that may not read them can still make a tunnel.
		limits: orUnread(inventory.limits(place, limitTypes), {id: 'limits', what: 'the account’s limits'}, unread),
		routeTables:
			vpcId === undefined
				? Promise.resolve(undefined)
				: orUnread(
						inventory.routeTables(place, {name: 'vpc-id', values: [vpcId]}),
						{id: 'route-tables', what: 'route tables of the VPC'},
						unread,
					),
	};
	// Whoever awaits one and leaves must not turn the failure of another into an unhandled one.
	for (const reading of Object.values(reads)) reading.catch(() => {});
	return {...reads, unread};
}

/** What rules and plan need to know for a draft: only what its answers make knowable. @throws CloudError */
export async function readFacts(
	inventory: TencentInventory,
	draft: ConnectionDraft,
	signal: AbortSignal,
): Promise<Facts> {
	if (!isTencent(draft) || !draft.region) return {};
	return gatherFacts(draft, startReads(inventory, draft, {region: draft.region, signal}));
}

/** All reads together. @throws CloudError the first that failed */
export async function gatherFacts(draft: TencentDraft, reads: Reads): Promise<Facts> {
	const [cloudGateway, siteGateways, connections, limits, routeTables] = await Promise.all([
		reads.gateway,
		reads.siteGateways,
		reads.connections,
		reads.limits,
		reads.routeTables,
	]);
	const unread = [...(cloudGateway?.unreadParts ?? []), ...reads.unread];
	const facts: Facts = {
		...(cloudGateway && {cloudGateway}),
		siteGateways,
		connections,
		...(routeTables && {routeTables}),
		...(unread.length > 0 && {unread}),
		readAt: Date.now(),
	};
	const siteGateway = siteGatewayOf(draft, facts);
	return {
		...facts,
		...(siteGateway && {siteGateway}),
		quotas: quotasOf(draft, siteGateway?.id, limits, connections, siteGateways, routeTables),
	};
}

/** A gateway that is not there is a fact too: it comes back as one that can't be chosen. */
async function readGateway(inventory: TencentInventory, place: CallPlace, id: string): Promise<CloudGateway> {
	const [gateway] = await inventory.cloudGateways(place, id);
	return (
		gateway ?? {
			id,
			name: '',
			kind: 'vpc',
			state: missingState,
			selectable: false,
			reason: `there is no VPN gateway ${id} in ${place.region}`,
			networks: [],
			attachedTo: '',
			bgp: false,
		}
	);
}

/** The state of a gateway that was looked for and is not there. */
const missingState = 'not found';

/** Tunnels, those of the draft's gateway with the prefixes that its routes lead into them, or how many BGP has learned by them. */
async function readConnections(
	inventory: TencentInventory,
	place: CallPlace,
	draft: TencentDraft,
	unread: Unread[],
): Promise<readonly ExistingConnection[]> {
	const gatewayId = draft.cloudGateway?.id;
	const connections = await inventory.connections(place);
	const routed = connections.some(tunnel => tunnel.cloudGatewayId === gatewayId && tunnel.routing !== 'policy');
	if (gatewayId === undefined || !routed) return connections;
	const routes = await orUnread(
		inventory.allGatewayRoutes(place, gatewayId),
		{id: 'gateway-routes', what: 'routes of the VPN gateway', field: 'routing.prefixes'},
		unread,
	);
	if (!routes) return connections;
	return connections.map(tunnel => {
		if (tunnel.cloudGatewayId !== gatewayId || tunnel.routing === 'policy') return tunnel;
		const acceptedRoutes = routes.learned.get(tunnel.id) ?? 0;
		if (tunnel.routing === 'bgp') return {...tunnel, tunnels: tunnel.tunnels?.map(end => ({...end, acceptedRoutes}))};
		const own = routes.own.filter(route => route.connectionId === tunnel.id);
		const siteSide = own.map(({destination}) => destination);
		return {
			...tunnel,
			routes: own.map(toStandingRoute),
			...(siteSide.length > 0 && {ranges: [{cloudSide: '0.0.0.0/0', siteSide}]}),
		};
	});
}
