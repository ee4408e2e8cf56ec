import {operation} from '../protocol/operation.ts';
import {required, text} from '../protocol/shape.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {vpnConnectionOf} from '../store/resource-lookup.ts';
import type {TunnelOptions} from '../store/resources.ts';
import {tunnelOf} from './replace-tunnel.ts';

/** What the two ends settled on. AWS starts from the lowest value that its side allows, and so does the sandbox's device. */
export const getActiveVpnTunnelStatus = operation(
	'GetActiveVpnTunnelStatus',
	'reads',
	{VpnConnectionId: required(text), VpnTunnelOutsideIpAddress: required(text)},
	(input, call) => {
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
	},
);

function negotiated(options: TunnelOptions): {readonly [name: string]: XmlValue} {
	const phase2Encryption = options.phase2Encryption?.[0] ?? 'AES128';
	return {
		phase1EncryptionAlgorithm: options.phase1Encryption?.[0] ?? 'AES128',
		phase2EncryptionAlgorithm: phase2Encryption,
		phase1IntegrityAlgorithm: options.phase1Integrity?.[0] ?? 'SHA1',
		phase2IntegrityAlgorithm: phase2Encryption.includes('GCM') ? undefined : (options.phase2Integrity?.[0] ?? 'SHA1'),
		phase1DHGroup: Math.min(...(options.phase1DhGroups ?? [2])),
		phase2DHGroup: Math.min(...(options.phase2DhGroups ?? [2])),
		ikeVersion: options.ikeVersions?.[0] ?? 'ikev1',
	};
}
