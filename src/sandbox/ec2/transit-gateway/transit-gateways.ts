import {answer, chosen, filterList, pageMembers} from '../protocol/filters.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {list, text} from '../protocol/shape.ts';
import {tagSet} from '../protocol/tags.ts';
import {items, type XmlValue} from '../protocol/xml.ts';
import {listed, noTransitGateway} from '../store/resource-lookup.ts';
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
				'options.association-default-route-table-id': gateway => gateway.routeTableId,
				'options.propagation-default-route-table-id': gateway => gateway.routeTableId,
				'options.vpn-ecmp-support': gateway => (gateway.ecmp ? 'enable' : 'disable'),
				'owner-id': () => call.account,
				state: gateway => gateway.state.value(call.now),
				'transit-gateway-id': gateway => gateway.id,
			},
			xml: gateway => transitGatewayXml(gateway, call),
		});
	},
);

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
			defaultRouteTableAssociation: 'enable',
			associationDefaultRouteTableId: gateway.routeTableId,
			defaultRouteTablePropagation: 'enable',
			propagationDefaultRouteTableId: gateway.routeTableId,
			vpnEcmpSupport: gateway.ecmp ? 'enable' : 'disable',
			dnsSupport: 'enable',
			securityGroupReferencingSupport: 'disable',
			multicastSupport: 'disable',
			transitGatewayCidrBlocks: gateway.cidrBlocks.length > 0 ? items(gateway.cidrBlocks) : undefined,
		},
		tagSet: tagSet(gateway.tags),
	};
}
