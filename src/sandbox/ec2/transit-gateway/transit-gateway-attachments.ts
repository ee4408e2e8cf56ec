import {ApiError} from '../protocol/api-error.ts';
import {chosen, filtered, filterList, page, pageMembers} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {list, text} from '../protocol/shape.ts';
import {tagSet} from '../protocol/tags.ts';
import {items} from '../protocol/xml.ts';
import {listed} from '../store/resource-lookup.ts';
import type {TransitGatewayAttachment} from '../store/resources.ts';

const members = {TransitGatewayAttachmentIds: list(text), Filter: filterList, ...pageMembers};

function found(ids: readonly string[] | undefined, {region, now}: Call): readonly TransitGatewayAttachment[] {
	return chosen(
		listed(region.transitGatewayAttachments, now),
		ids,
		id =>
			new ApiError(
				'InvalidTransitGatewayAttachmentID.NotFound',
				`Transit Gateway Attachment ${id} was deleted or does not exist.`,
			),
	);
}

export const describeTransitGatewayAttachments = operation(
	'DescribeTransitGatewayAttachments',
	'reads',
	members,
	(input, call) => {
		const {now, account, date} = call;
		const shown = filtered(found(input.TransitGatewayAttachmentIds, call), input.Filter, {
			'association.state': () => ['associated'],
			'association.transit-gateway-route-table-id': attachment => [attachment.routeTableId],
			'resource-id': attachment => [attachment.resourceId],
			'resource-owner-id': () => [account],
			'resource-type': attachment => [attachment.resourceType],
			state: attachment => [attachment.state.value(now)],
			'transit-gateway-attachment-id': attachment => [attachment.id],
			'transit-gateway-id': attachment => [attachment.transitGatewayId],
			'transit-gateway-owner-id': () => [account],
		});
		const {rows, nextToken} = page(shown, input, {least: 5, ids: input.TransitGatewayAttachmentIds});
		return {
			transitGatewayAttachments: items(
				rows.map(attachment => ({
					transitGatewayAttachmentId: attachment.id,
					transitGatewayId: attachment.transitGatewayId,
					transitGatewayOwnerId: account,
					resourceOwnerId: account,
					resourceType: attachment.resourceType,
					resourceId: attachment.resourceId,
					state: attachment.state.value(now),
					association: {transitGatewayRouteTableId: attachment.routeTableId, state: 'associated'},
					creationTime: date(attachment.createdAt),
					tagSet: tagSet(attachment.tags),
				})),
			),
			nextToken,
		};
	},
);

export const describeTransitGatewayVpcAttachments = operation(
	'DescribeTransitGatewayVpcAttachments',
	'reads',
	members,
	(input, call) => {
		const {now, account, date} = call;
		const toVpcs = found(input.TransitGatewayAttachmentIds, call).filter(({resourceType}) => resourceType === 'vpc');
		const shown = filtered(toVpcs, input.Filter, {
			state: attachment => [attachment.state.value(now)],
			'transit-gateway-attachment-id': attachment => [attachment.id],
			'transit-gateway-id': attachment => [attachment.transitGatewayId],
			'vpc-id': attachment => [attachment.resourceId],
		});
		const {rows, nextToken} = page(shown, input, {least: 5, ids: input.TransitGatewayAttachmentIds});
		return {
			transitGatewayVpcAttachments: items(
				rows.map(attachment => ({
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
				})),
			),
			nextToken,
		};
	},
);
