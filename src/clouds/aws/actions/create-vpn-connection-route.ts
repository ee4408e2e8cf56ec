import {
	CreateVpnConnectionRouteCommand,
	type CreateVpnConnectionRouteCommandInput,
	DeleteVpnConnectionRouteCommand,
	type DeleteVpnConnectionRouteCommandInput,
	type VpnConnection,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {shapeOf} from '../../net/loggable.ts';
import {vpnConnection} from '../read/describe.ts';
import {nothing} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsUndo, type HasDryRun, presenceOf} from './aws-undo.ts';
import {isGoing} from './search.ts';

const request = z.strictObject({
	DestinationCidrBlock: z.string(),
	VpnConnectionId: z.string(),
}) satisfies z.ZodType<CreateVpnConnectionRouteCommandInput>;

const deleteVpnConnectionRoute = awsUndo({
	call: 'DeleteVpnConnectionRoute',
	names: ['DestinationCidrBlock', 'VpnConnectionId'],
	detail: ({DestinationCidrBlock, VpnConnectionId}) => `${DestinationCidrBlock} of ${VpnConnectionId}`,
	command: given => new DeleteVpnConnectionRouteCommand(given),
	dryRun: false satisfies HasDryRun<DeleteVpnConnectionRouteCommandInput>,
	async look({DestinationCidrBlock, VpnConnectionId}, reach) {
		const connection = await vpnConnection(reach, VpnConnectionId);
		return presenceOf(routesTo(DestinationCidrBlock, connection)[0]);
	},
});

export const createVpnConnectionRoute = awsAction({
	call: 'CreateVpnConnectionRoute',
	title: 'add static route',
	request,
	command: given => new CreateVpnConnectionRouteCommand(given),
	dryRun: false satisfies HasDryRun<CreateVpnConnectionRouteCommandInput>,
	logged: {
		request: shapeOf<CreateVpnConnectionRouteCommandInput>({
			address: ['DestinationCidrBlock'],
			id: ['VpnConnectionId'],
		}),
		response: nothing,
	},
	made: () => ({}),
	async find({DestinationCidrBlock, VpnConnectionId}, search) {
		const connection = await vpnConnection(search.reach, VpnConnectionId);
		const route = routesTo(DestinationCidrBlock, connection).find(each => !isGoing(each));
		return route && search.done(`${DestinationCidrBlock}, ${word(route.State)}`);
	},
	undo: {
		by: deleteVpnConnectionRoute,
		// it goes with its connection
		of: (_id, sent, {results}) => (results.get('connection')?.existed === false ? undefined : sent()),
	},
});

export function planStaticRoute(prefix: string): Action {
	return createVpnConnectionRoute.plan({
		id: `route:${prefix}`,
		detail: `${prefix} into the tunnels`,
		after: ['connection'],
		parameters: {DestinationCidrBlock: prefix, VpnConnectionId: {$result: 'connection'}},
	});
}

/** Those that are deleted are listed for a while too. */
export function routesTo(destination: string, connection: VpnConnection | undefined) {
	return connection?.Routes?.filter(({DestinationCidrBlock}) => DestinationCidrBlock === destination) ?? [];
}
