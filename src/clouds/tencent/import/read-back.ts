import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {checkCidr} from '../../../connection/networks.ts';
import {printable} from '../../../connection/printable.ts';
import type {Imported} from '../../document/foreign.ts';
import {present} from '../../document/present.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import type {TencentConnection, TencentSecurityOptions} from '../document.ts';
import {routeTypes} from '../options.ts';
import {isTencent} from '../own-document.ts';
import {isMixed} from '../plan/compare-routes.ts';
import {tencentPresets} from '../presets.ts';
import {routingOf} from '../read/from-reply.ts';
import type {TencentInventory} from '../read/inventory.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {text} from '../wire/reply.ts';
import {fromTencentRequest} from './from-request.ts';

/**
 * Reads a tunnel into a document: to make another like it, or to keep it.
 * Source: vpc 2017-03-12, DescribeVpnConnections and DescribeVpnGatewayRoutes; its Local is the cloud's side.
 * @param itself the document is to be of this very tunnel: addresses that two can't share come along
 * @throws UserError when it is not in the region, CloudError
 */
export async function readBackTunnel(
	inventory: TencentInventory,
	place: CallPlace,
	id: string,
	itself = false,
): Promise<Imported> {
	const connection = await inventory.standingTunnel(place, id);
	const gatewayId = text(connection.VpnGatewayId);
	const siteId = text(connection.CustomerGatewayId);
	const isStatic = routingOf(connection) === 'static';
	const [routes, gateways, site] = await Promise.all([
		isStatic ? unlessRefused(() => inventory.gatewayRoutes(place, gatewayId)) : undefined,
		unlessRefused(() => inventory.vpnGateways(place, [{name: 'vpn-gateway-id', values: [gatewayId]}])),
		unlessRefused(() => inventory.siteGateway(place, siteId)),
	]);
	const neighbours = {
		routes: routes?.filter(route => route.connectionId === id),
		cloudAddress: text(gateways?.[0]?.PublicIpAddress),
		siteAddress: site?.address ?? '',
	};
	return fromVpnConnection(connection, place.region, neighbours, itself);
}

/** What other calls tell of a tunnel: routes are undefined where they could not be read, addresses are then ''. */
interface Neighbours {
	readonly routes:
		| readonly {readonly destination: string; readonly priority: number; readonly enabled?: boolean}[]
		| undefined;
	readonly cloudAddress: string;
	readonly siteAddress: string;
}

/** Pure. @throws UserError when the API says something that no document can */
export function fromVpnConnection(
	connection: VpnConnection,
	region: string,
	neighbours: Neighbours,
	itself = false,
): Imported {
	const mode = routingOf(connection);
	const {document, leftOut, assumed} = fromTencentRequest(
		{...connection, RouteType: routeTypes[mode], VpnConnectionName: text(connection.VpnConnectionName)},
		region,
	);
	if (!isTencent(document)) throw new Error('a tunnel of Tencent Cloud was read as another cloud’s');
	const isOwn = new Set(['PreShareKey']);
	const own: Imported['leftOut'] = itself
		? [{field: 'PreShareKey', why: 'a key never stands in a document, and what stands keeps its own', stays: true}]
		: [
				{field: 'PreShareKey', why: 'a key is never taken over: a fresh one is generated'},
				...notShared(document, text(connection.VpnConnectionId)),
			];
	const missing = mode === 'static' && !neighbours.routes;
	const ranges = neighbours.routes?.filter(({destination}) => checkCidr(destination) === undefined) ?? [];
	// a document has no word for a route that is turned off: what it names is in force
	const routes = itself ? ranges.filter(({enabled}) => enabled !== false) : ranges;
	const noRanges = (neighbours.routes ?? []).map(({destination}) => destination).filter(prefix => checkCidr(prefix));
	return {
		document: itself ? ofItself(document, {...neighbours, routes}) : another(document, {...neighbours, routes}),
		leftOut: [
			...own,
			...leftOut.filter(({field}) => !isOwn.has(field)),
			...(missing ? [{field: 'Routes', why: 'the gateway’s routes could not be read: add routing.prefixes'}] : []),
			...(mode === 'static' && isMixed(routes)
				? [
						{
							field: 'Priority',
							why: 'the routes have different priorities: a document has one for all, in routing.priority',
						},
					]
				: []),
			...(mode === 'static' ? noRanges : []).map(range => ({
				field: 'Routes',
				why: `the gateway has a route to "${printable(range, 60)}", which is no range`,
			})),
			...ranges
				.filter(route => !routes.includes(route))
				.map(({destination}) => ({field: 'Routes', why: `the route to ${destination} is turned off`})),
		],
		assumed: [
			// The routes have been read: what the request alone cannot say is known here.
			...(mode === 'static' ? [] : assumed),
			...(itself ? [] : assumedOfAnother(document, mode)),
		],
	};
}

