import {invalidCombination, invalidValue} from '../protocol/api-error.ts';
import {answer, chosen, filterList, pageMembers} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {list, required, structure, text} from '../protocol/shape.ts';
import {tagSet} from '../protocol/tags.ts';
import {items, type XmlValue} from '../protocol/xml.ts';
import {availableTransitGateway, listed, noTransitGateway, transitRouteTableOf} from '../store/resource-lookup.ts';
import type {TransitGateway} from '../store/resources.ts';

export const describeTransitGateways = operation(
	'DescribeTransitGateways',
	'reads',
	{TransitGatewayIds: list(text), Filter: filterList, ...pageMembers},
	(input, call) => {
		const found = chosen(listed(call.region.transitGateways, call.now), input.TransitGatewayIds, noTransitGateway);
		return answer('transitGatewaySet', found, input, {
			least: 5,
			ids: input.TransitGatewayIds,
			filters: {
				'options.amazon-side-asn': gateway => String(gateway.asn),
				'options.association-default-route-table-id': gateway => gateway.defaultTables.association,
				'options.propagation-default-route-table-id': gateway => gateway.defaultTables.propagation,
				'options.vpn-ecmp-support': gateway => (gateway.ecmp ? 'enable' : 'disable'),
				'owner-id': () => call.account,
				state: gateway => gateway.state.value(call.now),
				'transit-gateway-id': gateway => gateway.id,
			},
			xml: gateway => transitGatewayXml(gateway, call),
		});
	},
);

const onOrOff = (tableId: string | undefined) => (tableId === undefined ? 'disable' : 'enable');

/** Which table new attachments are joined to: of the options those alone. What stands keeps its tables. Source: EC2 API Reference; the times are a guess. */
export const modifyTransitGateway = operation(
	'ModifyTransitGateway',
	'mutates',
	{
		TransitGatewayId: required(text),
		Options: structure({
			DefaultRouteTableAssociation: text,
			AssociationDefaultRouteTableId: text,
			DefaultRouteTablePropagation: text,
			PropagationDefaultRouteTableId: text,
		}),
	},
	({TransitGatewayId: id, Options: options = {}}, call) => {
		const gateway = availableTransitGateway(id, call);
		const {association, propagation} = gateway.defaultTables;
		gateway.defaultTables = {
			association: defaultTable(
				{is: association, asked: options.DefaultRouteTableAssociation, tableId: options.AssociationDefaultRouteTableId},
				gateway,
				call,
			),
			propagation: defaultTable(
				{is: propagation, asked: options.DefaultRouteTablePropagation, tableId: options.PropagationDefaultRouteTableId},
				gateway,
				call,
			),
		};
		gateway.state.set(call.now, 'modifying').later(call.now + modifyMs, 'available');
		return {transitGateway: transitGatewayXml(gateway, call)};
	},
);

/** How long a change takes, ms of the cloud's clock. */
const modifyMs = 2000;

/** @throws ApiError InvalidParameterValue, InvalidParameterCombination, InvalidRouteTableID.NotFound */
function defaultTable(
	{is, asked, tableId}: {readonly [member in 'is' | 'asked' | 'tableId']: string | undefined},
	gateway: TransitGateway,
	call: Call,
): string | undefined {
	if (asked !== undefined && asked !== 'enable' && asked !== 'disable') throw invalidValue(asked, 'options');
	if (asked === 'disable' && tableId !== undefined)
		throw invalidCombination('A default route table cannot be given while it is disabled.');
	if (asked === 'disable') return undefined;
	if (asked === undefined && tableId === undefined) return is;
	const table = transitRouteTableOf(tableId ?? is ?? gateway.routeTableId, call);
	if (table.transitGatewayId !== gateway.id) throw invalidValue(table.id, 'options');
	return table.id;
}

function transitGatewayXml(gateway: TransitGateway, {now, account, region, date}: Call): XmlValue {
	return {
		transitGatewayId: gateway.id,
		transitGatewayArn: `arn:aws:ec2:${region.name}:${account}:transit-gateway/${gateway.id}`,
		state: gateway.state.value(now),
		ownerId: account,
		description: gateway.description,
		creationTime: date(gateway.createdAt),
		options: {
			amazonSideAsn: gateway.asn,
			autoAcceptSharedAttachments: 'disable',
			defaultRouteTableAssociation: onOrOff(gateway.defaultTables.association),
			associationDefaultRouteTableId: gateway.defaultTables.association,
			defaultRouteTablePropagation: onOrOff(gateway.defaultTables.propagation),
			propagationDefaultRouteTableId: gateway.defaultTables.propagation,
			vpnEcmpSupport: gateway.ecmp ? 'enable' : 'disable',
			dnsSupport: 'enable',
			securityGroupReferencingSupport: 'disable',
			multicastSupport: 'disable',
			transitGatewayCidrBlocks: gateway.cidrBlocks.length > 0 ? items(gateway.cidrBlocks) : undefined,
		},
		tagSet: tagSet(gateway.tags),
	};
}
