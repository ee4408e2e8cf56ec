import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {ConnectionStatus, TunnelStatus} from '../../contract/cloud.ts';
import type {GatewayReading, GatewayTrouble} from '../../contract/sight.ts';
import {asBefore} from '../../engine/as-before.ts';
import {GatewayBook} from '../../engine/gateway-book.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {tagTexts} from '../../engine/tag-texts.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {text} from '../wire/reply.ts';
import {routingOf} from './from-reply.ts';
import type {TencentInventory} from './inventory.ts';
import {isComplete, isWell, type KnownGateways, readGateways} from './known-gateways.ts';
import {healthOf, tunnelStateOf} from './net-status.ts';

/** What a tunnel's status has from elsewhere than the tunnel. */
interface Beside {
	readonly address: string;
	readonly site: string;
	readonly troubles: readonly GatewayTrouble[];
	readonly learned: Learned | undefined;
}

type Learned = ReadonlyMap<string, number>;

/**
 * Reads the status of tunnels. Addresses of sites never change, so they are read once: a refresh costs one list call, one more for each gateway with
 * tunnels by BGP whose routes are older than they may be, and one for all gateways where what is known of them is old (`GatewayBook`).
 */
export class TencentStatus {
	readonly #inventory: TencentInventory;
	readonly #gateways = new GatewayBook<KnownGateways>();
	/** Addresses of sites, by region. */
	readonly #sites = new Map<string, ReadonlyMap<string, string>>();
	/** What BGP has learned, by gateway, and when it was read: ms of a clock that never jumps. */
	readonly #learned = new Map<string, {readonly at: number; readonly routes: Learned}>();
	/** As each tunnel was last seen: one that vanishes is told as gone, one that never was there is not told at all. */
	readonly #seen = new Map<string, ConnectionStatus>();
	/** What a region's last answer was. */
	readonly #told = new Map<string, readonly ConnectionStatus[]>();

	constructor(inventory: TencentInventory) {
		this.#inventory = inventory;
	}

