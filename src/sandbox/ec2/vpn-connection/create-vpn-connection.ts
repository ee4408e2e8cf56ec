import {usableCustomerGateway} from '../customer-gateway/customer-gateways.ts';
import {ApiError, invalidValue} from '../protocol/api-error.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {required, text} from '../protocol/shape.ts';
import {specifiedTags, tagSpecification} from '../protocol/tags.ts';
import * as limits from '../store/limits.ts';
import {live} from '../store/resource-lookup.ts';
import type {VpnConnection} from '../store/resources.ts';
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
		const ids = {id: call.newId('vpn'), attachmentId: call.newId('tgw-attach')};
		const order = {...ids, target, gateway, options, tunnels, keyStorage, tags, fingerprint};
		const connection = buildConnection(order, call.region, call.now);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

type Quota = readonly [applies: boolean, counts: (other: VpnConnection) => boolean, most: number, what: string];

function checkLimits({EnableAcceleration}: ConnectionOptions, target: ConnectionTarget, {region, now}: Call): void {
	const quotas: readonly Quota[] = [
		[true, () => true, limits.connectionsPerRegion, 'in this region'],
		[
			target.kind === 'concentrator',
			({concentratorId}) => concentratorId === target.concentratorId,
			limits.connectionsPerConcentrator,
			'per VPN concentrator',
		],
		[
			target.kind === 'none',
			({vpnGatewayId, transitGatewayId}) => (vpnGatewayId ?? transitGatewayId) === undefined,
			limits.unassociatedConnections,
			'without a gateway',
		],
		[EnableAcceleration, ({options}) => options.EnableAcceleration, limits.acceleratedConnections, 'with acceleration'],
	];
	if (target.kind === 'vgw') checkVpnGatewayLimit(target.vpnGatewayId, {region, now});
	for (const [applies, counts, most, what] of quotas) if (applies) checkQuota(counts, most, what, {region, now});
}

/** Also for a connection that moves to the gateway. @throws ApiError VpnConnectionLimitExceeded */
export function checkVpnGatewayLimit(id: string | undefined, call: Pick<Call, 'region' | 'now'>): void {
	checkQuota(
		({vpnGatewayId}) => vpnGatewayId === id,
		limits.connectionsPerVpnGateway,
		'per virtual private gateway',
		call,
	);
}

function checkQuota(
	counts: (other: VpnConnection) => boolean,
	most: number,
	what: string,
	{region, now}: Pick<Call, 'region' | 'now'>,
): void {
	const living = [...region.vpnConnections.values()].filter(({state}) => live(state, now));
	if (living.filter(counts).length >= most)
		throw new ApiError('VpnConnectionLimitExceeded', `The maximum number of VPN connections ${what} has been reached.`);
}
