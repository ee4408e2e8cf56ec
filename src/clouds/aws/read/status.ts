import type {VpnConnection} from '@aws-sdk/client-ec2';
import type {ConnectionStatus} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import type {AwsClients} from '../wire/client.ts';
import {nameOf, tagsOf, word} from '../wire/tags.ts';
import {describeVpnConnections} from './describe.ts';
import {readSiteGateways} from './site-gateways.ts';
import {tunnelsOf} from './tunnel-statuses.ts';
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
		...(connection.Tags?.length ? {tags: tagsOf(connection.Tags)} : {}),
		tunnels: tunnelsOf(connection).map(tunnel => (siteAddress ? {...tunnel, siteAddress} : tunnel)),
	};
}
