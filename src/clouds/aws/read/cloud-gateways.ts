import {
	paginateDescribeTransitGatewayAttachments,
	paginateDescribeTransitGateways,
	paginateDescribeVpnConcentrators,
	type TransitGateway,
	type TransitGatewayOptions,
	type VpnConcentrator,
	type VpnGateway,
} from '@aws-sdk/client-ec2';
import type {CloudGateway} from '../../contract/cloud.ts';
import type {CloudErrorInfo} from '../../contract/cloud-error.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {unreadOf} from '../../engine/or-unread.ts';
import {isDenied, missingPermissions} from '../../permissions.ts';
import {type AwsReach, askAll} from '../wire/ask.ts';
import {nameOf, tagsOf, word} from '../wire/tags.ts';
import {describeVpnGateways, filter} from './describe.ts';
import {readVpcs, type VpcFacts} from './networks-of-vpcs.ts';

/**
 * Every gateway of the region that can end a VPN: virtual private, transit, concentrator. Deleted ones are left out. One entry,
 * `unread`, stands for all of a kind that these credentials may not list.
 */
export async function readCloudGateways(reach: AwsReach): Promise<readonly CloudGateway[]> {
	const [vpcs, vpnGateways, transitGateways, attachments, concentrators] = await Promise.all([
		readVpcs(reach),
		describeVpnGateways(reach, {}),
		orWhy(askAll(reach, 'DescribeTransitGateways', paginateDescribeTransitGateways, {}, page => page.TransitGateways)),
		orWhy(readVpcAttachments(reach)),
		orWhy(
			askAll(reach, 'DescribeVpnConcentrators', paginateDescribeVpnConcentrators, {}, page => page.VpnConcentrators),
		),
	]);
	return [
		...vpnGateways.flatMap(gateway => fromVpnGateway(gateway, vpcs)),
		...transitGateways.read.flatMap(gateway => fromTransitGateway(gateway, vpcs, attachments)),
		...concentrators.read.flatMap(concentrator => fromConcentrator(concentrator, transitGateways)),
		...unread('tgw', 'transit gateways', transitGateways.why),
		...unread('concentrator', 'concentrators', concentrators.why),
	];
}

interface Listing<Entry> {
	readonly read: readonly Entry[];
	/** Why there is nothing in it. */
	readonly why?: CloudErrorInfo;
}

/** Some accounts may not, and some regions cannot, list every kind: the other kinds are still worth showing. */
async function orWhy<Entry>(reading: Promise<readonly Entry[]>): Promise<Listing<Entry>> {
	try {
		return {read: await reading};
	} catch (error) {
		if (error instanceof CloudError && error.info.kind === 'api' && !error.info.retryable)
			return {read: [], why: error.info};
		throw error;
	}
}

/** The state of a gateway whose list was refused. */
export const notRead = 'not-read';

/** What may not be listed may be there all the same; where a region does not know the call, there is none. */
function unread(kind: 'tgw' | 'concentrator', plural: string, why: CloudErrorInfo | undefined): CloudGateway[] {
	if (!why || !isDenied(why)) return [];
	const reason = `these credentials may not list ${plural} (ec2:${why.call})`;
	return [
		{
			id: plural,
			name: '',
			kind,
			state: notRead,
			unread: true,
			permissions: missingPermissions(why),
			networks: [],
			attachedTo: '',
			bgp: true,
			selectable: false,
			reason,
		},
	];
}

/** What of a gateway is not known because another list was refused. */
function unreadParts(
	why: CloudErrorInfo | undefined,
	about: Parameters<typeof unreadOf>[1],
): Pick<CloudGateway, 'unreadParts'> {
	return why ? {unreadParts: [unreadOf(why, about)]} : {};
}

interface VpcAttachment {
	readonly transitGatewayId: string;
	readonly vpcId: string;
}

async function readVpcAttachments(reach: AwsReach): Promise<readonly VpcAttachment[]> {
	const all = await askAll(
		reach,
		'DescribeTransitGatewayAttachments',
		paginateDescribeTransitGatewayAttachments,
		{Filters: [filter('resource-type', 'vpc')]},
		page => page.TransitGatewayAttachments,
	);
	return all
		.filter(({State}) => !/^(delet|fail|reject)/.test(State ?? ''))
		.map(attachment => ({transitGatewayId: word(attachment.TransitGatewayId), vpcId: word(attachment.ResourceId)}));
}