/** What is to be seen to before another one like it is made. */
function assumedOfAnother(
	{site, cloudGateway}: TencentConnection,
	mode: ReturnType<typeof routingOf>,
): readonly string[] {
	return [
		`Tencent Cloud has one tunnel between ${site.kind === 'existing' ? site.id : 'a site'} and ${cloudGateway.id}: choose another customer gateway (site) for another one`,
		...(mode === 'policy'
			? ['The SPD ranges must not overlap those of the gateway’s other tunnels: change ranges']
			: []),
	];
}

/** What two tunnels of one gateway cannot have in common, by the names of the API. */
function notShared(document: TencentConnection, id: string): Imported['leftOut'] {
	const {routing, healthCheck} = document;
	const why = (value: string) => `${value} belongs to ${id}: another tunnel needs its own`;
	return [
		...(routing.mode === 'bgp' && routing.tunnelCidr !== undefined
			? [{field: 'BgpConfig', why: why(routing.tunnelCidr)}]
			: []),
		...(healthCheck?.localIp === undefined ? [] : [{field: 'HealthCheckLocalIp', why: why(healthCheck.localIp)}]),
		...(healthCheck?.remoteIp === undefined ? [] : [{field: 'HealthCheckRemoteIp', why: why(healthCheck.remoteIp)}]),
	];
}

/** The document of this very tunnel. */
function ofItself(document: TencentConnection, neighbours: Neighbours): TencentConnection {
	const {routing, security} = document;
	return {
		...document,
		routing: routing.mode === 'static' ? staticRouting(neighbours.routes ?? []) : routing,
		presharedKey: {from: 'generated'},
		security: securityOf(security.options ?? {}, neighbours),
	};
}

function another(document: TencentConnection, neighbours: Neighbours): TencentConnection {
	const {routing, healthCheck, security} = document;
	const {localIp: _local, remoteIp: _remote, ...probes} = healthCheck ?? {enabled: false};
	return {
		...document,
		routing:
			routing.mode === 'static'
				? staticRouting(neighbours.routes ?? [])
				: routing.mode === 'bgp'
					? {mode: 'bgp'}
					: routing,
		...(healthCheck && {healthCheck: probes}),
		presharedKey: {from: 'generated'},
		security: securityOf(security.options ?? {}, neighbours),
	};
}

/** A standby's priority is named; that of a first choice is what a first tunnel gets by itself. */
function staticRouting(routes: NonNullable<Neighbours['routes']>): TencentConnection['routing'] {
	const isStandby = routes.length > 0 && routes.every(({priority}) => priority === 100);
	const prefixes = routes.map(({destination}) => destination);
	return isStandby ? {mode: 'static', prefixes, priority: 100} : {mode: 'static', prefixes};
}

/** The preset that the options are, or all of them by name. Identities that are the gateways' own addresses go: they follow the gateways. */
function securityOf(options: TencentSecurityOptions, neighbours: Neighbours): TencentConnection['security'] {
	const {localIdentity, remoteIdentity, ...crypto} = options;
	const identities = present({
		localIdentity: ownIdentity(localIdentity, neighbours.cloudAddress),
		remoteIdentity: ownIdentity(remoteIdentity, neighbours.siteAddress),
	});
	const preset = (['strong', 'compatible'] as const).find(id => isPreset(crypto, tencentPresets[id]));
	const rest = preset ? identities : {...crypto, ...identities};
	return {preset: preset ?? 'custom', ...(Object.keys(rest).length > 0 && {options: rest})};
}

function ownIdentity(
	identity: TencentSecurityOptions['localIdentity'],
	own: string,
): TencentSecurityOptions['localIdentity'] {
	if (identity?.type !== 'ADDRESS') return identity;
	return identity.address === undefined || identity.address === own ? undefined : identity;
}

function isPreset(options: object, preset: object): boolean {
	const wanted = Object.entries(preset);
	const given = new Map<string, unknown>(Object.entries(options));
	return given.size === wanted.length && wanted.every(([name, value]) => given.get(name) === value);
}
