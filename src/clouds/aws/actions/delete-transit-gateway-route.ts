import {DeleteTransitGatewayRouteCommand, type DeleteTransitGatewayRouteCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, ChangedValue} from '../../contract/cloud.ts';
import {attachmentOf, transitRoute} from '../read/describe.ts';
import {removalFields} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {createTransitRoute} from './create-transit-route.ts';
import {nothingDown} from './nothing-down.ts';
import {isGoing} from './search.ts';

const request = z.strictObject({
	DestinationCidrBlock: z.string(),
	TransitGatewayRouteTableId: z.string(),
}) satisfies z.ZodType<DeleteTransitGatewayRouteCommandInput>;

const call = 'DeleteTransitGatewayRoute';

const kind = awsAction({
	call,
	title: 'remove transit gateway route',
	request,
	command: given => new DeleteTransitGatewayRouteCommand(given),
	dryRun: true satisfies HasDryRun<DeleteTransitGatewayRouteCommandInput>,
	logged: removalFields,
	made: () => ({}),
});

/** Where a call leaves its range to lead: to an attachment, or nowhere. */
function leadsTo({call: made, parameters}: Pick<Action, 'call' | 'parameters'>) {
	if (made === call) return {...request.parse(parameters), attachment: ''};
	const {TransitGatewayAttachmentId: attachment, ...route} = createTransitRoute.request.parse(parameters);
	return {...route, attachment};
}

/** The call names no attachment: a route that somebody has led elsewhere meanwhile is not the one that was to go, and stays. */
export const deleteTransitGatewayRoute = awsChange(kind, {
	after(given) {
		const {DestinationCidrBlock: range, attachment} = leadsTo(given);
		return {[range]: attachment};
	},
	async stands(given, reach) {
		const {attachment: _, ...route} = leadsTo(given);
		const found = await transitRoute(reach, route, each => !isGoing(each));
		const [to] = found?.TransitGatewayAttachments ?? [];
		return {values: {[route.DestinationCidrBlock]: word(to?.TransitGatewayAttachmentId)}};
	},
	about(given) {
		const {attachment: _, ...route} = leadsTo(given);
		return route;
	},
	backTitle: 'put transit gateway route back',
	back: () => [createTransitRoute],
	backCall: createTransitRoute.call,
	/** A connection that left the transit gateway and came back has another attachment there. */
	async backNow({call: back, parameters}, {plan}, reach) {
		const attachment = plan.exists && (await attachmentOf(reach, plan.exists.id, plan.exists.cloudGatewayId));
		const id = word(attachment?.TransitGatewayAttachmentId);
		return {call: back, parameters: id === '' ? parameters : {...parameters, TransitGatewayAttachmentId: id}};
	},
});

export function planTransitRouteRemoval(
	route: {readonly prefix: string; readonly tableId: string; readonly attachmentId: string},
	{after, value}: {readonly after: readonly string[]; readonly value: ChangedValue},
): Action {
	const parameters = {DestinationCidrBlock: route.prefix, TransitGatewayRouteTableId: route.tableId};
	const planned = deleteTransitGatewayRoute.plan({
		id: `route-gone:${route.prefix}`,
		detail: `${route.prefix} in ${route.tableId}`,
		after,
		parameters,
	});
	const back = {
		call: createTransitRoute.call,
		parameters: {...parameters, TransitGatewayAttachmentId: route.attachmentId},
	};
	return {...planned, change: {...nothingDown, values: [value], back}};
}
