import type {TunnelOption, VgwTelemetry, VpnConnection} from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import {printable} from '../../../connection/printable.ts';
import type {ConnectionStatus, TunnelState, TunnelStatus} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import type {AwsClients} from '../wire/client.ts';
import {nameOf, word} from '../wire/tags.ts';
import {describeVpnConnections} from './describe.ts';
import {readSiteGateways} from './site-gateways.ts';
import {hintFor} from './tunnel-hints.ts';
import {cloudGatewayIdOf} from './vpn-connections.ts';

/** A filter takes that many values. Source: EC2 API Reference, Filter. */
const mostFilterValues = 200;

/** The devices' addresses by the id of their customer gateway; '' for one that has none or can't be read. */
type SiteAddresses = ReadonlyMap<string, string>;

/** Reads the status of connections. A customer gateway's address never changes, so it is read once: a refresh costs one list call. */
export class AwsStatus {
	readonly #clients: AwsClients;
	readonly #addresses = new Map<string, SiteAddresses>();

	constructor(clients: AwsClients) {
		this.#clients = clients;
	}

	/** The state of a region's connections and tunnels. Deleted connections are told only when asked for by id. */
	async read(
		region: string,
		ids: readonly string[] | undefined,
		signal: AbortSignal,
	): Promise<readonly ConnectionStatus[]> {
		if (ids?.length === 0) return [];
		const filters = ids && ids.length <= mostFilterValues ? [{Name: 'vpn-connection-id', Values: [...ids]}] : [];
		const all = await describeVpnConnections({clients: this.#clients, region, signal}, filters);
		const connections = all.filter(({VpnConnectionId, State}) =>
			ids ? ids.includes(VpnConnectionId ?? '') : VpnConnectionId !== undefined && State !== 'deleted',
		);
		const addresses = await this.#addressesOf(region, connections, signal);
		return connections.map(connection => statusOf(connection, region, addresses));
	}

	async #addressesOf(
		region: string,
		connections: readonly VpnConnection[],
		signal: AbortSignal,
	): Promise<SiteAddresses> {
		const known = this.#addresses.get(region) ?? new Map<string, string>();
		const wanted = connections.map(({CustomerGatewayId}) => word(CustomerGatewayId)).filter(Boolean);
		if (wanted.every(id => known.has(id))) return known;
		try {
			const sites = await readSiteGateways({clients: this.#clients, region, signal});
			// a connection may outlive its customer gateway in the list: then it has no address, and is not asked about again
			const read = new Map([
				...wanted.map(id => [id, ''] as const),
				...sites.map(({id, address}) => [id, address] as const),
			]);
			this.#addresses.set(region, read);
			return read;
		} catch (error) {
			// the tunnels can be told without it; who may not read customer gateways is not asked to again
			if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
			if (!error.info.retryable)
				this.#addresses.set(region, new Map([...wanted.map(id => [id, ''] as const), ...known]));
			return known;
		}
	}
}

/** A connection as AWS describes it; every member may be missing. */
export function statusOf(
	connection: VpnConnection,
	region: string,
	addresses: SiteAddresses = new Map(),
): ConnectionStatus {
	const state = word(connection.State);
	const cloudGatewayId = cloudGatewayIdOf(connection);
	const siteGatewayId = word(connection.CustomerGatewayId);
	const siteAddress = addresses.get(siteGatewayId) ?? '';
	return {
		cloud: 'aws',
		region,
		id: word(connection.VpnConnectionId),
		name: nameOf(connection.Tags),
		state,
		phase: state === 'deleted' ? 'gone' : state === 'available' ? 'settled' : 'working',
		routing: connection.Options?.StaticRoutesOnly ? 'static' : 'bgp',
		...(cloudGatewayId ? {cloudGatewayId} : {}),
		...(siteGatewayId ? {siteGatewayId} : {}),
		tunnels: tunnelsOf(connection).map(tunnel => (siteAddress ? {...tunnel, siteAddress} : tunnel)),
	};
}

/**
 * Options and telemetry come in lists of their own orders: they are joined on the outside address, and shown in its numeric order,
 * so that a tunnel keeps its place.
 */
function tunnelsOf(connection: VpnConnection): readonly TunnelStatus[] {
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
		...(hint ? {hint} : {}),
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
