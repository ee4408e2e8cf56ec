import {ApiError, invalidValue} from '../protocol/api-error.ts';
import {answer, chosen, filterList, pageMembers} from '../protocol/filters.ts';
import {type Call, done, operation} from '../protocol/operation.ts';
import {list, missing, required, text} from '../protocol/shape.ts';
import {specifiedTags, tagSet, tagSpecification} from '../protocol/tags.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {availableTransitGateway, listed, live, noVpnConcentrator, vpnConcentratorOf} from '../store/resource-lookup.ts';
import type {TransitGateway, VpnConcentrator} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';

/** How long making and deleting one take, ms of the cloud's clock. */
const makeMs = 4000;
const deleteMs = 3000;

/** Source: EC2 API, CreateVpnConcentrator; what it answers without a transit gateway is not documented. */
export const createVpnConcentrator = operation(
	'CreateVpnConcentrator',
	'mutates',
	{Type: required(text), TransitGatewayId: text, TagSpecification: tagSpecification},
	(input, call) => {
		if (input.Type !== 'ipsec.1') throw invalidValue(input.Type, 'type');
		if (input.TransitGatewayId === undefined) throw missing('TransitGatewayId');
		const gateway = availableTransitGateway(input.TransitGatewayId, call);
		const concentrator: VpnConcentrator = {
			id: call.newId('vcn'),
			transitGatewayId: gateway.id,
			transitGatewayAttachmentId: call.newId('tgw-attach'),
			state: new Timeline<string>(call.now, 'pending').later(call.now + makeMs, 'available'),
			tags: specifiedTags(input.TagSpecification, 'vpn-concentrator'),
		};
		call.region.vpnConcentrators.set(concentrator.id, concentrator);
		attach(concentrator, gateway, call);
		return {vpnConcentrator: concentratorXml(concentrator, call)};
	},
);

export const deleteVpnConcentrator = operation(
	'DeleteVpnConcentrator',
	'mutates',
	{VpnConcentratorId: required(text)},
	({VpnConcentratorId: id}, call) => {
		const {region, now} = call;
		const concentrator = vpnConcentratorOf(id, call);
		const holds = [...region.vpnConnections.values()].some(
			({concentratorId, state}) => concentratorId === id && live(state, now),
		);
		if (holds) throw new ApiError('IncorrectState', 'The vpnConcentrator is in use.');
		concentrator.state.set(now, 'deleting').later(now + deleteMs, 'deleted');
		const attachment = region.transitGatewayAttachments.get(concentrator.transitGatewayAttachmentId);
		attachment?.state.set(now, 'deleting').later(now + deleteMs, 'deleted');
		return done;
	},
);

/** One attachment for all of its connections. Source: EC2 API, VpnConcentrator, TransitGatewayAttachmentId. */
function attach({id, transitGatewayAttachmentId}: VpnConcentrator, gateway: TransitGateway, {region, now}: Call): void {
	const {association, propagation} = gateway.defaultTables;
	region.transitGatewayAttachments.set(transitGatewayAttachmentId, {
		id: transitGatewayAttachmentId,
		transitGatewayId: gateway.id,
		resourceType: 'vpn-concentrator',
		resourceId: id,
		subnetIds: [],
		...(association === undefined
			? {}
			: {association: {routeTableId: association, state: new Timeline<'associated'>(now, 'associated')}}),
		propagates: new Set(propagation === undefined ? [] : [propagation]),
		createdAt: now,
		state: new Timeline<'pending' | 'available'>(now, 'pending').later(now + makeMs, 'available'),
		tags: new Map(),
	});
}

function concentratorXml(concentrator: VpnConcentrator, {now}: Call): XmlValue {
	return {
		vpnConcentratorId: concentrator.id,
		state: concentrator.state.value(now),
		transitGatewayId: concentrator.transitGatewayId,
		transitGatewayAttachmentId: concentrator.transitGatewayAttachmentId,
		type: 'ipsec.1',
		tagSet: tagSet(concentrator.tags),
	};
}

export const describeVpnConcentrators = operation(
	'DescribeVpnConcentrators',
	'reads',
	{VpnConcentratorId: list(text), Filter: filterList, ...pageMembers},
	(input, call) => {
		const {region, now} = call;
		const found = chosen(listed(region.vpnConcentrators, now), input.VpnConcentratorId, noVpnConcentrator);
		return answer('vpnConcentratorSet', found, input, {
			least: 200,
			ids: input.VpnConcentratorId,
			filters: {
				state: concentrator => concentrator.state.value(now),
				'transit-gateway-id': concentrator => concentrator.transitGatewayId,
				'vpn-concentrator-id': concentrator => concentrator.id,
			},
			xml: concentrator => concentratorXml(concentrator, call),
		});
	},
);
