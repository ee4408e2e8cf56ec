import {invalidCombination} from '../protocol/api-error.ts';
import type {CustomerGateway} from '../store/resources.ts';
import type {ConnectionOptions} from '../vpn-connection/connection-input.ts';
import {checkInsideCidr, checkInsideIpv6Cidr, insideCidrsOf, type Target} from './inside-cidrs.ts';
import {type TunnelInput, type TunnelOptions, tunnelOptionsOf} from './tunnel-input.ts';
import {checkPresharedKey, checkTunnelOptions} from './tunnel-rules.ts';

/**
 * Checks one tunnel of a request. `options` are what it will stand at, where more stands than the request names. Those of its inside ranges that must be its target's only ones are added to those that are taken.
 * @throws ApiError InvalidParameterValue, InvalidParameterCombination, MissingParameter
 */
export function checkTunnel(
	tunnel: TunnelInput,
	connection: ConnectionOptions,
	gateway: CustomerGateway | undefined,
	target: Target,
	taken: Set<string>,
	options: TunnelOptions = tunnelOptionsOf(tunnel),
): void {
	const certificate = gateway?.certificateArn !== undefined;
	checkTunnelOptions(options, {
		isStatic: connection.StaticRoutesOnly,
		accelerated: connection.EnableAcceleration,
		gatewayHasAddress: gateway?.ipAddress !== undefined,
	});
	if (tunnel.PreSharedKey !== undefined) checkPresharedKey(tunnel.PreSharedKey, certificate);
	if (tunnel.TunnelInsideCidr !== undefined) checkInsideCidr(tunnel.TunnelInsideCidr, taken);

	if (tunnel.TunnelInsideIpv6Cidr !== undefined) {
		if (connection.TunnelInsideIpVersion !== 'ipv6')
			throw invalidCombination('TunnelInsideIpv6Cidr needs TunnelInsideIpVersion ipv6.');
		checkInsideIpv6Cidr(tunnel.TunnelInsideIpv6Cidr, taken);
	}

	const own = {insideCidr: tunnel.TunnelInsideCidr, insideIpv6Cidr: tunnel.TunnelInsideIpv6Cidr};
	for (const cidr of insideCidrsOf(target, own)) taken.add(cidr);
}
