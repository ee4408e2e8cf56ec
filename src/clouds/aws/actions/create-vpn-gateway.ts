import {
	CreateVpnGatewayCommand,
	type CreateVpnGatewayCommandInput,
	DeleteVpnGatewayCommand,
	type DeleteVpnGatewayCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {Words} from '../../engine/script-words.ts';
import {shapeOf} from '../../net/loggable.ts';
import type {AwsConnection} from '../document.ts';
import {describeVpnGateways, filter, vpnGateway} from '../read/describe.ts';
import {defaultGatewayAsn} from '../read/site-match.ts';
import {vpnGateway as vpnGatewayFields} from '../wire/log-things.ts';
import {runTag, word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsUndo, type HasDryRun, presenceOf} from './aws-undo.ts';
import {isGoing, madeUpId, type Search} from './search.ts';
import {type TagList, tagSpecifications} from './tag-schema.ts';

const request = z.strictObject({
	Type: z.literal('ipsec.1'),
	AmazonSideAsn: z.number().int().optional(),
	TagSpecifications: tagSpecifications('vpn-gateway'),
}) satisfies z.ZodType<CreateVpnGatewayCommandInput>;

export const deleteVpnGateway = awsUndo({
	call: 'DeleteVpnGateway',
	names: ['VpnGatewayId'],
	gateway: 'VpnGatewayId',
	detail: ({VpnGatewayId}) => VpnGatewayId,
	command: given => new DeleteVpnGatewayCommand(given),
	dryRun: true satisfies HasDryRun<DeleteVpnGatewayCommandInput>,
	look: async ({VpnGatewayId}, reach) => presenceOf(await vpnGateway(reach, VpnGatewayId)),
});

export const createVpnGateway = awsAction({
	call: 'CreateVpnGateway',
	title: 'create virtual private gateway',
	makes: 'virtual private gateway',
	request,
	command: given => new CreateVpnGatewayCommand(given),
	dryRun: true satisfies HasDryRun<CreateVpnGatewayCommandInput>,
	logged: {
		request: shapeOf<CreateVpnGatewayCommandInput>({
			word: ['Type'],
			number: ['AmazonSideAsn'],
			flag: ['DryRun'],
			hidden: ['TagSpecifications'],
		}),
		response: {VpnGateway: vpnGatewayFields},
	},
	idInReply: 'VpnGateway.VpnGatewayId',
	made: ({VpnGateway: made}) => ({id: made?.VpnGatewayId, state: made?.State}),
	async find({AmazonSideAsn}, search) {
		const {reach, context} = search;
		const own = await describeVpnGateways(reach, {Filters: [filter(`tag:${runTag}`, context.runId)]});
		const found = own.find(gateway => !isGoing(gateway)) ?? (await gatewayOfVpc(AmazonSideAsn, search));
		return found && search.result(found.VpnGatewayId, found.Tags, found.State);
	},
	ready: {
		wanted: 'available',
		state: async (reach, id) => (await describeVpnGateways(reach, {VpnGatewayIds: [id]}))[0]?.State,
	},
	standIn: () => ({id: madeUpId('vgw'), real: false}),
	waitLine: (_action, words, made) =>
		gatewayWaitLine(words, made, {query: 'VpnGateways[0].State', wanted: 'available'}),
	undo: {by: deleteVpnGateway, of: VpnGatewayId => ({VpnGatewayId})},
});

export function planVpnGateway(
	{
		name,
		cloudGateway,
	}: {readonly name: string; readonly cloudGateway: Extract<AwsConnection['cloudGateway'], {kind: 'new-vgw'}>},
	tags: TagList,
): Action {
	const asn = cloudGateway.asn ?? defaultGatewayAsn;
	return createVpnGateway.plan({
		id: 'cloud-gateway',
		detail: `ASN ${asn}`,
		after: [],
		parameters: {
			Type: 'ipsec.1',
			AmazonSideAsn: asn,
			TagSpecifications: [
				{ResourceType: 'vpn-gateway', Tags: [{Key: 'Name', Value: cloudGateway.name ?? name}, ...tags]},
			],
		},
	});
}

/** The CLI has no waiter for it. Ten minutes: what comes after it says why where that was not enough. */
export function gatewayWaitLine(
	words: Words,
	made: string,
	{query, wanted}: {readonly query: string; readonly wanted: string},
): string {
	const look = `${words.call('describe-vpn-gateways')} --vpn-gateway-ids ${made} --query "${query}" --output text`;
	return `for attempt in $(seq 120); do [ "$(${look})" = ${wanted} ] && break; sleep 5; done`;
}

/**
 * The gateway that the VPC got after the plan was made, from another terminal: a second one could not be attached. One that this
 * run has sent is looked for by its tag alone, since it may not be listed yet.
 * @throws CloudError when that one speaks with another ASN than the plan's: the site would be configured for the wrong one
 */
async function gatewayOfVpc(asn: number | undefined, {context, reach, wasSent}: Search) {
	const {vpcId} = context.plan.document.cloudGateway;
	if (vpcId === undefined || wasSent) return undefined;
	const gateways = await describeVpnGateways(reach, {Filters: [filter('attachment.vpc-id', vpcId)]});
	const found = gateways.find(
		gateway =>
			!isGoing(gateway) &&
			gateway.VpcAttachments?.some(({VpcId, State}) => VpcId === vpcId && /^attach/.test(State ?? '')),
	);
	if (found?.AmazonSideAsn !== undefined && asn !== undefined && found.AmazonSideAsn !== asn)
		throw otherAsn(word(found.VpnGatewayId), vpcId, found.AmazonSideAsn);
	return found;
}

function otherAsn(id: string, vpcId: string, asn: number): CloudError {
	return cloudError('aws', {
		says: `${vpcId} got the virtual private gateway ${id} meanwhile, with ASN ${asn}`,
		call: 'CreateVpnGateway',
		mend: `Choose ${id}, or detach it, and check again: a VPC has one virtual private gateway`,
	});
}
