import {usableCustomerGateway} from '../customer-gateway/customer-gateways.ts';
import {ApiError, invalidCombination, invalidValue} from '../protocol/api-error.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {missing, required, text} from '../protocol/shape.ts';
import {amazonAsn} from '../store/resource-lookup.ts';
import type {VpnConnection} from '../store/resources.ts';
import {insideCidrsInUse} from '../tunnel/inside-cidrs.ts';
import {changeableConnection, replaceTunnels} from '../tunnel/replace-tunnels.ts';
import {attachTransitGateway, detachTransitGateway} from './build-connection.ts';
import {connectionOptionsOf} from './connection-input.ts';
import {checkConnectionOptions} from './connection-rules.ts';
import {type ConnectionTarget, targetOf} from './connection-target.ts';
import {checkVpnGatewayLimit} from './create-vpn-connection.ts';
import {livingRoutes, routeMs} from './static-routes.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

export const modifyVpnConnectionOptions = operation(
	'ModifyVpnConnectionOptions',
	'mutates',
	{
		VpnConnectionId: required(text),
		LocalIpv4NetworkCidr: text,
		RemoteIpv4NetworkCidr: text,
		LocalIpv6NetworkCidr: text,
		RemoteIpv6NetworkCidr: text,
		TunnelBandwidth: text,
	},
	({VpnConnectionId: id, ...asked}, call) => {
		const connection = changeableConnection(id, call);
		const changed = connectionOptionsOf({...connection.options, ...asked});
		if (changed.TunnelBandwidth !== connection.options.TunnelBandwidth && call.behavior.bandwidth === 'refused')
			throw new ApiError('UnsupportedOperation', 'TunnelBandwidth cannot be modified in this Region.');
		const gateway = usableCustomerGateway(connection.customerGatewayId, call);
		checkConnectionOptions(changed, targetOfConnection(connection, call), gateway, call);
		connection.options = changed;
		connection.fingerprint = '';
		replaceTunnels(connection, connection.tunnels, call);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

/**
 * Another gateway at either end: both tunnels are replaced, their outside addresses stay.
 * Source: EC2 API, ModifyVpnConnection. It has no member for a concentrator, so a connection of one stays where it is.
 */
export const modifyVpnConnection = operation(
	'ModifyVpnConnection',
	'mutates',
	{VpnConnectionId: required(text), TransitGatewayId: text, CustomerGatewayId: text, VpnGatewayId: text},
	(input, call) => {
		const connection = changeableConnection(input.VpnConnectionId, call);
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
		if (moves) checkMove(connection, target, call);
		connection.customerGatewayId = gateway.id;
		if (moves) move(connection, target, call);
		connection.fingerprint = '';
		replaceTunnels(connection, connection.tunnels, call);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

function move(
	connection: VpnConnection,
	{vpnGatewayId, transitGatewayId}: Pick<ConnectionTarget, 'vpnGatewayId' | 'transitGatewayId'>,
	{region, now, newId}: Call,
): void {
	if (vpnGatewayId === undefined)
		for (const {state} of livingRoutes(connection, now)) state.set(now, 'deleting').later(now + routeMs, 'deleted');
	if (transitGatewayId !== connection.transitGatewayId) detachTransitGateway(connection, region, now);
	const joins = transitGatewayId !== undefined && transitGatewayId !== connection.transitGatewayId;
	connection.vpnGatewayId = vpnGatewayId;
	connection.transitGatewayId = transitGatewayId;
	if (joins) attachTransitGateway(connection, newId('tgw-attach'), region, now);
}

/**
 * AWS wants static routes deleted before a connection leaves its virtual private gateway. What it does where they are not stands nowhere: by
 * default they are dropped. Source: EC2 API Reference, ModifyVpnConnection.
 * @throws ApiError IncorrectState, VpnConnectionLimitExceeded, InvalidParameterValue
 */
function checkMove(connection: VpnConnection, {kind, vpnGatewayId}: ConnectionTarget, call: Call): void {
	const {region, now, behavior} = call;
	if (kind !== 'vgw' && behavior.movedRoutes === 'refused' && livingRoutes(connection, now).length > 0)
		throw new ApiError('IncorrectState', `The VPN connection ${connection.id} has static routes.`);
	if (kind !== 'vgw' || vpnGatewayId === connection.vpnGatewayId) return;
	checkVpnGatewayLimit(vpnGatewayId, call);
	const taken = insideCidrsInUse(region, {vpnGatewayId}, now, connection.id);
	const doubled = connection.tunnels.find(({insideCidr}) => taken.has(insideCidr));
	if (doubled) throw invalidValue(doubled.insideCidr, 'TunnelInsideCidr', 'The CIDR block is already in use.');
}

/** What a connection ends at now. */
function targetOfConnection(connection: VpnConnection, {region}: Call) {
	const {vpnGatewayId, transitGatewayId, concentratorId} = connection;
	const kind =
		vpnGatewayId !== undefined
			? 'vgw'
			: concentratorId !== undefined
				? 'concentrator'
				: transitGatewayId !== undefined
					? 'tgw'
					: 'none';
	return {kind, asn: amazonAsn(connection, region), transitGatewayId} as const;
}