	/**
	 * @param ids when given, only these; one that was there and is not any more comes back as gone
	 * @param oldRoutesMs how old counts of routes may be, ms; 0 said: somebody asks now, and gateways are read too
	 */
	async read(
		place: CallPlace,
		ids: readonly string[] | undefined,
		oldRoutesMs?: number,
	): Promise<readonly ConnectionStatus[]> {
		const all = await this.#inventory.vpnConnections(place);
		const tunnels = all.filter(tunnel => {
			const id = text(tunnel.VpnConnectionId);
			return id !== '' && (ids === undefined || ids.includes(id));
		});
		const [gateways, sites] = await Promise.all([
			this.#gatewaysOf(place, tunnels, oldRoutesMs === 0),
			this.#sitesOf(place, tunnels),
		]);
		const learned = await this.#learnedBy(place, tunnels, oldRoutesMs ?? 0);
		const found = tunnels.map(tunnel =>
			asBefore(
				this.#seen.get(seenKey(place.region, text(tunnel.VpnConnectionId))),
				statusOf(place.region, tunnel, {
					address: gateways?.get(text(tunnel.VpnGatewayId))?.address ?? '',
					troubles: gateways?.get(text(tunnel.VpnGatewayId))?.troubles ?? [],
					site: sites.get(text(tunnel.CustomerGatewayId)) ?? '',
					learned: learned.get(text(tunnel.VpnGatewayId)),
				}),
			),
		);
		for (const status of found) this.#seen.set(seenKey(place.region, status.id), status);
		const vanished = (ids ?? []).flatMap(id => {
			const last = this.#seen.get(seenKey(place.region, id));
			return last && !found.some(status => status.id === id) ? [this.#gone(place.region, last)] : [];
		});
		return this.#sameList(place.region, [...found, ...vanished]);
	}

	/** How reading the gateways of a region goes. */
	gatewayReading(region: string): GatewayReading | undefined {
		return this.#gateways.reading(region);
	}

	#gatewaysOf(place: CallPlace, tunnels: readonly VpnConnection[], isAskedNow: boolean) {
		// where no tunnel stands nothing hangs on a gateway
		if (tunnels.length === 0) return undefined;
		return this.#gateways.of(place.region, {
			isAskedNow,
			isComplete: known => isComplete(known, tunnels),
			isWell: known => isWell(known, tunnels),
			read: () => readGateways(this.#inventory, place, tunnels),
			signal: place.signal,
		});
	}

	#gone(region: string, last: ConnectionStatus): ConnectionStatus {
		const gone = asBefore(last, goneStatus(last));
		this.#seen.set(seenKey(region, last.id), gone);
		return gone;
	}

	/** The list of the last time where nothing in it is another. */
	#sameList(region: string, told: readonly ConnectionStatus[]): readonly ConnectionStatus[] {
		const last = this.#told.get(region);
		if (last?.length === told.length && last.every((status, index) => status === told[index])) return last;
		this.#told.set(region, told);
		return told;
	}

	/** What BGP has learned, by gateway and tunnel: one list for each gateway with tunnels by BGP. One that may not be read says nothing. */
	async #learnedBy(
		place: CallPlace,
		tunnels: readonly VpnConnection[],
		oldMs: number,
	): Promise<ReadonlyMap<string, Learned>> {
		const byBgp = tunnels.filter(tunnel => routingOf(tunnel) === 'bgp' && text(tunnel.State) === 'AVAILABLE');
		const gateways = new Set(byBgp.map(({VpnGatewayId}) => text(VpnGatewayId)).filter(Boolean));
		const read = await Promise.all(
			[...gateways].map(async id => {
				const routes = await this.#learnedAt(place, id, oldMs);
				return routes ? [[id, routes] as const] : [];
			}),
		);
		return new Map(read.flat());
	}

	async #learnedAt(place: CallPlace, gatewayId: string, oldMs: number): Promise<Learned | undefined> {
		const key = seenKey(place.region, gatewayId);
		const known = this.#learned.get(key);
		if (known && performance.now() - known.at < oldMs) return known.routes;
		const read = await unlessRefused(() => this.#inventory.allGatewayRoutes(place, gatewayId));
		if (read) this.#learned.set(key, {at: performance.now(), routes: read.learned});
		else this.#learned.delete(key);
		return read?.learned;
	}

	async #sitesOf(place: CallPlace, tunnels: readonly VpnConnection[]): Promise<ReadonlyMap<string, string>> {
		const known = this.#sites.get(place.region);
		if (known && tunnels.every(({CustomerGatewayId}) => known.has(text(CustomerGatewayId)))) return known;
		const read = new Map((await this.#inventory.siteGateways(place)).map(({id, address}) => [id, address]));
		// A tunnel may outlive its gateway in the list: then it has no address, and is not asked about again.
		for (const {CustomerGatewayId} of tunnels)
			if (!read.has(text(CustomerGatewayId))) read.set(text(CustomerGatewayId), '');
		this.#sites.set(place.region, read);
		return read;
	}
}

/** A tunnel's status from what DescribeVpnConnections gives. Pure. */
function statusOf(region: string, tunnel: VpnConnection, {address, site, troubles, learned}: Beside): ConnectionStatus {
	const id = text(tunnel.VpnConnectionId);
	const state = text(tunnel.State);
	const cloudGatewayId = text(tunnel.VpnGatewayId);
	const siteGatewayId = text(tunnel.CustomerGatewayId);
	const tags = tagTexts(tunnel.TagSet);
	return {
		cloud: 'tencent',
		region,
		id,
		name: text(tunnel.VpnConnectionName),
		state: state || 'unknown',
		phase: phaseOf(state),
		routing: routingOf(tunnel),
		...(cloudGatewayId && {cloudGatewayId}),
		...(siteGatewayId && {siteGatewayId}),
		tunnels: [
			{
				...tunnelStatus(tunnel, id, address, site),
				...(learned && routingOf(tunnel) === 'bgp' && {acceptedRoutes: learned.get(id) ?? 0}),
			},
		],
		...(troubles.length > 0 && {gatewayTroubles: troubles}),
		...(tags && {tags}),
	};
}

