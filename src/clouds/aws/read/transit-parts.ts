import type {Unread} from '../../../connection/inventory.ts';
import type {CloudGateway, ExistingConnection} from '../../contract/cloud.ts';
import {orUnread} from '../../engine/or-unread.ts';
import type {AwsReach} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';
import {notRead} from './cloud-gateways.ts';
import {attachmentOf} from './describe.ts';
import {transitTableRoutes} from './read-routes.ts';

/** A connection on a transit gateway with what stands beside it: its attachment, and the static routes into it. Others are as they were. */
export async function withTransitParts(
	reach: AwsReach,
	connection: ExistingConnection | undefined,
	gateway: CloudGateway | undefined,
	unread: Unread[],
): Promise<ExistingConnection | undefined> {
	if (!connection || gateway?.kind !== 'tgw') return connection;
	const tableId = gateway.routeTableId;
	// which table the routes stand in is told by the list of gateways alone
	if (connection.routing === 'static' && gateway.state === notRead)
		unread.push({
			id: 'transit-routes',
			what: `the routes of ${gateway.id}`,
			field: 'routing.prefixes',
			why: gateway.reason ?? '',
			...(gateway.permissions ? {permissions: gateway.permissions} : {}),
		});
	const isRouted = connection.routing === 'static' && tableId !== undefined;
	const [attachment, routes] = await Promise.all([
		orUnread(
			readAttachment(reach, connection.id, gateway.id),
			{id: 'attachment', what: 'its transit gateway attachment'},
			unread,
		),
		isRouted
			? orUnread(
					transitTableRoutes(reach, connection.id, tableId),
					{id: 'transit-routes', what: `routes of ${tableId}`, field: 'routing.prefixes'},
					unread,
				)
			: undefined,
	]);
	return {...connection, ...(attachment ? {attachment} : {}), ...(routes ? {routes} : {})};
}

async function readAttachment(
	reach: AwsReach,
	connectionId: string,
	gatewayId: string,
): Promise<ExistingConnection['attachment']> {
	const found = await attachmentOf(reach, connectionId, gatewayId);
	if (!found?.TransitGatewayAttachmentId) return undefined;
	const tags = (found.Tags ?? []).map(({Key = '', Value = ''}) => [Key, Value] as const);
	return {id: word(found.TransitGatewayAttachmentId), tags: Object.fromEntries(tags)};
}
