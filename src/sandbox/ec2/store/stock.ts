import {idOf} from '../protocol/ids.ts';
import {ipsecDown, tunnelUp} from '../tunnel/tunnel-states.ts';
import {buildConnection} from '../vpn-connection/build-connection.ts';
import {connectionOptionsOf} from '../vpn-connection/connection-input.ts';
import {defaultAsn} from './limits.ts';
import type {
	CustomerGateway,
	RegionHoldings,
	Route,
	RouteTable,
	TransitGateway,
	TunnelStatus,
	Vpc,
	VpnConnection,
	VpnGateway,
} from './resources.ts';
import {Timeline} from './timeline.ts';

/*
 * Puts into a region what was there before the sandbox started. Everything is given by name; ids follow from the names
 * unless one is asked for.
 */

const dayMs = 24 * 60 * 60 * 1000;

export interface Stock {
	readonly region: RegionHoldings;
	/** When the sandbox started, cloud-clock ms. */
	readonly start: number;
}

function named(name: string, tags: Readonly<Record<string, string>> = {}): Map<string, string> {
	return new Map(Object.entries(name === '' ? tags : {Name: name, ...tags}));
}

/** A settled value, as it has been for a month. */
function settled<T>(start: number, value: T): Timeline<T> {
	return new Timeline(start - 30 * dayMs, value);
}

export function addVpc({region, start}: Stock, name: string, cidrs: readonly string[], isDefault = false): Vpc {
	const vpc: Vpc = {
		id: idOf('vpc', `${region.name} ${name}`),
		cidrs,
		isDefault,
		state: settled<'available'>(start, 'available'),
		tags: named(isDefault ? '' : name, isDefault ? {} : {Environment: name}),
	};
	region.vpcs.set(vpc.id, vpc);
	return vpc;
}

export function addRouteTable(
	{region}: Stock,
	name: string,
	vpc: Vpc,
	more: {readonly main?: boolean; readonly routes?: readonly Route[]; readonly propagates?: readonly VpnGateway[]} = {},
): RouteTable {
	const local: Route[] = vpc.cidrs.map(destination => ({
		destination,
		target: {kind: 'gateway', id: 'local'},
		origin: 'CreateRouteTable',
	}));
	const id = idOf('rtb', `${region.name} ${name}`);
	const table: RouteTable = {
		id,
		vpcId: vpc.id,
		main: more.main ?? false,
		subnetIds: more.main ? [] : [idOf('subnet', `${id} a`), idOf('subnet', `${id} b`)],
		routes: [...local, ...(more.routes ?? [])],
		propagatingGatewayIds: new Set(more.propagates?.map(gateway => gateway.id)),
		tags: named(name),
	};
	region.routeTables.set(table.id, table);
	return table;
}

const elsewhere = (kind: 'gateway' | 'nat', prefix: string, {region}: Stock, name: string): Route => ({
	destination: '0.0.0.0/0',
	target: {kind, id: idOf(prefix, `${region.name} ${name}`)},
	origin: 'CreateRoute',
});

export const toInternet = (stock: Stock, name: string): Route => elsewhere('gateway', 'igw', stock, name);
export const toNat = (stock: Stock, name: string): Route => elsewhere('nat', 'nat', stock, name);

export function addVpnGateway(
	{region, start}: Stock,
	name: string,
	more: {
		readonly id?: string;
		readonly asn?: number;
		readonly vpc?: Vpc;
		readonly state?: 'pending' | 'available' | 'deleting' | 'deleted';
		readonly tags?: Readonly<Record<string, string>>;
	} = {},
): VpnGateway {
	const gateway: VpnGateway = {
		id: more.id ?? idOf('vgw', `${region.name} ${name}`),
		asn: more.asn ?? defaultAsn,
		availabilityZone: undefined,
		state: settled(start, more.state ?? 'available'),
		attachments: more.vpc ? [{vpcId: more.vpc.id, state: settled<'attached'>(start, 'attached')}] : [],
		tags: named(name, more.tags),
	};
	region.vpnGateways.set(gateway.id, gateway);
	return gateway;
}

export function addTransitGateway(
	{region, start}: Stock,
	name: string,
	more: {
		readonly id?: string;
		readonly asn?: number;
		readonly vpcs?: readonly Vpc[];
		readonly cidrBlocks?: readonly string[];
		readonly state?: 'available' | 'deleting';
	} = {},
): TransitGateway {
	const routeTableId = idOf('tgw-rtb', `${region.name} ${name}`);
	const gateway: TransitGateway = {
		id: more.id ?? idOf('tgw', `${region.name} ${name}`),
		asn: more.asn ?? defaultAsn,
		description: name,
		createdAt: start - 200 * dayMs,
		ecmp: true,
		cidrBlocks: more.cidrBlocks ?? [],
		routeTableId,
		defaultTables: {association: routeTableId, propagation: routeTableId},
		state: settled(start, more.state ?? 'available'),
		tags: named(name),
	};
	region.transitGateways.set(gateway.id, gateway);
	region.transitGatewayRouteTables.set(gateway.routeTableId, {
		id: gateway.routeTableId,
		transitGatewayId: gateway.id,
		createdAt: gateway.createdAt,
		state: settled<'available'>(start, 'available'),
		tags: new Map(),
	});
	for (const vpc of more.vpcs ?? []) addTransitGatewayAttachment({region, start}, gateway, 'vpc', vpc.id);
	return gateway;
}

