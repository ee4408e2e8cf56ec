import {hexOf} from '../protocol/ids.ts';
import type {Call} from '../protocol/operation.ts';
import {tagSet} from '../protocol/tags.ts';
import {answered, items, type XmlValue} from '../protocol/xml.ts';
import {stillListed} from '../store/resource-lookup.ts';
import type {Tunnel, VpnConnection} from '../store/resources.ts';
import {type TunnelOptions, tunnelOptionsXml} from '../tunnel/tunnel-input.ts';
import {acceptedRoutes, nextInTurn, tunnelUp} from '../tunnel/tunnel-states.ts';
import {customerGatewayConfiguration} from './customer-gateway-configuration.ts';

/** Ranges of the other version are not shown. */
const noIpv4 = {LocalIpv4NetworkCidr: undefined, RemoteIpv4NetworkCidr: undefined};
const noIpv6 = {LocalIpv6NetworkCidr: undefined, RemoteIpv6NetworkCidr: undefined};

/**
 * A connection as EC2 shows it. While it is pending, tunnels show their outside address and what the request named, and the telemetry is empty;
 * when it is gone, configuration and telemetry are gone too. `state` is another one than that which it has, where a reply tells another.
 */
export function vpnConnectionXml(
	connection: VpnConnection,
	call: Call,
	state: string = connection.state.value(call.now),
): XmlValue {
	const {now, region} = call;
	const shown = state === 'available' || state === 'modifying';
	const {options} = connection;
	const associated = (connection.vpnGatewayId ?? connection.transitGatewayId) !== undefined;
	return {
		vpnConnectionId: connection.id,
		state,
		customerGatewayConfiguration:
			shown || state === 'pending' ? customerGatewayConfiguration(connection, region) : undefined,
		type: 'ipsec.1',
		category: 'VPN',
		customerGatewayId: connection.customerGatewayId,
		vpnGatewayId: connection.vpnGatewayId,
		transitGatewayId: connection.transitGatewayId,
		vpnConcentratorId: connection.concentratorId,
		gatewayAssociationState: associated ? 'associated' : 'not-associated',
		preSharedKeyArn: connection.tunnels.some(({keyStorage}) => keyStorage === 'SecretsManager')
			? `arn:aws:secretsmanager:${region.name}:${call.account}:secret:s2svpn!${connection.id}-${secretSuffix(connection.id)}`
			: undefined,
		options: {
			...answered(options.TunnelInsideIpVersion === 'ipv4' ? {...options, ...noIpv6} : {...options, ...noIpv4}),
			tunnelOptionSet: items(
				connection.tunnels.map(tunnel => tunnelXml(tunnel, connection, call, state === 'pending')),
			),
		},
		routes: items(
			// One that was deleted is still there for a while.
			connection.routes
				.filter(route => stillListed(route.state, now))
				.map(route => ({
					destinationCidrBlock: route.destination,
					source: 'Static',
					state: state === 'deleted' ? 'deleted' : route.state.value(now),
				})),
		),
		tagSet: tagSet(connection.tags),
		vgwTelemetry: state === 'pending' ? items([]) : shown ? telemetry(connection, call) : undefined,
	};
}

/** Not in the order of the tunnels: clients have to join on the outside address, as with EC2. */
function telemetry(connection: VpnConnection, {now, date, region, account, behavior}: Call): XmlValue {
	const signsIn = region.customerGateways.get(connection.customerGatewayId)?.certificateArn !== undefined;
	const isStatic = connection.options.StaticRoutesOnly;
	const drained = behavior.drains === 'next' && !isStatic ? nextInTurn(connection, now)?.status : undefined;
	return items(
		connection.tunnels.toReversed().map(({outsideAddress, status, certificates}) => {
			const {value: seen, at} = status.at(now);
			// What a real end has learned stands as it is.
			const value = status === drained && seen.status === 'UP' && !seen.learned ? tunnelUp(isStatic, 0) : seen;
			const hex = hexOf(`certificate ${connection.id} ${outsideAddress} ${certificates}`);
			return {
				certificateArn: signsIn ? `arn:aws:acm:${region.name}:${account}:certificate/${uuidOf(hex)}` : undefined,
				acceptedRouteCount: isStatic ? acceptedRoutes(connection, now).length : value.acceptedRoutes,
				lastStatusChange: date(at),
				outsideIpAddress: outsideAddress,
				status: value.status,
				statusMessage: value.message,
			};
		}),
	);
}

const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

function tunnelXml(
	tunnel: Tunnel,
	{options: {TunnelInsideIpVersion}}: VpnConnection,
	{behavior}: Call,
	pending: boolean,
): XmlValue {
	const {requested, options} = tunnel;
	const keyShown = !pending || requested.presharedKey;
	const storedKey = behavior.storedKey === 'redacted' ? 'REDACTED' : undefined;
	const key = tunnel.keyStorage === 'Standard' ? tunnel.presharedKey : storedKey;
	const insideShown = !pending || requested.insideCidr;
	return {
		outsideIpAddress: tunnel.outsideAddress,
		tunnelInsideCidr: insideShown ? tunnel.insideCidr : undefined,
		tunnelInsideIpv6Cidr: TunnelInsideIpVersion === 'ipv6' && !pending ? tunnel.insideIpv6Cidr : undefined,
		preSharedKey: keyShown ? key : undefined,
		...tunnelOptionsXml({
			...options,
			Phase2IntegrityAlgorithm: gcmOnly(options) ? undefined : options.Phase2IntegrityAlgorithm,
			// Off is said too: so recorded replies of DescribeVpnConnections show it.
			LogOptions: options.LogOptions ?? (pending ? undefined : {CloudWatchLogOptions: {LogEnabled: false}}),
		}),
	};
}

/** Secrets Manager ends each ARN with six characters of its own choice. Source: Secrets Manager API, CreateSecret, ARN. */
function secretSuffix(id: string): string {
	return hexOf(`secret ${id}`).slice(0, 6);
}

/** GCM protects integrity by itself; EC2 then shows no phase 2 integrity. */
function gcmOnly({Phase2EncryptionAlgorithm: ciphers = []}: TunnelOptions): boolean {
	return ciphers.length > 0 && ciphers.every(name => name.includes('GCM'));
}
