import type {VpnConnection} from '@aws-sdk/client-ec2';
import type {StandingTunnel} from '../../../connection/inventory.ts';
import type {ExistingConnection} from '../../contract/cloud.ts';
import {notInRegion} from '../../engine/read-back.ts';
import type {AwsReach} from '../wire/ask.ts';
import {nameOf, word} from '../wire/tags.ts';
import {describeVpnConnections, vpnConnection} from './describe.ts';
import {settingsOf} from './settings.ts';
import {tunnelsOf} from './tunnel-statuses.ts';

const everything = '0.0.0.0/0';

/** One connection. AWS tells of a deleted one for about an hour. @throws UserError when it is not there (any more), CloudError */
export async function standingConnection(reach: AwsReach, id: string): Promise<VpnConnection> {
	const connection = await vpnConnection(reach, id);
	const deleted = connection?.State === 'deleted';
	if (!connection || deleted) throw notInRegion('AWS', reach.region, id, {deleted});
	return connection;
}

/** Every VPN connection of the region that is not deleted. */
export async function readConnections(reach: AwsReach): Promise<readonly ExistingConnection[]> {
	const connections = await describeVpnConnections(reach);
	return connections.filter(({State}) => State !== 'deleted').map(toExistingConnection);
}

/** A connection as rules, plan and comparison need it. Pure. */
export function toExistingConnection(connection: VpnConnection): ExistingConnection {
	const cloudGatewayId = cloudGatewayIdOf(connection);
	const siteGatewayId = word(connection.CustomerGatewayId);
	return {
		id: word(connection.VpnConnectionId),
		name: nameOf(connection.Tags),
		state: word(connection.State),
		...(cloudGatewayId ? {cloudGatewayId} : {}),
		...(siteGatewayId ? {siteGatewayId} : {}),
		routing: connection.Options?.StaticRoutesOnly ? 'static' : 'bgp',
		...(connection.Options?.EnableAcceleration ? {accelerated: true} : {}),
		ranges: rangesOf(connection),
		insideCidrs: (connection.Options?.TunnelOptions ?? [])
			.flatMap(tunnel => [word(tunnel.TunnelInsideCidr), word(tunnel.TunnelInsideIpv6Cidr)])
			.filter(Boolean),
		settings: settingsOf(connection),
		tunnels: standingTunnels(connection),
		...(connection.Options?.StaticRoutesOnly && !connection.TransitGatewayId
			? {routes: staticPrefixes(connection).map(destination => ({destination}))}
			: {}),
	};
}

/** In the order of the status. How many routes it accepts says something with BGP alone. */
function standingTunnels(connection: VpnConnection): readonly StandingTunnel[] {
	const isStatic = connection.Options?.StaticRoutesOnly ?? false;
	return tunnelsOf(connection).map(({key, state, acceptedRoutes}) => ({
		key,
		state,
		...(isStatic || acceptedRoutes === undefined ? {} : {acceptedRoutes}),
	}));
}

export function cloudGatewayIdOf(
	connection: Pick<VpnConnection, 'VpnGatewayId' | 'TransitGatewayId' | 'VpnConcentratorId'>,
): string {
	return word(connection.VpnConcentratorId || connection.TransitGatewayId || connection.VpnGatewayId);
}

/** The ranges of its own static routes; of one on a transit gateway they stand in that one's tables. */
export function staticPrefixes({Routes: routes = []}: VpnConnection): readonly string[] {
	return routes
		.filter(({State}) => State !== 'deleted' && State !== 'deleting')
		.map(route => word(route.DestinationCidrBlock))
		.filter(Boolean);
}

/** AWS's Local is the site's side, Remote the cloud's. */
function rangesOf(connection: VpnConnection): ExistingConnection['ranges'] {
	const prefixes = staticPrefixes(connection);
	if (connection.Options?.StaticRoutesOnly)
		return prefixes.length > 0 ? [{cloudSide: everything, siteSide: prefixes}] : [];
	return [
		{
			cloudSide: word(connection.Options?.RemoteIpv4NetworkCidr) || everything,
			siteSide: [word(connection.Options?.LocalIpv4NetworkCidr) || everything],
		},
	];
}
