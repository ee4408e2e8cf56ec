import type {StandingRoute, TransitAttachment, Unread} from '../../../connection/inventory.ts';
import type {CloudGateway, ExistingConnection} from '../../contract/cloud.ts';
import {orUnread} from '../../engine/or-unread.ts';
import type {AwsReach} from '../wire/ask.ts';
import {tagsOf, word} from '../wire/tags.ts';
import {notRead} from './cloud-gateways.ts';
import {attachmentOf} from './describe.ts';
import {mostRoutes, searchTransitRoutes, transitTableRoutes} from './read-routes.ts';
import {attachmentPropagations, transitTables} from './transit-tables.ts';

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
	const [attachment, routesElsewhere, routes] = await Promise.all([
		readAttachment(reach, connection.id, gateway.id, unread),
		readRoutesElsewhere(reach, connection, gateway, unread),
		isRouted
			? orUnread(
					transitTableRoutes(reach, connection.id, tableId),
					{id: 'transit-routes', what: `routes of ${tableId}`, field: 'routing.prefixes'},
					unread,
				)
			: undefined,
	]);
	return {
		...connection,
		...(attachment ? {attachment} : {}),
		...(routes ? {routes} : {}),
		...(routesElsewhere ? {routesElsewhere} : {}),
	};
}

/** Static routes into it where no plan puts them: in other tables than the default one, and of one with BGP in any. */
async function readRoutesElsewhere(
	reach: AwsReach,
	{id, routing}: ExistingConnection,
	{id: gatewayId, routeTableId, state}: CloudGateway,
	unread: Unread[],
): Promise<readonly StandingRoute[] | undefined> {
	// nobody knows which table is the default one
	if (routing === 'static' && state === notRead) return undefined;
	const what = `the static routes into it in ${routing === 'static' ? 'other tables' : 'tables'} of ${gatewayId}`;
	const about = {id: 'routes-elsewhere', what, field: 'routing'};
	const search = async () => {
		const tables = await transitTables(reach, gatewayId);
		const others = tables.filter(tableId => routing !== 'static' || tableId !== routeTableId);
		return Promise.all(others.map(async tableId => ({tableId, ...(await searchTransitRoutes(reach, id, tableId))})));
	};
	const found = await orUnread(search(), about, unread);
	const cut = found?.filter(({more}) => more).map(({tableId}) => tableId) ?? [];
	if (cut.length > 0) unread.push({...about, why: `more than ${mostRoutes} routes in ${cut.join(', ')}`});
	return cut.length > 0
		? undefined
		: found?.flatMap(({tableId, destinations}) => destinations.map(destination => ({destination, tableId})));
}

async function readAttachment(
	reach: AwsReach,
	connectionId: string,
	gatewayId: string,
	unread: Unread[],
): Promise<TransitAttachment | undefined> {
	const found = await orUnread(
		attachmentOf(reach, connectionId, gatewayId),
		{id: 'attachment', what: 'its transit gateway attachment'},
		unread,
	);
	const id = word(found?.TransitGatewayAttachmentId);
	if (!found || id === '') return undefined;
	const {TransitGatewayRouteTableId: tableId, State: state} = found.Association ?? {};
	const propagatingTableIds = await orUnread(
		attachmentPropagations(reach, id),
		{id: 'propagation', what: `the route tables that ${id} propagates into`, field: 'routing'},
		unread,
	);
	return {
		id,
		tags: tagsOf(found.Tags),
		associatedTableId: /^disassociat/.test(state ?? '') ? '' : word(tableId),
		...(propagatingTableIds ? {propagatingTableIds} : {}),
	};
}
