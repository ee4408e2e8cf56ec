import type {Dependent} from '../../contract/dependents.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {deleteTransitRoute} from '../actions/create-transit-route.ts';
import type {AwsReach} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';
import {attachmentOf} from './describe.ts';
import {mostRoutes, searchTransitRoutes} from './read-routes.ts';
import {transitTables} from './transit-tables.ts';

/** What is taken away before the connection and after it, and what could not be read. */
export interface Around {
	readonly before: readonly Dependent[];
	readonly after: readonly Dependent[];
	readonly unread: readonly string[];
}

export const none: Around = {before: [], after: [], unread: []};

/** What a transit gateway has for a VPN connection: the attachment, and static routes into it in any of its route tables. */
export async function transitDependents(reach: AwsReach, connectionId: string, gatewayId: string): Promise<Around> {
	const attachmentId = await unlessRefused(async () =>
		word((await attachmentOf(reach, connectionId))?.TransitGatewayAttachmentId),
	);
	const tables = await unlessRefused(() => transitTables(reach, gatewayId));
	const unread: string[] = [];
	if (!tables) unread.push(`the route tables of ${gatewayId}`);
	if (attachmentId === undefined) unread.push(`the attachment of ${connectionId} to ${gatewayId}`);
	const routes: Dependent[] = [];
	for (const tableId of attachmentId ? (tables ?? []) : []) {
		const found = await unlessRefused(() => searchTransitRoutes(reach, connectionId, tableId));
		if (!found) unread.push(`the routes of ${tableId}`);
		if (found?.more) unread.push(`more than ${mostRoutes} routes of ${tableId}`);
		for (const destination of found?.destinations ?? []) routes.push(route(destination, tableId, attachmentId ?? ''));
	}

	const attachment: readonly Dependent[] = attachmentId
		? [
				{
					id: 'attachment',
					title: 'transit gateway attachment',
					detail: attachmentId,
					going: 'with',
					steps: [],
					usedBy: [],
				},
			]
		: [];
	return {
		before: [...routes, ...attachment],
		after: [{id: 'cloud-gateway', title: 'transit gateway', detail: gatewayId, going: 'never', steps: [], usedBy: []}],
		unread,
	};
}

function route(destination: string, tableId: string, attachmentId: string): Dependent {
	const id = `route:${tableId}:${destination}`;
	const parameters = {
		DestinationCidrBlock: destination,
		TransitGatewayRouteTableId: tableId,
		TransitGatewayAttachmentId: attachmentId,
	};
	const step = deleteTransitRoute.step({id, parameters});
	return {id, title: 'transit gateway route', detail: step.detail, going: 'alone', steps: [step], usedBy: []};
}
