import {usableCustomerGateway} from '../customer-gateway/customer-gateways.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {flag, missing, required, structure, text} from '../protocol/shape.ts';
import {amazonAsn} from '../store/resource-lookup.ts';
import type {VpnConnection} from '../store/resources.ts';
import {checkTunnel} from '../tunnel/check-tunnel.ts';
import {insideCidrsInUse, insideCidrsOf} from '../tunnel/inside-cidrs.ts';
import {keyStorageOf} from '../tunnel/preshared-key.ts';
import {availableConnection, replaceTunnels, tunnelOf} from '../tunnel/replace-tunnel.ts';
import {tunnelMembers, tunnelOptionsOf} from '../tunnel/tunnel-input.ts';
import {connectionOptionsOf} from './connection-input.ts';
import {checkConnectionOptions} from './connection-rules.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

export const modifyVpnTunnelOptions = operation(
	'ModifyVpnTunnelOptions',
	'mutates',
	{
		VpnConnectionId: required(text),
		VpnTunnelOutsideIpAddress: required(text),
		// An empty structure has no place in a query: who changes the storage alone sends none.
		TunnelOptions: structure(tunnelMembers),
		SkipTunnelReplacement: flag,
		PreSharedKeyStorage: text,
	},
	(input, call) => {
		const connection = availableConnection(input.VpnConnectionId, call);
		const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		if (input.TunnelOptions === undefined && input.PreSharedKeyStorage === undefined) throw missing('TunnelOptions');
		const given = input.TunnelOptions ?? {};
		const keyStorage =
			input.PreSharedKeyStorage === undefined ? connection.keyStorage : keyStorageOf(input.PreSharedKeyStorage);
		const taken = insideCidrsInUse(call.region, connection, call.now, connection.id);
		for (const other of connection.tunnels)
			if (other !== tunnel) for (const cidr of insideCidrsOf(connection, other)) taken.add(cidr);
		const gateway = call.region.customerGateways.get(connection.customerGatewayId);
		checkTunnel(given, connection.options, gateway, connection, taken);
		tunnel.insideCidr = given.TunnelInsideCidr ?? tunnel.insideCidr;
		tunnel.presharedKey = given.PreSharedKey ?? tunnel.presharedKey;
		if (given.TunnelInsideIpv6Cidr !== undefined) tunnel.insideIpv6Cidr = given.TunnelInsideIpv6Cidr;
		tunnel.options = {...tunnel.options, ...tunnelOptionsOf(given)};
		// Whether one tunnel can have its key elsewhere than the other is not documented: here both go.
		connection.keyStorage = keyStorage;
		connection.fingerprint = '';
		const onlyLifecycle = Object.keys(given).every(name => name === 'EnableTunnelLifecycleControl');
		if (!(input.SkipTunnelReplacement && onlyLifecycle)) replaceTunnels(connection, [tunnel], call.now);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

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
		const connection = availableConnection(id, call);
		const changed = connectionOptionsOf({...connection.options, ...asked});
		const gateway = usableCustomerGateway(connection.customerGatewayId, call);
		checkConnectionOptions(changed, targetOfConnection(connection, call), gateway, call);
		connection.options = changed;
		connection.fingerprint = '';
		replaceTunnels(connection, connection.tunnels, call.now);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

/** What a connection ends at now. */
export function targetOfConnection(connection: VpnConnection, {region}: Call) {
	const {vpnGatewayId, transitGatewayId, concentratorId} = connection;
	const kind =
		vpnGatewayId !== undefined
			? 'vgw'
			: concentratorId !== undefined
				? 'concentrator'
				: transitGatewayId !== undefined
					? 'tgw'
					: 'none';
	return {
		kind,
		asn: amazonAsn(connection, region),
		...(transitGatewayId === undefined ? {} : {transitGatewayId}),
	} as const;
}
