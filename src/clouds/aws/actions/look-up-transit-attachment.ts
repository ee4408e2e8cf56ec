import {
	DescribeTransitGatewayAttachmentsCommand,
	type DescribeTransitGatewayAttachmentsCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {describeTransitAttachments} from '../read/describe.ts';
import {query, transitGatewayAttachment} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import type {HasDryRun} from './aws-undo.ts';
import {madeUpId} from './search.ts';

const request = z.strictObject({
	Filters: z.array(z.strictObject({Name: z.string(), Values: z.array(z.string())})),
}) satisfies z.ZodType<DescribeTransitGatewayAttachmentsCommandInput>;

const call = 'DescribeTransitGatewayAttachments';

/** AWS makes it with the connection, and only this call tells its id. */
export const lookUpTransitAttachment = awsAction({
	call,
	title: 'look up transit gateway attachment',
	request,
	command: given => new DescribeTransitGatewayAttachmentsCommand(given),
	dryRun: true satisfies HasDryRun<DescribeTransitGatewayAttachmentsCommandInput>,
	logged: {
		request: query,
		response: {TransitGatewayAttachments: transitGatewayAttachment, NextToken: 'hidden'},
	},
	idInReply: 'TransitGatewayAttachments[0].TransitGatewayAttachmentId',
	made({TransitGatewayAttachments: attachments}) {
		const found = attachments?.find(({State}) => !/^(delet|fail|reject)/.test(State ?? ''));
		return {id: found?.TransitGatewayAttachmentId, state: found?.State};
	},
	objection: ({id}) => (id === '' ? notThereYet() : undefined),
	ready: {
		wanted: 'available',
		state: async (reach, id) =>
			(await describeTransitAttachments(reach, {TransitGatewayAttachmentIds: [id]}))[0]?.State,
	},
	standIn: () => ({id: madeUpId('tgw-attach'), real: false}),
});

export function planAttachmentLookUp(transitGatewayId: string): Action {
	return lookUpTransitAttachment.plan({
		id: 'transit-attachment',
		detail: `of the connection on ${transitGatewayId}`,
		after: ['connection'],
		parameters: {
			Filters: [
				{Name: 'resource-type', Values: ['vpn']},
				{Name: 'resource-id', Values: [{$result: 'connection'}]},
				// one that left another transit gateway just now may have its old attachment for a while
				{Name: 'transit-gateway-id', Values: [transitGatewayId]},
			],
		},
	});
}

function notThereYet(): CloudError {
	return cloudError('aws', {
		code: 'InvalidTransitGatewayAttachmentID.NotFound',
		message: 'The connection has no transit gateway attachment yet',
		call,
		retryable: true,
		says: 'AWS has not attached the connection to the transit gateway yet',
		mend: 'Wait a moment and try again',
	});
}
