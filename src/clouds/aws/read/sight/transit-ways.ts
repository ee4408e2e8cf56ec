import {
	DescribeTransitGatewaysCommand,
	DescribeVpnConcentratorsCommand,
	SearchTransitGatewayRoutesCommand,
	type TransitGatewayRoute,
	type VpnConnection,
} from '@aws-sdk/client-ec2';
import {checkCidr, overlaps} from '../../../../connection/networks.ts';
import {cloudError} from '../../../contract/cloud-error.ts';
import type {GatewayTrouble, RouteSight, Unread} from '../../../contract/sight.ts';
import {orUntold} from '../../../engine/or-untold.ts';
import {type AwsReach, ask} from '../../wire/ask.ts';
import {word} from '../../wire/tags.ts';
import {attachmentOf, filter} from '../describe.ts';
import {mostRoutes} from '../read-routes.ts';
import {attachmentPropagations, transitTables} from '../transit-tables.ts';
import {routesTo, stateIn, tablesWith, type Ways} from './vpn-gateway-ways.ts';

/** Where a connection hangs on its transit gateway, by itself or through a concentrator. */
interface Place {
	readonly gatewayId: string;
	readonly attachmentId: string;
	readonly troubles: readonly GatewayTrouble[];
}

/**
 * The ways of a connection on a transit gateway: the routes of its tables into the connection's attachment, and those routes of VPCs to the gateway that
 * lead to one of their ranges. VPCs of other accounts are not seen.
 */
export async function waysByTransit(reach: AwsReach, connection: VpnConnection, unread: Unread[]): Promise<Ways> {
	const place = await orUntold('what joins it to its transit gateway', placeOf(reach, connection), unread);
	const gatewayId = place?.gatewayId ?? word(connection.TransitGatewayId);
	const [state, tables, propagates] = await Promise.all([
		gatewayId ? orUntold(`the state of ${gatewayId}`, stateOf(reach, gatewayId), unread) : undefined,
		gatewayId ? orUntold(`the route tables of ${gatewayId}`, transitTables(reach, gatewayId), unread) : undefined,
		place?.attachmentId
			? orUntold(
					`the route tables that ${place.attachmentId} propagates into`,
					attachmentPropagations(reach, place.attachmentId),
					unread,
				)
			: undefined,
	]);
	const gateways = [
		...(state !== undefined && state !== 'available'
			? [{gateway: gatewayId, kind: 'not available', quote: `State: ${state || 'not listed'}`} as const]
			: []),
		...(place?.troubles ?? []),
	];
	if (!place || !tables) return {routes: undefined, notPropagated: undefined, gateways};
	const inTables = place.attachmentId ? await routesInto(reach, place.attachmentId, tables, unread) : [];
	return {
		routes: inTables && [...inTables, ...(await routesOfVpcs(reach, gatewayId, inTables, unread))],
		// of static routes the gateway learns nothing, so there is nothing to propagate
		notPropagated: connection.Options?.StaticRoutesOnly
			? []
			: propagates && tables.filter(table => !propagates.includes(table)),
		gateways,
	};
}

async function placeOf(reach: AwsReach, connection: VpnConnection): Promise<Place> {
	const concentratorId = word(connection.VpnConcentratorId);
	const attachment = await attachmentOf(reach, word(connection.VpnConnectionId), word(connection.TransitGatewayId));
	const attachmentId = word(attachment?.TransitGatewayAttachmentId);
	const gatewayId = word(attachment?.TransitGatewayId ?? connection.TransitGatewayId);
	if (concentratorId === '')
		return {gatewayId, attachmentId, troubles: attachmentTrouble(gatewayId, attachmentId, attachment?.State)};
	const command = new DescribeVpnConcentratorsCommand({VpnConcentratorIds: [concentratorId]});
	const [found] = (await ask(reach, 'DescribeVpnConcentrators', command)).VpnConcentrators ?? [];
	const quote = `State: ${word(found?.State) || 'not listed'}`;
	return {
		// no page says whether the connections of a concentrator have attachments of their own, or share its one
		gatewayId: gatewayId || word(found?.TransitGatewayId),
		attachmentId: attachmentId || word(found?.TransitGatewayAttachmentId),
		troubles: found?.State === 'available' ? [] : [{gateway: concentratorId, kind: 'not available', quote}],
	};
}

function attachmentTrouble(gateway: string, id: string, state: string | undefined): readonly GatewayTrouble[] {
	if (state === 'available') return [];
	const quote = id ? `${id} State: ${word(state) || 'not told'}` : 'no attachment of the connection is listed';
	return [{gateway, kind: 'not available', quote}];
}

async function stateOf(reach: AwsReach, id: string): Promise<string> {
	const command = new DescribeTransitGatewaysCommand({Filters: [filter('transit-gateway-id', id)]});
	return word((await ask(reach, 'DescribeTransitGateways', command)).TransitGateways?.[0]?.State);
}

/** The routes of the gateway's tables into an attachment; undefined where none of the tables could be read. */
async function routesInto(
	reach: AwsReach,
	attachmentId: string,
	tables: readonly string[],
	unread: Unread[],
): Promise<readonly RouteSight[] | undefined> {
	const read = await Promise.all(
		tables.map(table => orUntold(`the routes of ${table}`, search(reach, attachmentId, table, unread), unread)),
	);
	const known = read.filter(routes => routes !== undefined);
	return known.length === 0 && tables.length > 0 ? undefined : known.flat();
}

/** Source: EC2 API, SearchTransitGatewayRoutes; TransitGatewayRoute, Type static | propagated and State. */
async function search(
	reach: AwsReach,
	attachmentId: string,
	table: string,
	unread: Unread[],
): Promise<readonly RouteSight[]> {
	const call = 'SearchTransitGatewayRoutes';
	const command = new SearchTransitGatewayRoutesCommand({
		TransitGatewayRouteTableId: table,
		MaxResults: mostRoutes,
		Filters: [filter('attachment.transit-gateway-attachment-id', attachmentId)],
	});
	const reply = await ask(reach, call, command);
	if (reply.AdditionalRoutesAvailable)
		unread.push({
			what: `all routes of ${table}`,
			error: cloudError('aws', {call, says: `There are more than the ${mostRoutes} that one search gives`}).info,
		});
	return (reply.Routes ?? []).filter(({State}) => !/^delet/.test(State ?? '')).map(route => routeIn(route, table));
}

function routeIn(route: TransitGatewayRoute, table: string): RouteSight {
	return {
		destination: word(route.DestinationCidrBlock || route.PrefixListId),
		table,
		origin: route.Type === 'static' ? 'static' : 'learned',
		...stateIn(route.State),
	};
}

/** The routes of this account's VPCs to the gateway that hold one of its ranges: all others lead somewhere else. */
async function routesOfVpcs(
	reach: AwsReach,
	gatewayId: string,
	beyond: readonly RouteSight[],
	unread: Unread[],
): Promise<readonly RouteSight[]> {
	if (beyond.length === 0) return [];
	const what = `the VPCs’ routes to ${gatewayId}`;
	const tables = await orUntold(what, tablesWith(reach, 'route.transit-gateway-id', gatewayId), unread);
	return (tables ?? [])
		.flatMap(table => routesTo(table, ({TransitGatewayId}) => TransitGatewayId === gatewayId))
		.filter(({destination}) => beyond.some(route => meet(route.destination, destination)));
}

/** What is no IPv4 range, as a prefix list, may hold anything. */
function meet(one: string, other: string): boolean {
	if (checkCidr(one) !== undefined || checkCidr(other) !== undefined) return true;
	return overlaps(one, other);
}
