import {ApiError, invalidValue} from '../protocol/api-error.ts';
import {answer, chosen, filterList} from '../protocol/filters.ts';
import {type Call, done, operation} from '../protocol/operation.ts';
import {integer, list, required, text} from '../protocol/shape.ts';
import {specifiedTags, tagSet, tagSpecification} from '../protocol/tags.ts';
import {items, type XmlValue} from '../protocol/xml.ts';
import {defaultAsn, vpnGatewaysPerRegion} from '../store/limits.ts';
import {listed, live, noVpc, noVpnGateway, vpnGatewayOf} from '../store/resource-lookup.ts';
import type {Attachment, VpnGateway} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';

/** How long attaching and deleting take, ms of the cloud's clock. */
const attachMs = 2000;
const deleteMs = 2000;

export const describeVpnGateways = operation(
	'DescribeVpnGateways',
	'reads',
	{VpnGatewayId: list(text), Filter: filterList},
	(input, call) => {
		const found = chosen(listed(call.region.vpnGateways, call.now), input.VpnGatewayId, noVpnGateway);
		return answer('vpnGatewaySet', found, input, {
			filters: {
				'amazon-side-asn': gateway => String(gateway.asn),
				'attachment.state': gateway => gateway.attachments.map(({state}) => state.value(call.now)),
				'attachment.vpc-id': gateway => gateway.attachments.map(({vpcId}) => vpcId),
				'availability-zone': gateway => gateway.availabilityZone,
				state: gateway => gateway.state.value(call.now),
				type: () => 'ipsec.1',
				'vpn-gateway-id': gateway => gateway.id,
			},
			xml: gateway => vpnGatewayXml(gateway, call),
		});
	},
);

export const createVpnGateway = operation(
	'CreateVpnGateway',
	'mutates',
	{AvailabilityZone: text, Type: required(text), AmazonSideAsn: integer, TagSpecification: tagSpecification},
	(input, call) => {
		const {region, now} = call;
		if (input.Type !== 'ipsec.1') throw invalidValue(input.Type, 'type');
		const asn = input.AmazonSideAsn ?? defaultAsn;
		const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
		if (!isPrivate) throw invalidValue(asn, 'amazonSideAsn', 'It must be a private ASN.');
		if (input.AvailabilityZone !== undefined && !new RegExp(`^${region.name}[a-f]$`).test(input.AvailabilityZone))
			throw new ApiError('InvalidZone.NotFound', `The zone '${input.AvailabilityZone}' does not exist.`);
		const tags = specifiedTags(input.TagSpecification, 'vpn-gateway');
		const count = [...region.vpnGateways.values()].filter(({state}) => live(state, now)).length;
		if (count >= vpnGatewaysPerRegion)
			throw new ApiError('VpnGatewayLimitExceeded', 'The maximum number of virtual private gateways has been reached.');
		const gateway: VpnGateway = {
			id: call.newId('vgw'),
			asn,
			tags,
			state: new Timeline<'available'>(now, 'available'),
			attachments: [],
			availabilityZone: input.AvailabilityZone,
		};
		region.vpnGateways.set(gateway.id, gateway);
		return {vpnGateway: vpnGatewayXml(gateway, call)};
	},
);

export const attachVpnGateway = operation(
	'AttachVpnGateway',
	'mutates',
	{VpcId: required(text), VpnGatewayId: required(text)},
	(input, call) => {
		const {region, now} = call;
		const gateway = vpnGatewayOf(input.VpnGatewayId, call);
		if (!region.vpcs.has(input.VpcId)) throw noVpc(input.VpcId);
		const own = heldAttachment(gateway, now);
		if (own?.vpcId === input.VpcId) return {attachment: attachmentXml(own, now)};
		if (gateway.state.value(now) !== 'available')
			throw new ApiError('InvalidVpnGatewayState', `The virtual private gateway ${gateway.id} is not available.`);
		if (own)
			throw new ApiError(
				'VpnGatewayAttachmentLimitExceeded',
				`The virtual private gateway ${gateway.id} is attached to the maximum number of VPCs`,
			);
		const other = [...region.vpnGateways.values()].find(
			candidate => heldAttachment(candidate, now)?.vpcId === input.VpcId,
		);
		if (other)
			throw new ApiError(
				'InvalidVpcState',
				`VPC ${input.VpcId} is currently attached to the Virtual Private Gateway ${other.id}`,
			);
		const attachment: Attachment = {
			vpcId: input.VpcId,
			state: new Timeline<'attaching' | 'attached'>(now, 'attaching').later(now + attachMs, 'attached'),
		};
		gateway.attachments = [attachment];
		return {attachment: attachmentXml(attachment, now)};
	},
);

export const detachVpnGateway = operation(
	'DetachVpnGateway',
	'mutates',
	{VpcId: required(text), VpnGatewayId: required(text)},
	(input, call) => {
		const gateway = vpnGatewayOf(input.VpnGatewayId, call);
		const attachment = heldAttachment(gateway, call.now);
		if (attachment?.vpcId !== input.VpcId)
			throw new ApiError(
				'InvalidVpnGatewayAttachment.NotFound',
				`The attachment with vpn gateway ID '${gateway.id}' and vpc ID '${input.VpcId}' does not exist`,
			);
		attachment.state.set(call.now, 'detaching').later(call.now + attachMs, 'detached');
		for (const table of call.region.routeTables.values())
			if (table.vpcId === input.VpcId) table.propagatingGatewayIds.delete(gateway.id);
		return done;
	},
);

export const deleteVpnGateway = operation(
	'DeleteVpnGateway',
	'mutates',
	{VpnGatewayId: required(text)},
	({VpnGatewayId: id}, call) => {
		const gateway = vpnGatewayOf(id, call);
		const inUse =
			heldAttachment(gateway, call.now) ??
			[...call.region.vpnConnections.values()].find(
				({vpnGatewayId, state}) => vpnGatewayId === id && state.value(call.now) !== 'deleted',
			);
		if (inUse) throw new ApiError('IncorrectState', 'The vpnGateway is in use.');
		gateway.state.set(call.now, 'deleting').later(call.now + deleteMs, 'deleted');
		return done;
	},
);

/** The attachment that still ties the gateway to a VPC. */
function heldAttachment(gateway: VpnGateway, now: number): Attachment | undefined {
	return gateway.attachments.find(({state}) => state.value(now) !== 'detached');
}

function attachmentXml({vpcId, state}: Attachment, now: number): XmlValue {
	return {vpcId, state: state.value(now)};
}

function vpnGatewayXml(gateway: VpnGateway, {now}: Call): XmlValue {
	return {
		vpnGatewayId: gateway.id,
		state: gateway.state.value(now),
		type: 'ipsec.1',
		availabilityZone: gateway.availabilityZone,
		attachments: items(gateway.attachments.map(attachment => attachmentXml(attachment, now))),
		amazonSideAsn: gateway.asn,
		tagSet: tagSet(gateway.tags),
	};
}
