import {usableCustomerGateway} from '../customer-gateway/customer-gateways.ts';
import {ApiError, invalidValue} from '../protocol/api-error.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {required, text} from '../protocol/shape.ts';
import {specifiedTags, tagSpecification} from '../protocol/tags.ts';
import * as limits from '../store/limits.ts';
import {live} from '../store/resource-lookup.ts';
import {checkTunnel} from '../tunnel/check-tunnel.ts';
import {insideCidrsInUse} from '../tunnel/inside-cidrs.ts';
import {keyStorageOf} from '../tunnel/preshared-key.ts';
import {buildConnection} from './build-connection.ts';
import {
	type ConnectionOptions,
	type ConnectionOptionsInput,
	connectionOptions,
	connectionOptionsOf,
} from './connection-input.ts';
import {checkConnectionOptions} from './connection-rules.ts';
import {type ConnectionTarget, targetOf} from './connection-target.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

export const createVpnConnection = operation(
	'CreateVpnConnection',
	'mutates',
	{
		CustomerGatewayId: required(text),
		Type: required(text),
		VpnGatewayId: text,
		TransitGatewayId: text,
		VpnConcentratorId: text,
		TagSpecification: tagSpecification,
		PreSharedKeyStorage: text,
		Options: connectionOptions,
	},
	(input, call) => {
		if (input.Type !== 'ipsec.1') throw invalidValue(input.Type, 'type');
		const keyStorage = keyStorageOf(input.PreSharedKeyStorage);
		const gateway = usableCustomerGateway(input.CustomerGatewayId, call);
		const target = targetOf(input, call);
		const given: ConnectionOptionsInput = input.Options ?? {};
		const options = connectionOptionsOf(given);
		const tunnels = given.TunnelOptions ?? [];
		checkConnectionOptions(options, target, gateway, call);
		const tags = specifiedTags(input.TagSpecification, 'vpn-connection');
		// The same request gives the same connection back, before its own inside ranges count as taken.
		const fingerprint = JSON.stringify([gateway.id, {...target, asn: 0}, keyStorage, options, tunnels]);
		const same = [...call.region.vpnConnections.values()].find(
			connection => connection.fingerprint === fingerprint && live(connection.state, call.now),
		);
		if (same) return {vpnConnection: vpnConnectionXml(same, call)};
		if (tunnels.length > 2)
			throw invalidValue(tunnels.length, 'TunnelOptions', 'A VPN connection has at most two tunnels.');
		const taken = insideCidrsInUse(call.region, target, call.now);
		for (const tunnel of tunnels) checkTunnel(tunnel, options, gateway, target, taken);
		checkLimits(options, target, call);
		const connection = buildConnection(
			{
				id: call.newId('vpn'),
				attachmentId: call.newId('tgw-attach'),
				target,
				gateway,
				options,
				tunnels,
				keyStorage,
				tags,
				fingerprint,
			},
			call.region,
			call.now,
		);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

function checkLimits({EnableAcceleration}: ConnectionOptions, target: ConnectionTarget, {region, now}: Call): void {
	const living = [...region.vpnConnections.values()].filter(({state}) => live(state, now));
	const full = (count: number, limit: number, what: string): void => {
		if (count >= limit)
			throw new ApiError(
				'VpnConnectionLimitExceeded',
				`The maximum number of VPN connections ${what} has been reached.`,
			);
	};
	full(living.length, limits.connectionsPerRegion, 'in this region');
	if (target.kind === 'vgw')
		full(
			living.filter(({vpnGatewayId}) => vpnGatewayId === target.vpnGatewayId).length,
			limits.connectionsPerVpnGateway,
			'per virtual private gateway',
		);
	if (target.kind === 'concentrator')
		full(
			living.filter(({concentratorId}) => concentratorId === target.concentratorId).length,
			limits.connectionsPerConcentrator,
			'per VPN concentrator',
		);
	if (target.kind === 'none')
		full(
			living.filter(({vpnGatewayId, transitGatewayId}) => (vpnGatewayId ?? transitGatewayId) === undefined).length,
			limits.unassociatedConnections,
			'without a gateway',
		);
	if (EnableAcceleration)
		full(
			living.filter(({options}) => options.EnableAcceleration).length,
			limits.acceleratedConnections,
			'with acceleration',
		);
}
