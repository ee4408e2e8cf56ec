import {usableCustomerGateway} from '../customer-gateway/customer-gateways.ts';
import {invalidCombination} from '../protocol/api-error.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {missing, required, text} from '../protocol/shape.ts';
import type {VpnConnection} from '../store/resources.ts';
import {availableConnection, replaceTunnels} from '../tunnel/replace-tunnel.ts';
import {attachTransitGateway} from './build-connection.ts';
import {checkConnectionOptions} from './connection-rules.ts';
import {targetOf} from './connection-target.ts';
import {targetOfConnection} from './modify-vpn-connection.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

const leaveMs = 3000;

/**
 * Another gateway at either end: both tunnels are replaced, their outside addresses stay.
 * Source: EC2 API, ModifyVpnConnection. It has no member for a concentrator, so a connection of one stays where it is.
 */
export const modifyVpnConnection = operation(
	'ModifyVpnConnection',
	'mutates',
	{VpnConnectionId: required(text), TransitGatewayId: text, CustomerGatewayId: text, VpnGatewayId: text},
	(input, call) => {
		const connection = availableConnection(input.VpnConnectionId, call);
		const {TransitGatewayId: transitGatewayId, VpnGatewayId: vpnGatewayId, CustomerGatewayId: siteId} = input;
		if (transitGatewayId === '' || vpnGatewayId === '')
			throw missing(transitGatewayId === '' ? 'transitGatewayId' : 'vpnGatewayId');
		if (transitGatewayId === undefined && vpnGatewayId === undefined && siteId === undefined)
			throw missing('customerGatewayId');
		const moves = transitGatewayId !== undefined || vpnGatewayId !== undefined;
		if (moves && connection.concentratorId !== undefined)
			throw invalidCombination(`${connection.id} belongs to a VPN concentrator.`);
		const target = moves
			? targetOf({TransitGatewayId: transitGatewayId, VpnGatewayId: vpnGatewayId}, call)
			: targetOfConnection(connection, call);
		const gateway = usableCustomerGateway(siteId ?? connection.customerGatewayId, call);
		checkConnectionOptions(connection.options, target, gateway, call);
		connection.customerGatewayId = gateway.id;
		if (moves) move(connection, target, call);
		connection.fingerprint = '';
		replaceTunnels(connection, connection.tunnels, call.now);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

function move(
	connection: VpnConnection,
	{vpnGatewayId, transitGatewayId}: {readonly vpnGatewayId?: string; readonly transitGatewayId?: string},
	call: Call,
): void {
	const {region, now} = call;
	if (transitGatewayId !== connection.transitGatewayId) {
		for (const attachment of region.transitGatewayAttachments.values())
			if (attachment.resourceId === connection.id)
				attachment.state.set(now, 'deleting').later(now + leaveMs, 'deleted');
	}

	const joins = transitGatewayId !== undefined && transitGatewayId !== connection.transitGatewayId;
	connection.vpnGatewayId = vpnGatewayId;
	connection.transitGatewayId = transitGatewayId;
	if (joins) attachTransitGateway(connection, call.newId('tgw-attach'), region, now);
}
