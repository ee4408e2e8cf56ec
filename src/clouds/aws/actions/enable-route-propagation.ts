import {
	DescribeRouteTablesCommand,
	type DescribeRouteTablesCommandInput,
	DisableVgwRoutePropagationCommand,
	type DisableVgwRoutePropagationCommandInput,
	EnableVgwRoutePropagationCommand,
	type EnableVgwRoutePropagationCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import type {Planned} from '../../engine/fill.ts';
import {shapeOf} from '../../net/loggable.ts';
import {filter} from '../read/describe.ts';
import {type AwsReach, ask} from '../wire/ask.ts';
import {nothing} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import {awsUndo, type HasDryRun} from './aws-undo.ts';

const request = z.strictObject({
	GatewayId: z.string(),
	RouteTableId: z.string(),
}) satisfies z.ZodType<EnableVgwRoutePropagationCommandInput>;

export const disableRoutePropagation = awsUndo({
	call: 'DisableVgwRoutePropagation',
	names: ['GatewayId', 'RouteTableId'],
	detail: ({GatewayId, RouteTableId}) => `of ${GatewayId} into ${RouteTableId}`,
	command: given => new DisableVgwRoutePropagationCommand(given),
	dryRun: true satisfies HasDryRun<DisableVgwRoutePropagationCommandInput>,
	async look({GatewayId, RouteTableId}, reach) {
		return (await propagates(reach, GatewayId, {Filters: [filter('route-table-id', RouteTableId)]})) ? 'there' : 'gone';
	},
});

export const enableRoutePropagation = awsAction({
	call: 'EnableVgwRoutePropagation',
	title: 'propagate routes',
	request,
	command: given => new EnableVgwRoutePropagationCommand(given),
	dryRun: true satisfies HasDryRun<EnableVgwRoutePropagationCommandInput>,
	logged: {
		request: shapeOf<EnableVgwRoutePropagationCommandInput>({id: ['GatewayId', 'RouteTableId'], flag: ['DryRun']}),
		response: nothing,
	},
	made: () => ({}),
	async find({GatewayId, RouteTableId}, search) {
		const isOn = await propagates(search.reach, GatewayId, {RouteTableIds: [RouteTableId]});
		return isOn ? search.done(`${RouteTableId} learns the gateway's routes`) : undefined;
	},
	undo: {by: disableRoutePropagation, of: (_id, sent) => sent()},
});

/** @param gateway one that stands, or the hole for the one that the plan makes */
export function planPropagation(tableId: string, gateway: Planned<string>): Action {
	return enableRoutePropagation.plan({
		id: `propagation:${tableId}`,
		detail: `into ${tableId}`,
		after: typeof gateway === 'object' ? ['cloud-gateway', 'cloud-gateway-attachment', 'connection'] : ['connection'],
		parameters: {GatewayId: gateway, RouteTableId: tableId},
	});
}

/** Whether a table learns a gateway's routes. @throws CloudError */
export async function propagates(reach: AwsReach, gatewayId: string, input: DescribeRouteTablesCommandInput) {
	const {RouteTables: tables} = await ask(reach, 'DescribeRouteTables', new DescribeRouteTablesCommand(input));
	return tables?.some(table => table.PropagatingVgws?.some(({GatewayId}) => GatewayId === gatewayId)) ?? false;
}
