import type {VpnConnection} from '@aws-sdk/client-ec2';
import type {ConnectionStatus} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import type {GatewayReading} from '../../contract/sight.ts';
import {asBefore} from '../../engine/as-before.ts';
import {GatewayBook} from '../../engine/gateway-book.ts';
import {tagTexts} from '../../engine/tag-texts.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import type {Mark} from '../wire/lean-connections.ts';
import {nameOf, word} from '../wire/tags.ts';
import {changedConnections} from './changed-connections.ts';
import {isComplete, isWell, type KnownGateways, readGateways, troublesOf} from './known-gateways.ts';
import {readSiteGateways} from './site-gateways.ts';
import {tunnelsOf} from './tunnel-statuses.ts';
import {cloudGatewayIdOf} from './vpn-connections.ts';

/** The devices' addresses by the id of their customer gateway; '' for one that has none or can't be read. */
type SiteAddresses = ReadonlyMap<string, string>;

/** A connection as it was told last, and the mark of what that was read from. */
interface Kept {
	readonly mark: Mark;
	readonly status: ConnectionStatus;
}

/** A list by its mark, what was made of it, and by which gateways. */
interface Whole {
	readonly mark: Mark;
	readonly all: readonly Kept[];
	readonly gateways: KnownGateways | undefined;
	readonly told: readonly ConnectionStatus[];
}

/**
 * Reads the status of connections. A customer gateway's address never changes, so it is read once: a refresh costs one list call, and now and then one for each
 * kind of gateway (`GatewayBook`). What stands as it
 * did is the same object as before, and is not read again.
 */
export class AwsStatus {
	readonly #clients: AwsClients;
	readonly #addresses = new Map<string, SiteAddresses>();
	/** By region and id. */
	readonly #kept = new Map<string, ReadonlyMap<string, Kept>>();
	/** The newest whole list of a region whose addresses are all known. */
	readonly #whole = new Map<string, Whole>();
	/** What a region's last answer was. */
	readonly #told = new Map<string, readonly ConnectionStatus[]>();
	readonly #gateways = new GatewayBook<KnownGateways>();

	constructor(clients: AwsClients) {
		this.#clients = clients;
	}

	/**
	 * The state of a region's connections and tunnels. Deleted connections are told only when asked for by id.
	 * @param isAskedNow somebody asks now: gateways are read too, whatever the age of what is known
	 */
	async read(
		region: string,
		ids: readonly string[] | undefined,
		signal: AbortSignal,
		isAskedNow = false,
	): Promise<readonly ConnectionStatus[]> {
		if (ids?.length === 0) return [];
		const kept = this.#kept.get(region) ?? new Map<string, Kept>();
		const reach = {clients: this.#clients, region, signal};
		const last = ids ? undefined : this.#whole.get(region);
		const list = await changedConnections(reach, ids, {markOf: id => kept.get(id)?.mark, whole: last?.mark});
		if (!list.marks && !last) return [];
		const fresh = list.marks
			? [...list.marks].flatMap(([id, mark]) => {
					const connection = list.changed.get(id);
					const status = connection ? statusOf(connection, region) : kept.get(id)?.status;
					return status ? [{mark, status}] : [];
				})
			: (last?.all ?? []);
		const statuses = fresh.map(({status}) => status);
		const [addresses, gateways] = await Promise.all([
			this.#addressesOf(region, statuses, signal),
			this.#gatewaysOf(reach, statuses, isAskedNow),
		]);
		// connections are as they were; their gateways may be another way
		if (!list.marks && last && gateways === last.gateways) return last.told;
		const now = new Map(
			fresh.map(({mark, status}): [string, Kept] => {
				const before = kept.get(status.id)?.status;
				return [status.id, {mark, status: asBefore(before, withGateway(withAddress(status, addresses), gateways))}];
			}),
		);
		this.#kept.set(region, ids ? new Map([...(this.#kept.get(region) ?? []), ...now]) : now);
		const told = [...now.values()]
			.map(({status}) => status)
			.filter(({id, state}) => (ids ? ids.includes(id) : state !== 'deleted'));
		const result = this.#sameList(region, told);
		const isAddressed = fresh.every(
			({status: {siteGatewayId}}) => siteGatewayId === undefined || addresses.has(siteGatewayId),
		);
		const mark = list.marks ? list.whole : last?.mark;
		if (!ids && mark !== undefined && isAddressed)
			this.#whole.set(region, {mark, all: [...now.values()], gateways, told: result});
		return result;
	}

	/** How reading the gateways of a region goes. */
	gatewayReading(region: string): GatewayReading | undefined {
		return this.#gateways.reading(region);
	}

	#gatewaysOf(reach: AwsReach, statuses: readonly ConnectionStatus[], isAskedNow: boolean) {
		// a connection that is made, changed or deleted says so itself
		const settled = statuses.filter(({phase, cloudGatewayId}) => phase === 'settled' && cloudGatewayId !== undefined);
		if (settled.length === 0) return undefined;
		return this.#gateways.of(reach.region, {
			isAskedNow,
			isComplete: known => isComplete(known, settled),
			isWell: known => isWell(known, settled),
			read: before => readGateways(reach, settled, before),
			signal: reach.signal,
		});
	}

	/** The list of the last time where nothing in it is another. */
	#sameList(region: string, told: readonly ConnectionStatus[]): readonly ConnectionStatus[] {
		const last = this.#told.get(region);
		if (last?.length === told.length && last.every((status, index) => status === told[index])) return last;
		this.#told.set(region, told);
		return told;
	}

	async #addressesOf(
		region: string,
		connections: readonly ConnectionStatus[],
		signal: AbortSignal,
	): Promise<SiteAddresses> {
		const known = this.#addresses.get(region) ?? new Map<string, string>();
		const wanted = connections.flatMap(({siteGatewayId}) => siteGatewayId ?? []);
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

/** The device's address beside each tunnel: the same object where it stands there already. */
function withAddress(status: ConnectionStatus, addresses: SiteAddresses): ConnectionStatus {
	const siteAddress = addresses.get(status.siteGatewayId ?? '') || undefined;
	if (status.tunnels.every(tunnel => tunnel.siteAddress === siteAddress)) return status;
	return {
		...status,
		tunnels: status.tunnels.map(({siteAddress: _, ...tunnel}) => (siteAddress ? {...tunnel, siteAddress} : tunnel)),
	};
}

/** What is wrong with its gateway beside it: the same object where that stands there already. */
function withGateway(status: ConnectionStatus, known: KnownGateways | undefined): ConnectionStatus {
	const {gatewayTroubles = [], ...rest} = status;
	const troubles = known ? troublesOf(status, known) : [];
	if (troubles.length === 0 && gatewayTroubles.length === 0) return status;
	return troubles.length === 0 ? rest : {...status, gatewayTroubles: troubles};
}

/** A connection as AWS describes it; every member may be missing. */
export function statusOf(connection: VpnConnection, region: string): ConnectionStatus {
	const state = word(connection.State);
	const cloudGatewayId = cloudGatewayIdOf(connection);
	const siteGatewayId = word(connection.CustomerGatewayId);
	const tags = tagTexts(connection.Tags);
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
		tunnels: tunnelsOf(connection),
		...(tags ? {tags} : {}),
	};
}
