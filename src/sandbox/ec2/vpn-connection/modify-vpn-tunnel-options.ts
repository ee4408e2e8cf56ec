import {ApiError, invalidCombination} from '../protocol/api-error.ts';
import {type Call, operation} from '../protocol/operation.ts';
import {flag, missing, structure, text} from '../protocol/shape.ts';
import type {Tunnel, VpnConnection} from '../store/resources.ts';
import {checkTunnel} from '../tunnel/check-tunnel.ts';
import {insideCidrsInUse, insideCidrsOf} from '../tunnel/inside-cidrs.ts';
import {keyStorageOf} from '../tunnel/preshared-key.ts';
import {changeableConnection, replaceTunnels, tunnelOf} from '../tunnel/replace-tunnels.ts';
import {type TunnelInput, type TunnelOptions, tunnelMembers, tunnelOptionsOf} from '../tunnel/tunnel-input.ts';
import {oneTunnel} from '../tunnel/tunnels.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

/**
 * Changes one tunnel: what is left out stays, what is given stands as it was given, AWS's own default too; a list is the whole list.
 * Source: EC2 API, ModifyVpnTunnelOptions; Site-to-Site VPN User Guide, "Modify tunnel options".
 */
export const modifyVpnTunnelOptions = operation(
	'ModifyVpnTunnelOptions',
	'mutates',
	{
		...oneTunnel,
		// An empty structure has no place in a query: who changes the storage alone sends none.
		TunnelOptions: structure(tunnelMembers),
		SkipTunnelReplacement: flag,
		PreSharedKeyStorage: text,
	},
	(input, call) => {
		const connection = changeableConnection(input.VpnConnectionId, call);
		const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
		const {TunnelOptions: given = {}, PreSharedKeyStorage: storage, SkipTunnelReplacement: asked = false} = input;
		if (input.TunnelOptions === undefined && storage === undefined) throw missing('TunnelOptions');
		const keyStorage = storage === undefined ? undefined : keyStorageOf(storage);
		const taken = insideCidrsInUse(call.region, connection, call.now, connection.id);
		for (const other of connection.tunnels)
			if (other !== tunnel) for (const cidr of insideCidrsOf(connection, other)) taken.add(cidr);
		const gateway = call.region.customerGateways.get(connection.customerGatewayId);
		const options = laidOver(tunnel.options, given, call);
		checkTunnel(given, connection.options, gateway, connection, taken, options);
		const skips = asked && skipsReplacement(tunnel, given, storage !== undefined, call);

		tunnel.insideCidr = given.TunnelInsideCidr ?? tunnel.insideCidr;
		tunnel.presharedKey = given.PreSharedKey ?? tunnel.presharedKey;
		if (given.TunnelInsideIpv6Cidr !== undefined) tunnel.insideIpv6Cidr = given.TunnelInsideIpv6Cidr;
		tunnel.options = options;
		if (given.LogOptions) tunnel.loggedSince = call.now;
		if (keyStorage) moveKeys(connection, tunnel, keyStorage, call);
		connection.fingerprint = '';
		// Without lifecycle control nothing is announced any more: what was pending is carried out with the replacement.
		if (given.EnableTunnelLifecycleControl === false && tunnel.maintenance?.pending)
			tunnel.maintenance = {pending: false, lastApplied: call.now};
		if (skips) return {vpnConnection: vpnConnectionXml(connection, call)};
		replaceTunnels(connection, [tunnel], call);
		return {vpnConnection: vpnConnectionXml(connection, call, call.behavior.tunnelOptionsReply)};
	},
);

function laidOver(standing: TunnelOptions, given: TunnelInput, {behavior}: Call): TunnelOptions {
	const options: TunnelOptions = {...standing, ...tunnelOptionsOf(given)};
	const before = standing.LogOptions?.CloudWatchLogOptions;
	const logs = given.LogOptions?.CloudWatchLogOptions;
	if (behavior.logOptions === 'replaced' || !before || !logs) return options;
	return {...options, LogOptions: {CloudWatchLogOptions: {...before, ...logs}}};
}

/**
 * Skipping belongs to the switch of lifecycle control, and not to turning that off while maintenance is pending.
 * Source: Site-to-Site VPN User Guide, "Tunnel endpoint lifecycle control"; for other changes beside it no source tells.
 * @throws ApiError InvalidParameterCombination, IncorrectState
 */
function skipsReplacement(tunnel: Tunnel, given: TunnelInput, movesKeys: boolean, {behavior}: Call): boolean {
	const {EnableTunnelLifecycleControl: lifecycle, ...others} = given;
	if (lifecycle === undefined || Object.keys(others).length > 0 || movesKeys) {
		if (behavior.skipWithOthers === 'ignored') return false;
		throw invalidCombination(
			'SkipTunnelReplacement can be used only when EnableTunnelLifecycleControl is modified, and nothing else.',
		);
	}

	if (!lifecycle && tunnel.maintenance?.pending)
		throw new ApiError(
			'IncorrectState',
			'SkipTunnelReplacement cannot be used to turn off tunnel endpoint lifecycle control while maintenance is pending.',
		);
	return true;
}

/** Whether one tunnel can have its key elsewhere than the other is not documented. */
function moveKeys({tunnels}: VpnConnection, tunnel: Tunnel, to: Tunnel['keyStorage'], {behavior}: Call): void {
	for (const each of behavior.keyStorage === 'both' ? tunnels : [tunnel]) each.keyStorage = to;
}
