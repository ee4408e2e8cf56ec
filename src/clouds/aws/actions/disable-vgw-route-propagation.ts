import {DisableVgwRoutePropagationCommand, type DisableVgwRoutePropagationCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, ChangedValue} from '../../contract/cloud.ts';
import {removalFields} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {enableRoutePropagation, propagates} from './enable-route-propagation.ts';
import {nothingDown} from './nothing-down.ts';

const request = z.strictObject({
	GatewayId: z.string(),
	RouteTableId: z.string(),
}) satisfies z.ZodType<DisableVgwRoutePropagationCommandInput>;

const call = 'DisableVgwRoutePropagation';

const kind = awsAction({
	call,
	title: 'stop propagating routes',
	request,
	command: given => new DisableVgwRoutePropagationCommand(given),
	dryRun: true satisfies HasDryRun<DisableVgwRoutePropagationCommandInput>,
	logged: removalFields,
	made: () => ({}),
});

export const disableVgwRoutePropagation = awsChange(kind, {
	after: ({call: made, parameters}) => ({[request.parse(parameters).RouteTableId]: made === call ? '' : 'on'}),
	async stands({parameters}, reach) {
		const {GatewayId, RouteTableId} = request.parse(parameters);
		const isOn = await propagates(reach, GatewayId, {RouteTableIds: [RouteTableId]});
		return {values: {[RouteTableId]: isOn ? 'on' : ''}};
	},
	about: ({parameters}) => ({...request.parse(parameters)}),
	backTitle: 'propagate routes again',
	back: () => [enableRoutePropagation],
	backCall: enableRoutePropagation.call,
});

export function planPropagationEnd(
	gatewayId: string,
	tableId: string,
	{after, value}: {readonly after: readonly string[]; readonly value: ChangedValue},
): Action {
	const parameters = {GatewayId: gatewayId, RouteTableId: tableId};
	const planned = disableVgwRoutePropagation.plan({
		id: `propagation-end:${tableId}`,
		detail: `of ${gatewayId} into ${tableId}`,
		after,
		parameters,
	});
	return {...planned, change: {...nothingDown, values: [value], back: {call: enableRoutePropagation.call, parameters}}};
}
