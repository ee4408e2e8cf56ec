import {ApiError, invalidValue} from '../protocol/api-error.ts';
import {answer, filterList, pageMembers} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {required, text} from '../protocol/shape.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {attachmentOf, available, transitRouteTableOf} from '../store/resource-lookup.ts';
import type {TransitGatewayAttachment, TransitGatewayRouteTable} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';

/*
 * Which table an attachment's traffic is looked up in (its association, one at most), and which tables learn what it teaches (propagation).
 * Source: EC2 API Reference. Of the codes Resource.AlreadyAssociated stands in terraform-provider-aws #16452; the others are a guess.
 */

/** How long joining and leaving a table take, ms of the cloud's clock. */
const associateMs = 2000;

const link = {TransitGatewayRouteTableId: required(text), TransitGatewayAttachmentId: required(text)};
type Link = {readonly TransitGatewayRouteTableId: string; readonly TransitGatewayAttachmentId: string};

export const associateTransitGatewayRouteTable = operation(
	'AssociateTransitGatewayRouteTable',
	'mutates',
	link,
	(input, call) => {
		const {attachment, table} = endsOf(input, call);
		if (associatedTable(attachment, call.now) !== undefined)
			throw new ApiError(
				'Resource.AlreadyAssociated',
				`Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
			);
		attachment.association = {
			routeTableId: table.id,
			state: new Timeline<'associating' | 'associated'>(call.now, 'associating').later(
				call.now + associateMs,
				'associated',
			),
		};
		return {association: {...linkXml(attachment, table), state: 'associating'}};
	},
);

export const disassociateTransitGatewayRouteTable = operation(
	'DisassociateTransitGatewayRouteTable',
	'mutates',
	link,
	(input, call) => {
		const {attachment, table} = endsOf(input, call);
		if (associatedTable(attachment, call.now) !== table.id)
			throw new ApiError('InvalidAssociation.NotFound', `${attachment.id} is not associated with ${table.id}.`);
		attachment.association?.state.set(call.now, 'disassociating').later(call.now + associateMs, 'disassociated');
		return {association: {...linkXml(attachment, table), state: 'disassociating'}};
	},
);

export const enableTransitGatewayRouteTablePropagation = operation(
	'EnableTransitGatewayRouteTablePropagation',
	'mutates',
	link,
	(input, call) => {
		const {attachment, table} = endsOf(input, call);
		if (attachment.propagates.has(table.id))
			throw new ApiError(
				'TransitGatewayRouteTablePropagation.Duplicate',
				`Propagation of ${attachment.id} to ${table.id} already exists.`,
			);
		attachment.propagates.add(table.id);
		return {propagation: {...linkXml(attachment, table), state: 'enabled'}};
	},
);

export const disableTransitGatewayRouteTablePropagation = operation(
	'DisableTransitGatewayRouteTablePropagation',
	'mutates',
	link,
	(input, call) => {
		const {attachment, table} = endsOf(input, call);
		if (!attachment.propagates.delete(table.id))
			throw new ApiError(
				'TransitGatewayRouteTablePropagation.NotFound',
				`Propagation of ${attachment.id} to ${table.id} does not exist.`,
			);
		return {propagation: {...linkXml(attachment, table), state: 'disabled'}};
	},
);

const linksOf = {TransitGatewayRouteTableId: required(text), Filter: filterList, ...pageMembers};

export const getTransitGatewayRouteTableAssociations = operation(
	'GetTransitGatewayRouteTableAssociations',
	'reads',
	linksOf,
	(input, call) => {
		const table = transitRouteTableOf(input.TransitGatewayRouteTableId, call);
		const found = livingAttachments(call).filter(each => associatedTable(each, call.now) === table.id);
		return answer('associations', found, input, {
			least: 5,
			filters,
			xml: each => ({...linkXml(each), state: each.association?.state.value(call.now)}),
		});
	},
);

export const getTransitGatewayRouteTablePropagations = operation(
	'GetTransitGatewayRouteTablePropagations',
	'reads',
	linksOf,
	(input, call) => {
		const table = transitRouteTableOf(input.TransitGatewayRouteTableId, call);
		const found = livingAttachments(call).filter(({propagates}) => propagates.has(table.id));
		return answer('transitGatewayRouteTablePropagations', found, input, {
			least: 5,
			filters,
			xml: each => ({...linkXml(each), state: 'enabled'}),
		});
	},
);

export const getTransitGatewayAttachmentPropagations = operation(
	'GetTransitGatewayAttachmentPropagations',
	'reads',
	{TransitGatewayAttachmentId: required(text), Filter: filterList, ...pageMembers},
	(input, call) => {
		const {propagates} = attachmentOf(input.TransitGatewayAttachmentId, call);
		const found = [...propagates].map(tableId => ({tableId, tags: new Map<string, string>()}));
		return answer('transitGatewayAttachmentPropagations', found, input, {
			least: 5,
			filters: {'transit-gateway-route-table-id': ({tableId}) => tableId},
			xml: ({tableId}) => ({transitGatewayRouteTableId: tableId, state: 'enabled'}),
		});
	},
);

const filters = {
	'resource-id': ({resourceId}: TransitGatewayAttachment) => resourceId,
	'resource-type': ({resourceType}: TransitGatewayAttachment) => resourceType,
	'transit-gateway-attachment-id': ({id}: TransitGatewayAttachment) => id,
};

function livingAttachments({region, now}: Call): readonly TransitGatewayAttachment[] {
	return [...region.transitGatewayAttachments.values()].filter(({state}) => state.value(now) !== 'deleted');
}

function endsOf(input: Link, call: Call) {
	const table = available(transitRouteTableOf(input.TransitGatewayRouteTableId, call), call);
	const attachment = available(attachmentOf(input.TransitGatewayAttachmentId, call), call);
	if (attachment.transitGatewayId !== table.transitGatewayId)
		throw invalidValue(attachment.id, 'transitGatewayAttachmentId', `${table.id} belongs to another transit gateway.`);
	return {attachment, table};
}

/** The table that it is associated with, or is leaving. */
function associatedTable({association}: TransitGatewayAttachment, now: number): string | undefined {
	return association?.state.value(now) === 'disassociated' ? undefined : association?.routeTableId;
}

function linkXml(
	{id, resourceId, resourceType}: TransitGatewayAttachment,
	table?: TransitGatewayRouteTable,
): {readonly [name: string]: XmlValue} {
	return {
		transitGatewayAttachmentId: id,
		resourceId,
		resourceType,
		transitGatewayRouteTableId: table?.id,
	};
}
