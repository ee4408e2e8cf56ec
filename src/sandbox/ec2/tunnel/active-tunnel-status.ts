import {operation} from '../protocol/operation.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {vpnConnectionOf} from '../store/resource-lookup.ts';
import {tunnelOf} from './replace-tunnels.ts';
import type {TunnelOptions} from './tunnel-input.ts';
import {oneTunnel} from './tunnels.ts';

const reasons = {
	available: undefined,
	pending: 'The tunnel is being provisioned',
	failed: 'The tunnel could not be provisioned',
};

/** What the two ends settled on. AWS starts from the lowest value that its side allows, and so does the sandbox's device. */
export const getActiveVpnTunnelStatus = operation('GetActiveVpnTunnelStatus', 'reads', oneTunnel, (input, call) => {
	const connection = vpnConnectionOf(input.VpnConnectionId, call);
	const {status, provisioning, options} = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
	const up = status.value(call.now).status === 'UP';
	const provisioned = provisioning.value(call.now);
	return {
		activeVpnTunnelStatus: {
			...(up ? negotiated(options) : {}),
			provisioningStatus: provisioned,
			provisioningStatusReason: reasons[provisioned],
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
