import {ApiError} from '../protocol/api-error.ts';
import {done, operation} from '../protocol/operation.ts';
import {flag, required, text} from '../protocol/shape.ts';
import {vpnConnectionOf} from '../store/resource-lookup.ts';
import {vpnConnectionXml} from '../vpn-connection/vpn-connection-xml.ts';
import {changeableConnection, replaceTunnels, tunnelOf} from './replace-tunnels.ts';

export const oneTunnel = {VpnConnectionId: required(text), VpnTunnelOutsideIpAddress: required(text)};

export const replaceVpnTunnel = operation(
	'ReplaceVpnTunnel',
	'mutates',
	{...oneTunnel, ApplyPendingMaintenance: flag},
	(input, call) => {
		const connection = changeableConnection(input.VpnConnectionId, call);
		const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		if (input.ApplyPendingMaintenance && tunnel.maintenance?.pending)
			tunnel.maintenance = {pending: false, lastApplied: call.now};
		replaceTunnels(connection, [tunnel], call);
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
		const connection = changeableConnection(input.VpnConnectionId, call);
		const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		if (call.region.customerGateways.get(connection.customerGatewayId)?.certificateArn === undefined)
			throw new ApiError(
				'UnsupportedOperation',
				`The VPN connection ${connection.id} does not use certificate-based authentication.`,
			);
		tunnel.certificates += 1;
		replaceTunnels(connection, [tunnel], call);
		return {vpnConnection: vpnConnectionXml(connection, call)};
	},
);
