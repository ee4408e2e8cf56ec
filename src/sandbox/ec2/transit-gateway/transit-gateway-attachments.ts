import {answer, chosen, filterList, pageMembers} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {list, text} from '../protocol/shape.ts';
import {tagSet} from '../protocol/tags.ts';
import {items, type XmlValue} from '../protocol/xml.ts';
import {listed, noAttachment} from '../store/resource-lookup.ts';
import type {TransitGatewayAttachment} from '../store/resources.ts';

const members = {TransitGatewayAttachmentIds: list(text), Filter: filterList, ...pageMembers};

const found = (ids: readonly string[] | undefined, {region, now}: Call): readonly TransitGatewayAttachment[] =>
	chosen(listed(region.transitGatewayAttachments, now), ids, noAttachment);

export const describeTransitGatewayAttachments = operation(
	'DescribeTransitGatewayAttachments',
	'reads',
	members,
	(input, call) => {
		const {now, account, date} = call;
		const ids = input.TransitGatewayAttachmentIds;
		return answer('transitGatewayAttachments', found(ids, call), input, {
			least: 5,
			ids,
			filters: {
				'association.state': ({association}) => association?.state.value(now),
				'association.transit-gateway-route-table-id': ({association}) => association?.routeTableId,
				'resource-id': attachment => attachment.resourceId,
				'resource-owner-id': () => account,
				'resource-type': attachment => attachment.resourceType,
				state: attachment => attachment.state.value(now),
				'transit-gateway-attachment-id': attachment => attachment.id,
				'transit-gateway-id': attachment => attachment.transitGatewayId,
				'transit-gateway-owner-id': () => account,
			},
			xml: attachment => ({
				transitGatewayAttachmentId: attachment.id,
				transitGatewayId: attachment.transitGatewayId,
				transitGatewayOwnerId: account,
				resourceOwnerId: account,
				resourceType: attachment.resourceType,
				resourceId: attachment.resourceId,
				state: attachment.state.value(now),
				association: associationXml(attachment, now),
				creationTime: date(attachment.createdAt),
				tagSet: tagSet(attachment.tags),
			}),
		});
	},
);

function associationXml({association}: TransitGatewayAttachment, now: number): XmlValue {
	const state = association?.state.value(now);
	if (!association || state === 'disassociated') return undefined;
	return {transitGatewayRouteTableId: association.routeTableId, state};
}

export const describeTransitGatewayVpcAttachments = operation(
	'DescribeTransitGatewayVpcAttachments',
	'reads',
	members,
	(input, call) => {
		const {now, account, date} = call;
		const ids = input.TransitGatewayAttachmentIds;
		const toVpcs = found(ids, call).filter(({resourceType}) => resourceType === 'vpc');
		return answer('transitGatewayVpcAttachments', toVpcs, input, {
			least: 5,
			ids,
			filters: {
				state: attachment => attachment.state.value(now),
				'transit-gateway-attachment-id': attachment => attachment.id,
				'transit-gateway-id': attachment => attachment.transitGatewayId,
				'vpc-id': attachment => attachment.resourceId,
			},
			xml: attachment => ({
				transitGatewayAttachmentId: attachment.id,
				transitGatewayId: attachment.transitGatewayId,
				vpcId: attachment.resourceId,
				vpcOwnerId: account,
				state: attachment.state.value(now),
				subnetIds: items(attachment.subnetIds),
				creationTime: date(attachment.createdAt),
				options: {
					dnsSupport: 'enable',
					securityGroupReferencingSupport: 'enable',
					ipv6Support: 'disable',
					applianceModeSupport: 'disable',
				},
				tagSet: tagSet(attachment.tags),
			}),
		});
	},
);
