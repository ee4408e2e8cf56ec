import {ApiError, invalidValue} from '../protocol/api-error.ts';
import {type Call, done, operation} from '../protocol/operation.ts';
import {flag, required, text} from '../protocol/shape.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {vpnConnectionOf} from '../store/resource-lookup.ts';
import type {Tunnel, VpnConnection} from '../store/resources.ts';
import {vpnConnectionXml} from '../vpn-connection/vpn-connection-xml.ts';
import type {TunnelOptions} from './tunnel-input.ts';
import {ipsecDown, tunnelUp} from './tunnel-states.ts';

/** How long replacing a tunnel takes until the connection is available again, and until the tunnel is UP again; cloud-clock ms. */
const modifyMs = 4000;
const upAgainMs = 8000;

/** @throws ApiError InvalidVpnConnectionID.NotFound, InvalidVpnConnection.InvalidState */
export function availableConnection(id: string, call: Call): VpnConnection {
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

/** New endpoints for these tunnels: the connection is `modifying` for a while, and they come up again later. */
export function replaceTunnels(connection: VpnConnection, tunnels: readonly Tunnel[], now: number): void {
	connection.state.set(now, 'modifying').later(now + modifyMs, 'available');
	for (const {status} of tunnels)
		status.set(now, ipsecDown).later(now + upAgainMs, tunnelUp(connection.options.StaticRoutesOnly));
}

const oneTunnel = {VpnConnectionId: required(text), VpnTunnelOutsideIpAddress: required(text)};

export const replaceVpnTunnel = operation(
	'ReplaceVpnTunnel',
	'mutates',
	{...oneTunnel, ApplyPendingMaintenance: flag},
	(input, call) => {
		const connection = availableConnection(input.VpnConnectionId, call);
		const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		if (input.ApplyPendingMaintenance && tunnel.maintenance?.pending)
			tunnel.maintenance = {pending: false, lastApplied: call.now};
		replaceTunnels(connection, [tunnel], call.now);
		return done;
	},
);

/** The words of PendingMaintenance are those of AWS's console: which ones the API has is not documented. */
export const getVpnTunnelReplacementStatus = operation(
	'GetVpnTunnelReplacementStatus',
	'reads',
	oneTunnel,
	(input, call) => {
		const connection = vpnConnectionOf(input.VpnConnectionId, call);
		const {maintenance, outsideAddress} = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		const date = (at: number | undefined) => (at === undefined ? undefined : call.date(at));
		return {
			vpnConnectionId: connection.id,
			transitGatewayId: connection.transitGatewayId,
			customerGatewayId: connection.customerGatewayId,
			vpnGatewayId: connection.vpnGatewayId,
			vpnTunnelOutsideIpAddress: outsideAddress,
			maintenanceDetails: {
				pendingMaintenance: maintenance?.pending ? 'Available' : 'None',
				maintenanceAutoAppliedAfter: date(maintenance?.autoAppliedAfter),
				lastMaintenanceApplied: date(maintenance?.lastApplied),
			},
		};
	},
);

/** Only a customer gateway with a certificate has one at the other end. */
export const modifyVpnTunnelCertificate = operation(
	'ModifyVpnTunnelCertificate',
	'mutates',
	oneTunnel,
	(input, call) => {
		const connection = availableConnection(input.VpnConnectionId, call);
		const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		if (call.region.customerGateways.get(connection.customerGatewayId)?.certificateArn === undefined)
			throw new ApiError(
				'UnsupportedOperation',
				`The VPN connection ${connection.id} does not use certificate-based authentication.`,
			);
		replaceTunnels(connection, [tunnel], call.now);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);

/** What the two ends settled on. AWS starts from the lowest value that its side allows, and so does the sandbox's device. */
export const getActiveVpnTunnelStatus = operation('GetActiveVpnTunnelStatus', 'reads', oneTunnel, (input, call) => {
	const connection = vpnConnectionOf(input.VpnConnectionId, call);
	const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
	const up = tunnel.status.value(call.now).status === 'UP';
	const provisioned = connection.state.value(call.now) === 'available';
	return {
		activeVpnTunnelStatus: {
			...(up ? negotiated(tunnel.options) : {}),
			provisioningStatus: provisioned ? 'available' : 'pending',
			provisioningStatusReason: provisioned ? undefined : 'The tunnel is being provisioned',
		},
	};
});

function negotiated(options: TunnelOptions): {readonly [name: string]: XmlValue} {
	const cipher = options.Phase2EncryptionAlgorithm?.[0] ?? 'AES128';
	return {
		phase1EncryptionAlgorithm: options.Phase1EncryptionAlgorithm?.[0] ?? 'AES128',
		phase2EncryptionAlgorithm: cipher,
		phase1IntegrityAlgorithm: options.Phase1IntegrityAlgorithm?.[0] ?? 'SHA1',
		phase2IntegrityAlgorithm: cipher.includes('GCM') ? undefined : (options.Phase2IntegrityAlgorithm?.[0] ?? 'SHA1'),
		phase1DHGroup: Math.min(...(options.Phase1DHGroupNumber ?? [2])),
		phase2DHGroup: Math.min(...(options.Phase2DHGroupNumber ?? [2])),
		ikeVersion: options.IKEVersion?.[0] ?? 'ikev1',
	};
}
