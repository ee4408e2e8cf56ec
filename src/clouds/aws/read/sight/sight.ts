import type {VpnConnection} from '@aws-sdk/client-ec2';
import type {ConnectionSight, Unread} from '../../../contract/sight.ts';
import type {AwsReach} from '../../wire/ask.ts';
import {word} from '../../wire/tags.ts';
import {standingConnection} from '../vpn-connections.ts';
import {waysByTransit} from './transit-ways.ts';
import {readTunnelSights} from './tunnel-sights.ts';
import {type Ways, waysByVpnGateway} from './vpn-gateway-ways.ts';

/**
 * What AWS tells of one connection beside its status: what its tunnels negotiated, the ways to the site, and the gateway's own trouble.
 * @throws UserError when it is not in the region, CloudError when it can't be read itself
 */
export async function readSight(reach: AwsReach, id: string): Promise<ConnectionSight> {
	const connection = await standingConnection(reach, id);
	const unread: Unread[] = [];
	const [tunnels, ways] = await Promise.all([
		readTunnelSights(reach, connection, unread),
		waysOf(reach, connection, unread),
	]);
	// rebuilt: a piece of text keeps the whole answer that it was cut from, and the keys that stand in it
	return structuredClone({at: Date.now(), tunnels, ...ways, unread});
}

function waysOf(reach: AwsReach, connection: VpnConnection, unread: Unread[]): Promise<Ways> | Ways {
	const {VpnGatewayId, TransitGatewayId, VpnConcentratorId, CoreNetworkArn} = connection;
	if (word(VpnConcentratorId || TransitGatewayId) !== '') return waysByTransit(reach, connection, unread);
	if (word(VpnGatewayId) !== '') return waysByVpnGateway(reach, connection, unread);
	// the routes of a core network are another service's
	if (word(CoreNetworkArn) !== '') return {routes: undefined, notPropagated: undefined, gateways: []};
	return {routes: [], notPropagated: [], gateways: []};
}
