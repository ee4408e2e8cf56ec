import {
	DescribeTransitGatewayAttachmentsCommand,
	paginateDescribeTransitGatewayRouteTables,
	SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type {Dependent} from '../../contract/dependents.ts';
import {pagesOf} from '../wire/pages.ts';
import {word} from '../wire/tags.ts';
import type {Around} from './dependents.ts';
import {mostRoutes, type Place, unlessRefused} from './read-routes.ts';

/** What a transit gateway has for a VPN connection: the attachment, and static routes into it in any of its route tables. */
export async function transitDependents(place: Place, connectionId: string, gatewayId: string): Promise<Around> {
	const attachmentId = await unlessRefused(() => attachmentOf(place, connectionId));
	const tables = await unlessRefused(() => routeTables(place, gatewayId));
	const unread: string[] = [];
	if (!tables) unread.push(`the route tables of ${gatewayId}`);
	if (attachmentId === undefined) unread.push(`the attachment of ${connectionId} to ${gatewayId}`);
	const routes: Dependent[] = [];
	for (const tableId of attachmentId ? (tables ?? []) : []) {
		const found = await unlessRefused(() => staticRoutes(place, tableId, connectionId));
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
	const detail = `${destination} in ${tableId}`;
	return {
		id,
		title: 'transit gateway route',
		detail,
		going: 'alone',
		steps: [
			{
				id,
				title: 'delete transit gateway route',
				detail,
				call: 'DeleteTransitGatewayRoute',
				parameters: {
					DestinationCidrBlock: destination,
					TransitGatewayRouteTableId: tableId,
					TransitGatewayAttachmentId: attachmentId,
				},
			},
		],
		usedBy: [],
	};
}

/** '' when it has none (yet). */
async function attachmentOf({clients, region, signal}: Place, connectionId: string): Promise<string> {
	const Filters = [
		{Name: 'resource-type', Values: ['vpn']},
		{Name: 'resource-id', Values: [connectionId]},
	];
	const reply = await clients.call(
		{call: 'DescribeTransitGatewayAttachments', region, purpose: 'read', signal},
		(client, options) => client.send(new DescribeTransitGatewayAttachmentsCommand({Filters}), options),
	);
	const attachment = reply.TransitGatewayAttachments?.find(({State}) => !/^(delet|fail|reject)/.test(State ?? ''));
	return word(attachment?.TransitGatewayAttachmentId);
}

function routeTables({clients, region, signal}: Place, gatewayId: string): Promise<readonly string[]> {
	return clients.call(
		{call: 'DescribeTransitGatewayRouteTables', region, purpose: 'read', signal},
		async (client, options) => {
			const ids: string[] = [];
			const input = {Filters: [{Name: 'transit-gateway-id', Values: [gatewayId]}]};
			for await (const page of pagesOf(paginateDescribeTransitGatewayRouteTables({client}, input, options)))
				for (const table of page.TransitGatewayRouteTables ?? [])
					if (!/^delet/.test(table.State ?? '')) ids.push(word(table.TransitGatewayRouteTableId));
			return ids.filter(Boolean);
		},
	);
}

async function staticRoutes(
	{clients, region, signal}: Place,
	tableId: string,
	connectionId: string,
): Promise<{readonly destinations: readonly string[]; readonly more: boolean}> {
	const reply = await clients.call(
		{call: 'SearchTransitGatewayRoutes', region, purpose: 'read', signal},
		(client, options) =>
			client.send(
				new SearchTransitGatewayRoutesCommand({
					TransitGatewayRouteTableId: tableId,
					MaxResults: mostRoutes,
					Filters: [
						{Name: 'attachment.resource-id', Values: [connectionId]},
						{Name: 'type', Values: ['static']},
					],
				}),
				options,
			),
	);
	const destinations = (reply.Routes ?? [])
		.filter(({State}) => !/^delet/.test(State ?? ''))
		.map(({DestinationCidrBlock}) => word(DestinationCidrBlock))
		.filter(Boolean);
	return {destinations, more: reply.AdditionalRoutesAvailable === true};
}
