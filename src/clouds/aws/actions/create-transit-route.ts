import {
	CreateTransitGatewayRouteCommand,
	type CreateTransitGatewayRouteCommandInput,
	DeleteTransitGatewayRouteCommand,
	type DeleteTransitGatewayRouteCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {shapeOf} from '../../net/loggable.ts';
import {transitRoute} from '../read/describe.ts';
import {transitGatewayRoute} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsUndo, type HasDryRun, presenceOf} from './aws-undo.ts';
import {isGoing} from './search.ts';

const request = z.strictObject({
	DestinationCidrBlock: z.string(),
	TransitGatewayRouteTableId: z.string(),
	TransitGatewayAttachmentId: z.string(),
}) satisfies z.ZodType<CreateTransitGatewayRouteCommandInput>;

export const deleteTransitRoute = awsUndo({
	call: 'DeleteTransitGatewayRoute',
	names: ['DestinationCidrBlock', 'TransitGatewayRouteTableId', 'TransitGatewayAttachmentId'],
	detail: route => `${route.DestinationCidrBlock} in ${route.TransitGatewayRouteTableId}`,
	command: ({TransitGatewayAttachmentId: _, ...given}) => new DeleteTransitGatewayRouteCommand(given),
	dryRun: true satisfies HasDryRun<DeleteTransitGatewayRouteCommandInput>,
	// a route of the same destination that leads elsewhere is not this run's
	look: async (route, reach) => presenceOf(await transitRoute(reach, route)),
});

export const createTransitRoute = awsAction({
	call: 'CreateTransitGatewayRoute',
	title: 'add transit gateway route',
	request,
	command: given => new CreateTransitGatewayRouteCommand(given),
	dryRun: true satisfies HasDryRun<CreateTransitGatewayRouteCommandInput>,
	logged: {
		request: shapeOf<CreateTransitGatewayRouteCommandInput>({
			address: ['DestinationCidrBlock'],
			id: ['TransitGatewayRouteTableId', 'TransitGatewayAttachmentId'],
			flag: ['DryRun'],
		}),
		response: {Route: transitGatewayRoute},
	},
	made: ({Route: made}) => ({state: made?.State}),
	async find(wanted, search) {
		const route = await transitRoute(search.reach, wanted, each => !isGoing(each));
		return route && search.done(`${wanted.DestinationCidrBlock}, ${word(route.State)}`);
	},
	undo: {by: deleteTransitRoute, of: (_id, sent) => sent()},
});

export function planTransitRoute(prefix: string, tableId: string): Action {
	return createTransitRoute.plan({
		id: `route:${prefix}`,
		detail: `${prefix} into the tunnels, in ${tableId}`,
		after: ['transit-attachment'],
		parameters: {
			DestinationCidrBlock: prefix,
			TransitGatewayRouteTableId: tableId,
			TransitGatewayAttachmentId: {$result: 'transit-attachment'},
		},
	});
}
