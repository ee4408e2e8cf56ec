import {ApiError, invalidValue} from './api-error.ts';
import {checkTunnel} from './check-tunnel.ts';
import {connectionOptionsOf} from './connection-input.ts';
import {checkConnectionOptions} from './connection-rules.ts';
import {usableCustomerGateway} from './customer-gateways.ts';
import {insideCidrsInUse} from './inside-cidrs.ts';
import {type Call, operation} from './operation.ts';
import {vpnConnectionOf} from './resource-lookup.ts';
import type {Tunnel, VpnConnection} from './resources.ts';
import {flag, required, structure, text} from './shape.ts';
import {tunnelMembers, tunnelOptionsOf} from './tunnel-input.ts';
import {ipsecDown, tunnelUp} from './tunnel-states.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

/** How long replacing a tunnel takes until the connection is available again, and until the tunnel is UP again; cloud-clock ms. */
const modifyMs = 4000;
const upAgainMs = 8000;

export const modifyVpnTunnelOptions = operation(
	'ModifyVpnTunnelOptions',
	'mutates',
	{
		VpnConnectionId: required(text),
		VpnTunnelOutsideIpAddress: required(text),
		TunnelOptions: required(structure(tunnelMembers)),
		SkipTunnelReplacement: flag,
		PreSharedKeyStorage: text,
	},
	(input, call) => {
		const connection = availableConnection(input.VpnConnectionId, call);
		const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		if (input.PreSharedKeyStorage !== undefined && !['Standard', 'SecretsManager'].includes(input.PreSharedKeyStorage))
			throw invalidValue(
				input.PreSharedKeyStorage,
				'preSharedKeyStorage',
				'Valid values are Standard, SecretsManager.',
			);
		const taken = insideCidrsInUse(call.region, connection, call.now, connection.id);
		for (const other of connection.tunnels)
			if (other !== tunnel) taken.add(other.insideCidr).add(other.insideIpv6Cidr ?? '');
		checkTunnel(
			input.TunnelOptions,
			connection.options,
			call.region.customerGateways.get(connection.customerGatewayId),
			taken,
		);
		tunnel.insideCidr = input.TunnelOptions.TunnelInsideCidr ?? tunnel.insideCidr;
		tunnel.presharedKey = input.TunnelOptions.PreSharedKey ?? tunnel.presharedKey;
		if (input.TunnelOptions.TunnelInsideIpv6Cidr !== undefined)
			tunnel.insideIpv6Cidr = input.TunnelOptions.TunnelInsideIpv6Cidr;
		tunnel.options = {...tunnel.options, ...tunnelOptionsOf(input.TunnelOptions)};
		replace(connection, [tunnel], call.now);
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
	(input, call) => {
		const connection = availableConnection(input.VpnConnectionId, call);
		const {options} = connection;
		const changed = {
			...options,
			localIpv4Cidr: input.LocalIpv4NetworkCidr ?? options.localIpv4Cidr,
			remoteIpv4Cidr: input.RemoteIpv4NetworkCidr ?? options.remoteIpv4Cidr,
			localIpv6Cidr: input.LocalIpv6NetworkCidr ?? options.localIpv6Cidr,
			remoteIpv6Cidr: input.RemoteIpv6NetworkCidr ?? options.remoteIpv6Cidr,
			tunnelBandwidth: connectionOptionsOf({TunnelBandwidth: input.TunnelBandwidth ?? options.tunnelBandwidth})
				.tunnelBandwidth,
		};
		const gateway = usableCustomerGateway(connection.customerGatewayId, call);
		checkConnectionOptions(changed, targetOfConnection(connection, call), gateway, call);
		connection.options = changed;
		replace(connection, connection.tunnels, call.now);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

function targetOfConnection({vpnGatewayId, transitGatewayId, concentratorId}: VpnConnection, {region}: Call) {
	const asn =
		region.vpnGateways.get(vpnGatewayId ?? '')?.asn ??
		region.transitGateways.get(transitGatewayId ?? '')?.asn ??
		64_512;
	const kind =
		vpnGatewayId !== undefined
			? 'vgw'
			: concentratorId !== undefined
				? 'concentrator'
				: transitGatewayId !== undefined
					? 'tgw'
					: 'none';
	return {kind, asn, ...(transitGatewayId === undefined ? {} : {transitGatewayId})} as const;
}

function availableConnection(id: string, call: Call): VpnConnection {
	const connection = vpnConnectionOf(id, call);
	if (connection.state.value(call.now) !== 'available')
		throw new ApiError('InvalidVpnConnection.InvalidState', `The VPN connection ${id} is not in the available state.`);
	return connection;
}

/** The tunnel with this outside address. @throws ApiError InvalidParameterValue */
export function tunnelOf({tunnels}: VpnConnection, outsideAddress: string): Tunnel {
	const tunnel = tunnels.find(candidate => candidate.outsideAddress === outsideAddress);
	if (!tunnel) throw invalidValue(outsideAddress, 'vpnTunnelOutsideIpAddress');
	return tunnel;
}

function replace(connection: VpnConnection, tunnels: readonly Tunnel[], now: number): void {
	connection.state.set(now, 'modifying').later(now + modifyMs, 'available');
	for (const {status} of tunnels)
		status.set(now, ipsecDown).later(now + upAgainMs, tunnelUp(connection.options.staticRoutesOnly));
}
