import {ApiError} from '../protocol/api-error.ts';
import {operation} from '../protocol/operation.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {vpnConnectionOf} from '../store/resource-lookup.ts';
import {tunnelOf} from './replace-tunnels.ts';
import type {TunnelOptions} from './tunnel-input.ts';
import {allowed} from './tunnel-rules.ts';
import {waitingForBgp} from './tunnel-states.ts';
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
	const {status: told, message} = status.value(call.now);
	// what stands below BGP is negotiated, whatever becomes of BGP
	const up = told === 'UP' || message === waitingForBgp.message;
	if (!up && call.behavior.downTunnel === 'refused')
		throw new ApiError('IncorrectState', 'The VPN tunnel is not active.');
	const provisioned = provisioning.value(call.now);
	return {
		activeVpnTunnelStatus: {
			...(up || call.behavior.downTunnel === 'last' ? negotiated(options) : {}),
			provisioningStatus: provisioned,
			provisioningStatusReason: reasons[provisioned],
		},
	};
});

function negotiated(options: TunnelOptions): {readonly [name: string]: XmlValue} {
	const cipher = lowest(options, 'Phase2EncryptionAlgorithm');
	return {
		phase1EncryptionAlgorithm: lowest(options, 'Phase1EncryptionAlgorithm'),
		phase2EncryptionAlgorithm: cipher,
		phase1IntegrityAlgorithm: lowest(options, 'Phase1IntegrityAlgorithm'),
		phase2IntegrityAlgorithm: cipher.includes('GCM') ? undefined : lowest(options, 'Phase2IntegrityAlgorithm'),
		phase1DHGroup: lowest(options, 'Phase1DHGroupNumber'),
		phase2DHGroup: lowest(options, 'Phase2DHGroupNumber'),
		ikeVersion: lowest(options, 'IKEVersion'),
	};
}

type Listed = Exclude<keyof typeof allowed, 'DPDTimeoutAction' | 'StartupAction'>;

/** The lists of what is allowed begin with the weakest. */
function lowest<K extends Listed>(options: TunnelOptions, name: K): (typeof allowed)[K][number] {
	const asked: readonly (string | number)[] = options[name] ?? [];
	// Every list of what is allowed has something in it, and what was asked for is of it.
	const found = allowed[name].find(value => asked.length === 0 || asked.includes(value));
	return found as (typeof allowed)[K][number];
}
