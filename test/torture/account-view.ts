import {
	DescribeCustomerGatewaysCommand,
	DescribeRouteTablesCommand,
	DescribeTransitGatewayRouteTablesCommand,
	DescribeVpnConnectionsCommand,
	DescribeVpnGatewaysCommand,
	EC2Client,
	SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import {runTag} from '../../src/clouds/aws/wire/tags.ts';
import {TencentInventory} from '../../src/clouds/tencent/read/inventory.ts';
import {TencentClient} from '../../src/clouds/tencent/wire/client.ts';

/** What an account holds, without the ids that differ from run to run, sorted; and the ids of what can be made. */
export interface View {
	readonly things: readonly string[];
	readonly ids: ReadonlySet<string>;
}

export type Env = Readonly<Record<string, string>>;

/** @param keys the names of keys that the case knows, by the key; others are `another key` */
export function viewOf(
	cloud: string,
	region: string,
	env: Env,
	keys: ReadonlyMap<string, string> = new Map(),
): Promise<View> {
	return cloud === 'aws' ? viewAws(region, env, keys) : viewTencent(region, env, keys);
}

function keyName(key: string | undefined, keys: ReadonlyMap<string, string>): string {
	return key ? (keys.get(key) ?? 'another key') : 'no key';
}

const goes = /^(delet|detach)/;

async function viewAws(region: string, env: Env, keys: ReadonlyMap<string, string>): Promise<View> {
	// as the program does: the SDK would write about the version of Node between the lines of the table
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
	const client = new EC2Client({
		region,
		endpoint: env.AWS_ENDPOINT_URL_EC2 ?? '',
		credentials: {accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? ''},
	});
	try {
		const [connections, sites, gateways, tables, transit] = await Promise.all([
			client.send(new DescribeVpnConnectionsCommand({})),
			client.send(new DescribeCustomerGatewaysCommand({})),
			client.send(new DescribeVpnGatewaysCommand({})),
			client.send(new DescribeRouteTablesCommand({})),
			client.send(new DescribeTransitGatewayRouteTablesCommand({})),
		]);
		const name = (tags: readonly {Key?: string; Value?: string}[] | undefined) =>
			tags?.find(({Key}) => Key === 'Name')?.Value ?? '';
		const living = <Item extends {readonly State?: string}>(items: readonly Item[] | undefined) =>
			(items ?? []).filter(({State}) => !goes.test(State ?? ''));
		const addresses = new Map((sites.CustomerGateways ?? []).map(site => [site.CustomerGatewayId, site.IpAddress]));
		const names = new Map((gateways.VpnGateways ?? []).map(gateway => [gateway.VpnGatewayId, name(gateway.Tags)]));
		const connectionNames = new Map(
			(connections.VpnConnections ?? []).map(vpn => [vpn.VpnConnectionId, name(vpn.Tags)]),
		);
		const routes = await Promise.all(
			(transit.TransitGatewayRouteTables ?? []).map(async ({TransitGatewayRouteTableId}) => {
				const Filters = [{Name: 'type', Values: ['static']}];
				const found = await client.send(new SearchTransitGatewayRoutesCommand({TransitGatewayRouteTableId, Filters}));
				return (found.Routes ?? []).map(route => {
					const resource = route.TransitGatewayAttachments?.[0]?.ResourceId ?? '';
					return `transit route ${route.DestinationCidrBlock} to ${connectionNames.get(resource) ?? resource}`;
				});
			}),
		);
		const things = [
			...living(connections.VpnConnections).map(
				vpn =>
					`connection ${name(vpn.Tags)} of ${addresses.get(vpn.CustomerGatewayId ?? '')}: ${living(vpn.Routes)
						.map(({DestinationCidrBlock}) => DestinationCidrBlock)
						.sort()
						.join()}`,
			),
			...living(connections.VpnConnections).flatMap(vpn => [
				...(vpn.Tags ?? [])
					.filter(({Key}) => Key !== 'Name' && Key !== runTag)
					.map(({Key, Value}) => `tag ${Key}=${Value} of ${name(vpn.Tags)}`),
				// AWS gives its tunnels back in any order
				...(vpn.Options?.TunnelOptions ?? []).map(
					tunnel =>
						`tunnel of ${name(vpn.Tags)}: DPD ${tunnel.DpdTimeoutSeconds ?? 30}, ${keyName(tunnel.PreSharedKey, keys)}`,
				),
			]),
			...living(sites.CustomerGateways).map(site => `customer gateway ${site.IpAddress} ${site.BgpAsn}`),
			...living(gateways.VpnGateways).map(
				gateway =>
					`gateway ${name(gateway.Tags)} at ${living(gateway.VpcAttachments)
						.map(({VpcId}) => VpcId)
						.join()}`,
			),
			...(tables.RouteTables ?? []).flatMap(table =>
				(table.PropagatingVgws ?? []).map(
					({GatewayId}) => `${table.RouteTableId} learns from ${names.get(GatewayId ?? '')}`,
				),
			),
			...routes.flat(),
		];
		const ids = [
			...living(connections.VpnConnections).map(({VpnConnectionId}) => VpnConnectionId),
			...living(sites.CustomerGateways).map(({CustomerGatewayId}) => CustomerGatewayId),
			...living(gateways.VpnGateways).map(({VpnGatewayId}) => VpnGatewayId),
		];
		return {things: things.sort(), ids: new Set(ids.map(String))};
	} finally {
		client.destroy();
	}
}

async function viewTencent(region: string, env: Env, keys: ReadonlyMap<string, string>): Promise<View> {
	const client = new TencentClient({env, sandbox: true});
	const inventory = new TencentInventory(client);
	const place = {region, signal: new AbortController().signal};
	try {
		const [connections, sites, gateways] = await Promise.all([
			inventory.vpnConnections(place),
			inventory.siteGateways(place),
			inventory.vpnGateways(place),
		]);
		const living = connections.filter(({State}) => State !== 'DELETING');
		const names = new Map(living.map(vpn => [vpn.VpnConnectionId, vpn.VpnConnectionName]));
		const addresses = new Map(sites.map(({id, address}) => [id, address]));
		const vpcs = new Set(gateways.map(({VpcId}) => VpcId).filter(Boolean));
		const [gatewayRoutes, tables] = await Promise.all([
			Promise.all(gateways.map(({VpnGatewayId}) => inventory.gatewayRoutes(place, VpnGatewayId ?? ''))),
			Promise.all([...vpcs].map(vpc => inventory.routeTables(place, {name: 'vpc-id', values: [vpc ?? '']}))),
		]);
		const things = [
			...living.map(vpn => `connection ${vpn.VpnConnectionName} of ${addresses.get(vpn.CustomerGatewayId ?? '')}`),
			...living.flatMap(vpn => [
				...(vpn.TagSet ?? []).map(({Key, Value}) => `tag ${Key}=${Value} of ${vpn.VpnConnectionName}`),
				`tunnel of ${vpn.VpnConnectionName}: DPD ${vpn.DpdTimeout}, ${keyName(vpn.PreShareKey, keys)}`,
			]),
			...sites.map(({name, address}) => `customer gateway ${name} ${address}`),
			...gatewayRoutes
				.flat()
				.map(
					({destination, connectionId, enabled}) =>
						`gateway route ${destination} to ${names.get(connectionId)}${enabled === false ? ', turned off' : ''}`,
				),
			...tables
				.flat()
				.flatMap(({id, routes}) => routes.map(({destination, target}) => `${id}: ${destination} to ${target}`)),
		];
		const ids = [...living.map(({VpnConnectionId}) => String(VpnConnectionId)), ...sites.map(({id}) => id)];
		return {things: things.sort(), ids: new Set(ids)};
	} finally {
		client.close();
	}
}

/** How the second account differs from what the first says, thing by thing. */
export function difference(wanted: View, found: View): readonly string[] {
	const all = new Set([...wanted.things, ...found.things]);
	const count = (view: View, thing: string) => view.things.filter(one => one === thing).length;
	return [...all].flatMap(thing => {
		const [want, have] = [count(wanted, thing), count(found, thing)];
		return want === have ? [] : [`"${thing}" exists ${have} times, not ${want}`];
	});
}