/** AVAILABLE is as far as the cloud goes by itself; a state not heard of before may still change. */
function phaseOf(state: string): ConnectionStatus['phase'] {
	if (state === 'AVAILABLE') return 'settled';
	return state === 'DELETED' || /ERROR|FAIL/.test(state) ? 'gone' : 'working';
}

function tunnelStatus(tunnel: VpnConnection, id: string, outsideAddress: string, siteAddress: string): TunnelStatus {
	const net = text(tunnel.NetStatus);
	const insideCidr = text(tunnel.BgpConfig?.TunnelCidr);
	const hint = hintOf(tunnel);
	const probe = probes[healthOf(tunnel) ?? 'UNKNOWN'];
	return {
		// the outside address is the gateway's: all of its tunnels share it
		key: id,
		...(outsideAddress && {outsideAddress}),
		...(siteAddress && {siteAddress}),
		...(insideCidr && {insideCidr}),
		state: tunnelStateOf(tunnel),
		raw: net,
		message: messageOf(tunnel),
		...(probe && {probe}),
		...hint,
	};
}

/** What a health check says that is set and has said something. */
const probes = {UP: 'answered', DOWN: 'unanswered', UNKNOWN: undefined} as const;

/** The cloud gives states and no words: these are what its states mean together. */
function messageOf(tunnel: VpnConnection): string {
	const state = text(tunnel.State);
	const net = text(tunnel.NetStatus);
	if (state === 'PENDING') return 'being created';
	if (state === 'DELETING') return 'being deleted';
	if (state !== 'AVAILABLE') return `state ${state || 'not given'}`;
	if (net === 'UNAVAILABLE') return 'configured, not connected';
	if (net === '') return 'configured, connection not known yet';
	if (net !== 'AVAILABLE') return `connection ${net}`;
	return healthWords[healthOf(tunnel) ?? 'UP'];
}

const healthWords = {
	UP: 'connected',
	DOWN: 'connected, health check fails',
	UNKNOWN: 'connected, health check not known yet',
} as const;

/** A reason, and what to do. An empty NegotiationType is no fact. */
function hintOf(tunnel: VpnConnection): Pick<TunnelStatus, 'hint' | 'hintSureness'> {
	if (text(tunnel.State) !== 'AVAILABLE') return {};
	const net = text(tunnel.NetStatus);
	if (net === 'AVAILABLE')
		return healthOf(tunnel) === 'DOWN'
			? {
					hint: 'the health check is not answered: check routes and the probe’s addresses at the site',
					hintSureness: 'proved',
				}
			: {};
	if (net !== 'UNAVAILABLE') return {};
	return {hint: notConnected(text(tunnel.NegotiationType)), hintSureness: 'possible'};
}

function notConnected(negotiation: string): string {
	const check = 'check the site’s address, UDP 500 and 4500, the pre-shared key and the proposals';
	if (negotiation === 'active') return `it is down, though the cloud is set to start it: ${check}`;
	if (negotiation === 'flowTrigger') return 'nobody starts the tunnel: it is built when traffic flows, send some';
	if (negotiation === 'passive')
		return 'nobody starts the tunnel: the cloud waits for the site’s device, which has to begin';
	return `nobody starts the tunnel, or it is refused: start it at the site; if it tries already, ${check}`;
}

const seenKey = (region: string, id: string) => `${region} ${id}`;

function goneStatus(last: ConnectionStatus): ConnectionStatus {
	return {...last, state: 'deleted', phase: 'gone', tunnels: []};
}
