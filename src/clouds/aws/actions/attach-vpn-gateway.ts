import {
	AttachVpnGatewayCommand,
	type AttachVpnGatewayCommandInput,
	DetachVpnGatewayCommand,
	type DetachVpnGatewayCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {shapeOf} from '../../net/loggable.ts';
import {describeVpnGateways, vpnGateway} from '../read/describe.ts';
import {attachment} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsUndo, type HasDryRun} from './aws-undo.ts';
import {gatewayWaitLine} from './create-vpn-gateway.ts';

const request = z.strictObject({
	VpcId: z.string(),
	VpnGatewayId: z.string(),
}) satisfies z.ZodType<AttachVpnGatewayCommandInput>;

export const detachVpnGateway = awsUndo({
	call: 'DetachVpnGateway',
	names: ['VpcId', 'VpnGatewayId'],
	gateway: 'VpnGatewayId',
	detail: ({VpcId, VpnGatewayId}) => `${VpnGatewayId} from ${VpcId}`,
	command: given => new DetachVpnGatewayCommand(given),
	dryRun: true satisfies HasDryRun<DetachVpnGatewayCommandInput>,
	async look({VpcId, VpnGatewayId}, reach) {
		const gateway = await vpnGateway(reach, VpnGatewayId);
		const attachments = gateway?.VpcAttachments?.filter(entry => entry.VpcId === VpcId) ?? [];
		const states = attachments.map(({State}) => State ?? '').filter(state => state !== 'detached');
		if (states.includes('attaching')) return {notYet: 'attaching'};
		if (states.includes('attached')) return 'there';
		return states.length > 0 ? 'going' : 'gone';
	},
});

export const attachVpnGateway = awsAction({
	call: 'AttachVpnGateway',
	title: 'attach virtual private gateway',
	request,
	command: given => new AttachVpnGatewayCommand(given),
	dryRun: true satisfies HasDryRun<AttachVpnGatewayCommandInput>,
	logged: {
		request: shapeOf<AttachVpnGatewayCommandInput>({id: ['VpcId', 'VpnGatewayId'], flag: ['DryRun']}),
		response: {VpcAttachment: attachment},
	},
	made: ({VpcAttachment: made}) => ({state: made?.State}),
	async find({VpnGatewayId, VpcId}, search) {
		const gateway = await vpnGateway(search.reach, VpnGatewayId);
		const found = gateway?.VpcAttachments?.find(
			entry => entry.VpcId === VpcId && (entry.State === 'attached' || entry.State === 'attaching'),
		);
		return found && search.done(`${VpnGatewayId}, ${word(found.State)}`);
	},
	ready: {
		wanted: 'attached',
		async state(reach, _id, sent) {
			const [gateway] = await describeVpnGateways(reach, {VpnGatewayIds: [sent().VpnGatewayId]});
			return gateway?.VpcAttachments?.find(({State}) => State !== 'detached')?.State;
		},
	},
	waitLine: ({parameters}, words) =>
		gatewayWaitLine(words, words.argument(parameters.VpnGatewayId ?? ''), {
			query: `VpnGateways[0].VpcAttachments[?State=='attached'].State|[0]`,
			wanted: 'attached',
		}),
	undo: {by: detachVpnGateway, of: (_id, sent) => sent()},
});

/** Attaches the gateway that the plan makes. */
export function planAttachment(vpcId: string): Action {
	return attachVpnGateway.plan({
		id: 'cloud-gateway-attachment',
		detail: `to ${vpcId}`,
		after: ['cloud-gateway'],
		parameters: {VpcId: vpcId, VpnGatewayId: {$result: 'cloud-gateway'}},
	});
}
