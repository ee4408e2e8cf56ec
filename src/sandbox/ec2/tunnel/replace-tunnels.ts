import {ApiError, invalidValue} from '../protocol/api-error.ts';
import type {Call} from '../protocol/operation.ts';
import {vpnConnectionOf} from '../store/resource-lookup.ts';
import type {Tunnel, VpnConnection} from '../store/resources.ts';
import {mended} from './set-cause.ts';
import {comingBack, ipsecDown, replacedAfterMs} from './tunnel-states.ts';

/**
 * A connection that can be changed now. While it is `modifying` nothing else of it can be: which code EC2 has for that stands nowhere.
 * @throws ApiError InvalidVpnConnectionID.NotFound, InvalidVpnConnection.InvalidState, or the code for a change that runs
 */
export function changeableConnection(id: string, call: Call): VpnConnection {
	const connection = vpnConnectionOf(id, call);
	const state = connection.state.value(call.now);
	if (state === 'modifying')
		throw new ApiError(call.behavior.busyCode, `The VPN connection ${id} is currently being modified.`);
	if (state !== 'available')
		throw new ApiError('InvalidVpnConnection.InvalidState', `The VPN connection ${id} is not in the available state.`);
	return connection;
}

/** The tunnel with this outside address. @throws ApiError InvalidParameterValue */
export function tunnelOf({tunnels}: VpnConnection, outsideAddress: string): Tunnel {
	const tunnel = tunnels.find(candidate => candidate.outsideAddress === outsideAddress);
	if (!tunnel) throw invalidValue(outsideAddress, 'vpnTunnelOutsideIpAddress');
	return tunnel;
}

/** New endpoints for these tunnels: the connection is `modifying` for a while, and they are DOWN from now on, until IKE is started again. */
export function replaceTunnels(
	connection: VpnConnection,
	tunnels: readonly Tunnel[],
	{now, behavior}: Pick<Call, 'now' | 'behavior'>,
): void {
	connection.state.set(now, 'modifying').later(now + replacedAfterMs, 'available');
	for (const tunnel of tunnels) {
		tunnel.replaced += 1;
		mended(tunnel);
		tunnel.provisioning.set(now, 'pending').later(now + replacedAfterMs, behavior.provisioning);
		const starts = behavior.device === 'starts' || (behavior.device === 'answers' && awsStarts(tunnel));
		if (behavior.provisioning === 'failed') tunnel.status.set(now, ipsecDown);
		else comingBack(tunnel, now, connection.options.StaticRoutesOnly, starts);
	}
}

/** AWS itself starts IKE with StartupAction start and IKEv2 alone. Source: Site-to-Site VPN User Guide, "Tunnel initiation options". */
function awsStarts({options: {StartupAction, IKEVersion}}: Tunnel): boolean {
	return StartupAction === 'start' && (IKEVersion === undefined || IKEVersion.includes('ikev2'));
}
