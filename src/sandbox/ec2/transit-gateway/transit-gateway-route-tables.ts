import {ApiError} from '../protocol/api-error.ts';
import {answer, chosen, filterList, pageMembers} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {list, required, text} from '../protocol/shape.ts';
import {specifiedTags, tagSet, tagSpecification} from '../protocol/tags.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {availableTransitGateway, listed, noTransitRouteTable, transitRouteTableOf} from '../store/resource-lookup.ts';
import type {TransitGatewayRouteTable} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';

/** How long making and deleting one take, ms of the cloud's clock. */
const makeMs = 2000;

export const describeTransitGatewayRouteTables = operation(
	'DescribeTransitGatewayRouteTables',
	'reads',
	{TransitGatewayRouteTableIds: list(text), Filter: filterList, ...pageMembers},
	(input, call) => {
		const tables = listed(call.region.transitGatewayRouteTables, call.now);
		const found = chosen(tables, input.TransitGatewayRouteTableIds, noTransitRouteTable);
		return answer('transitGatewayRouteTables', found, input, {
			least: 5,
			ids: input.TransitGatewayRouteTableIds,
			filters: {
				'default-association-route-table': table => String(isDefault(table, 'association', call)),
				'default-propagation-route-table': table => String(isDefault(table, 'propagation', call)),
				state: ({state}) => state.value(call.now),
				'transit-gateway-id': ({transitGatewayId}) => transitGatewayId,
				'transit-gateway-route-table-id': ({id}) => id,
			},
			xml: table => routeTableXml(table, call),
		});
	},
);

export const createTransitGatewayRouteTable = operation(
	'CreateTransitGatewayRouteTable',
	'mutates',
	{TransitGatewayId: required(text), TagSpecifications: tagSpecification},
	(input, call) => {
		const gateway = availableTransitGateway(input.TransitGatewayId, call);
		const table: TransitGatewayRouteTable = {
			id: call.newId('tgw-rtb'),
			transitGatewayId: gateway.id,
			createdAt: call.now,
			state: new Timeline<'pending' | 'available'>(call.now, 'pending').later(call.now + makeMs, 'available'),
			tags: specifiedTags(input.TagSpecifications, 'transit-gateway-route-table'),
		};
		call.region.transitGatewayRouteTables.set(table.id, table);
		return {transitGatewayRouteTable: routeTableXml(table, call)};
	},
);

export const deleteTransitGatewayRouteTable = operation(
	'DeleteTransitGatewayRouteTable',
	'mutates',
	{TransitGatewayRouteTableId: required(text)},
	(input, call) => {
		const table = transitRouteTableOf(input.TransitGatewayRouteTableId, call);
		const associated = [...call.region.transitGatewayAttachments.values()].some(
			({association, state}) =>
				association?.routeTableId === table.id &&
				association.state.value(call.now) !== 'disassociated' &&
				state.value(call.now) !== 'deleted',
		);
		if (associated || isDefault(table, 'association', call) || isDefault(table, 'propagation', call))
			throw new ApiError('IncorrectState', `${table.id} is in use.`);
		table.state.set(call.now, 'deleting').later(call.now + makeMs, 'deleted');
		return {transitGatewayRouteTable: routeTableXml(table, call)};
	},
);

function isDefault(
	{id, transitGatewayId}: TransitGatewayRouteTable,
	of: 'association' | 'propagation',
	{region}: Call,
): boolean {
	return region.transitGateways.get(transitGatewayId)?.defaultTables[of] === id;
}

function routeTableXml(table: TransitGatewayRouteTable, call: Call): XmlValue {
	return {
		transitGatewayRouteTableId: table.id,
		transitGatewayId: table.transitGatewayId,
		state: table.state.value(call.now),
		defaultAssociationRouteTable: isDefault(table, 'association', call),
		defaultPropagationRouteTable: isDefault(table, 'propagation', call),
		creationTime: call.date(table.createdAt),
		tagSet: tagSet(table.tags),
	};
}