function fromVpnGateway(gateway: VpnGateway, vpcs: ReadonlyMap<string, VpcFacts>): CloudGateway[] {
	const id = word(gateway.VpnGatewayId);
	const state = word(gateway.State);
	if (id === '' || state === 'deleted') return [];
	const attachment =
		gateway.VpcAttachments?.find(({State}) => State === 'attached') ??
		gateway.VpcAttachments?.find(({State}) => State !== 'detached');
	const vpcId = attachment ? word(attachment.VpcId) : undefined;
	const vpc = vpcId === undefined ? undefined : vpcs.get(vpcId);
	const reason = vpnGatewayReason(state, attachment?.State);
	return [
		{
			id,
			name: nameOf(gateway.Tags),
			tags: tagsOf(gateway.Tags),
			kind: 'vgw',
			state,
			...(gateway.AmazonSideAsn === undefined ? {} : {asn: gateway.AmazonSideAsn}),
			...(vpcId === undefined ? {} : {vpcId}),
			networks: vpc?.networks ?? [],
			attachedTo: vpcId === undefined ? 'not attached' : [vpcId, vpc?.networks[0]].filter(Boolean).join(' '),
			bgp: true,
			selectable: reason === undefined,
			...(reason === undefined ? {} : {reason}),
		},
	];
}

function vpnGatewayReason(state: string, attachment: string | undefined): string | undefined {
	if (state === 'deleting') return 'it is being deleted';
	if (state !== 'available') return `it is ${state || 'in an unknown state'}: wait until it is available`;
	if (attachment === undefined || attachment === 'detaching') return 'not attached: choose another or attach it';
	if (attachment !== 'attached') return `it is ${word(attachment)}: wait until it is attached`;
	return undefined;
}

function fromTransitGateway(
	gateway: TransitGateway,
	vpcs: ReadonlyMap<string, VpcFacts>,
	attachments: Listing<VpcAttachment>,
): CloudGateway[] {
	const id = word(gateway.TransitGatewayId);
	const state = word(gateway.State);
	if (id === '' || state === 'deleted') return [];
	const vpcIds = attachments.read.filter(({transitGatewayId}) => transitGatewayId === id).map(({vpcId}) => vpcId);
	const asn = gateway.Options?.AmazonSideAsn;
	const {AssociationDefaultRouteTableId: routeTableId, PropagationDefaultRouteTableId: propagationTableId} =
		gateway.Options ?? {};
	return [
		{
			id,
			name: nameOf(gateway.Tags) || word(gateway.Description),
			kind: 'tgw',
			state,
			...(asn === undefined ? {} : {asn}),
			ownBlocks: (gateway.Options?.TransitGatewayCidrBlocks ?? []).map(word),
			...(routeTableId ? {routeTableId: word(routeTableId)} : {}),
			...(propagationTableId ? {propagationTableId: word(propagationTableId)} : {}),
			...(gateway.Options ? {joinsNot: joinsNot(gateway.Options)} : {}),
			networks: [...new Set(vpcIds.flatMap(vpcId => vpcs.get(vpcId)?.networks ?? []))],
			...unreadParts(attachments.why, {id: 'networks', what: `the VPCs of ${id}`, field: 'cloudGateway.id'}),
			attachedTo: attachments.why ? 'VPCs not known' : vpcIds.length === 1 ? '1 VPC' : `${vpcIds.length} VPCs`,
			bgp: true,
			...availability(state),
		},
	];
}

/** Source: EC2 API, TransitGatewayOptions: each is on by itself, and goes by a table of its own. */
function joinsNot(options: TransitGatewayOptions): NonNullable<CloudGateway['joinsNot']> {
	const isOff = (asked: string | undefined, tableId: string | undefined) => asked === 'disable' || !tableId;
	return [
		...(isOff(options.DefaultRouteTableAssociation, options.AssociationDefaultRouteTableId)
			? (['association'] as const)
			: []),
		...(isOff(options.DefaultRouteTablePropagation, options.PropagationDefaultRouteTableId)
			? (['propagation'] as const)
			: []),
	];
}

function fromConcentrator(concentrator: VpnConcentrator, transitGateways: Listing<TransitGateway>): CloudGateway[] {
	const behind = transitGateways.read.find(({TransitGatewayId}) => TransitGatewayId === concentrator.TransitGatewayId);
	const asn = behind?.Options?.AmazonSideAsn;
	const id = word(concentrator.VpnConcentratorId);
	const state = word(concentrator.State);
	if (id === '' || state === 'deleted') return [];
	return [
		{
			id,
			name: nameOf(concentrator.Tags),
			kind: 'concentrator',
			state,
			...(asn === undefined ? {} : {asn}),
			networks: [],
			...unreadParts(transitGateways.why, {
				id: 'asn',
				what: `the ASN of ${id}, which its transit gateway has`,
				field: 'cloudGateway.id',
			}),
			attachedTo: word(concentrator.TransitGatewayId) || 'not attached',
			bgp: true,
			...availability(state),
		},
	];
}

function availability(state: string): {readonly selectable: boolean; readonly reason?: string} {
	if (state === 'available') return {selectable: true};
	if (state === 'deleting') return {selectable: false, reason: 'it is being deleted'};
	return {selectable: false, reason: `it is ${state || 'in an unknown state'}: wait until it is available`};
}
