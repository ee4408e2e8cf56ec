import type {TunnelOption, VgwTelemetry, VpnConnection} from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import {printable} from '../../../connection/printable.ts';
import type {TunnelState, TunnelStatus} from '../../contract/cloud.ts';
import {word} from '../wire/tags.ts';
import {hintFor} from './tunnel-hints.ts';

/**
 * Options and telemetry come in lists of their own orders: they are joined on the outside address, and shown in its numeric order,
 * so that a tunnel keeps its place.
 */
export function tunnelsOf(connection: VpnConnection): readonly TunnelStatus[] {
	const options = connection.Options?.TunnelOptions ?? [];
	const telemetry = connection.VgwTelemetry ?? [];
	const addresses = [...options, ...telemetry].map(({OutsideIpAddress}) => word(OutsideIpAddress)).filter(Boolean);
	const known = [...new Set(addresses)].sort(byAddress);
	const id = word(connection.VpnConnectionId);
	const joined = known.map(address =>
		tunnelOf(
			connection,
			address,
			options.find(({OutsideIpAddress}) => OutsideIpAddress === address),
			telemetry.find(({OutsideIpAddress}) => OutsideIpAddress === address),
			address,
		),
	);
	const without = options.filter(({OutsideIpAddress}) => !OutsideIpAddress).slice(0, Math.max(0, 2 - joined.length));
	return [
		...joined,
		...without.map((option, index) =>
			tunnelOf(connection, undefined, option, undefined, `${id}#${joined.length + index + 1}`),
		),
	];
}

function tunnelOf(
	connection: VpnConnection,
	outsideAddress: string | undefined,
	option: TunnelOption | undefined,
	telemetry: VgwTelemetry | undefined,
	key: string,
): TunnelStatus {
	const raw = word(telemetry?.Status);
	const state: TunnelState = raw === 'UP' || raw === 'DOWN' ? raw : 'UNKNOWN';
	const message = printable(telemetry?.StatusMessage ?? '', 200);
	const insideCidr = word(
		connection.Options?.TunnelInsideIpVersion === 'ipv6'
			? option?.TunnelInsideIpv6Cidr || option?.TunnelInsideCidr
			: option?.TunnelInsideCidr || option?.TunnelInsideIpv6Cidr,
	);
	const since = telemetry?.LastStatusChange?.getTime();
	const acceptedRoutes = telemetry?.AcceptedRouteCount;
	const hint = hintFor({
		state,
		message,
		...(acceptedRoutes === undefined ? {} : {acceptedRoutes}),
		...(option?.StartupAction ? {startupAction: option.StartupAction} : {}),
		connectionState: word(connection.State),
		isStatic: connection.Options?.StaticRoutesOnly ?? false,
		insideCidr,
	});
	return {
		key,
		...(outsideAddress ? {outsideAddress} : {}),
		...(insideCidr ? {insideCidr} : {}),
		state,
		raw,
		...(since === undefined || Number.isNaN(since) ? {} : {since}),
		message,
		...(acceptedRoutes === undefined ? {} : {acceptedRoutes}),
		...hint,
	};
}

function byAddress(a: string, b: string): number {
	if (!ipaddr.isValid(a) || !ipaddr.isValid(b)) return a.localeCompare(b, 'en');
	const left = ipaddr.parse(a).toByteArray();
	const right = ipaddr.parse(b).toByteArray();
	if (left.length !== right.length) return left.length - right.length;
	const place = left.findIndex((byte, index) => byte !== right[index]);
	return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}