/** Returns the attachment's id. */
export function addTransitGatewayAttachment(
	{region, start}: Stock,
	gateway: TransitGateway,
	resourceType: 'vpc' | 'vpn-concentrator' | 'direct-connect-gateway',
	resourceId: string,
): string {
	const id = idOf('tgw-attach', `${gateway.id} ${resourceId}`);
	region.transitGatewayAttachments.set(id, {
		id,
		transitGatewayId: gateway.id,
		resourceType,
		resourceId,
		subnetIds: resourceType === 'vpc' ? [idOf('subnet', `${resourceId} a`)] : [],
		association: {routeTableId: gateway.routeTableId, state: settled<'associated'>(start, 'associated')},
		propagates: new Set([gateway.routeTableId]),
		createdAt: start - 100 * dayMs,
		state: settled<'available'>(start, 'available'),
		tags: new Map(),
	});
	return id;
}

export function addConcentrator(stock: Stock, name: string, gateway: TransitGateway): void {
	const {region, start} = stock;
	const id = idOf('vcn', `${region.name} ${name}`);
	region.vpnConcentrators.set(id, {
		id,
		transitGatewayId: gateway.id,
		transitGatewayAttachmentId: addTransitGatewayAttachment(stock, gateway, 'vpn-concentrator', id),
		state: settled(start, 'available'),
		tags: named(name),
	});
}

export function addCustomerGateway(
	{region, start}: Stock,
	name: string,
	more: {
		readonly asn: number;
		readonly address?: string;
		readonly id?: string;
		readonly deviceName?: string;
		readonly certificateArn?: string;
		readonly state?: 'available' | 'deleted';
	},
): CustomerGateway {
	const {asn, address, deviceName, certificateArn} = more;
	const gateway: CustomerGateway = {
		id: more.id ?? idOf('cgw', `${region.name} ${name}`),
		asn,
		knownFrom: start - 30 * dayMs,
		// One that is gone went a moment ago: it is still listed for a while.
		state:
			more.state === 'deleted' ? new Timeline<'deleted'>(start, 'deleted') : settled<'available'>(start, 'available'),
		tags: named(name),
		ipAddress: address,
		deviceName,
		certificateArn,
	};
	region.customerGateways.set(gateway.id, gateway);
	return gateway;
}

/** A connection that has long been there. `up` says how long each tunnel has been in its state, in days; a minus sign means DOWN. */
export function addConnection(
	{region, start}: Stock,
	name: string,
	gateway: CustomerGateway,
	more: {
		readonly id?: string;
		readonly vpnGateway?: VpnGateway;
		readonly transitGateway?: TransitGateway;
		readonly prefixes?: readonly string[];
		readonly up: readonly [number, number];
		readonly deleted?: boolean;
	},
): VpnConnection {
	const {vpnGateway, transitGateway, prefixes, up} = more;
	const id = more.id ?? idOf('vpn', `${region.name} ${name}`);
	const createdAt = start - 30 * dayMs;
	const isStatic = prefixes !== undefined;
	const connection = buildConnection(
		{
			id,
			attachmentId: idOf('tgw-attach', id),
			target: vpnGateway
				? {kind: 'vgw', asn: vpnGateway.asn, vpnGatewayId: vpnGateway.id}
				: transitGateway
					? {kind: 'tgw', asn: transitGateway.asn, transitGatewayId: transitGateway.id}
					: {kind: 'none', asn: defaultAsn},
			gateway,
			options: connectionOptionsOf({StaticRoutesOnly: isStatic}),
			tunnels: [],
			keyStorage: 'Standard',
			tags: named(name),
			fingerprint: `stock ${id}`,
		},
		region,
		createdAt,
	);
	connection.tunnels.forEach(({status}, index) => {
		const days = up[index] ?? 0;
		const value: TunnelStatus = days < 0 ? ipsecDown : tunnelUp(isStatic);
		status.set(start - Math.abs(days) * dayMs, value);
	});
	for (const destination of prefixes ?? [])
		connection.routes.push({destination, state: new Timeline<'available'>(createdAt, 'available')});
	if (more.deleted) connection.state.set(start, 'deleted');
	return connection;
}
