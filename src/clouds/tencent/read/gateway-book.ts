import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {CloudError} from '../../contract/cloud-error.ts';
import type {GatewayTrouble} from '../../contract/sight.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {text} from '../wire/reply.ts';
import type {TencentInventory} from './inventory.ts';
import {tunnelStateOf} from './net-status.ts';
import {gatewayTroubles} from './sight/gateway-troubles.ts';

/** What is kept of a VPN gateway: its address never changes. */
interface KnownGateway {
	readonly address: string;
	readonly troubles: readonly GatewayTrouble[];
}

type Gateways = ReadonlyMap<string, KnownGateway>;

/** How old what is known may be: of gateways that nothing seems to be wrong with, and where one is in trouble or a tunnel is not UP. Our own choice. */
const oldMs = {well: 300_000, troubled: 30_000};

/**
 * The VPN gateways of a region, with what is wrong with them: one list call (DescribeVpnGateways), each five minutes, and each half minute where a
 * tunnel or gateway is not well. A tunnel behind a gateway that is blocked or not paid for says nothing of that, so a watch has to look.
 */
export class GatewayBook {
	readonly #inventory: TencentInventory;
	/** By region; `at`: when it was asked for, ms of a clock that never jumps. */
	readonly #known = new Map<string, {readonly at: number; readonly gateways: Gateways}>();

	constructor(inventory: TencentInventory) {
		this.#inventory = inventory;
	}

	/**
	 * @param isAskedNow somebody wants to know how they are now: they are read whatever their age
	 * @throws CloudError where nothing was known before: later a list that can't be read leaves it as it was
	 */
	async of(place: CallPlace, tunnels: readonly VpnConnection[], isAskedNow: boolean): Promise<Gateways> {
		const known = this.#known.get(place.region);
		const isComplete = tunnels.every(({VpnGatewayId}) => known?.gateways.has(text(VpnGatewayId)));
		const isFresh = known !== undefined && performance.now() - known.at < maxAge(known.gateways, tunnels);
		if (isFresh && isComplete && !isAskedNow) return known.gateways;
		const at = performance.now();
		const gateways = await this.#read(place, tunnels).catch((error: unknown) => {
			const isOwnStop = !(error instanceof CloudError) || error.info.kind === 'aborted';
			if (!known || !isComplete || isOwnStop) throw error;
			return known.gateways;
		});
		this.#known.set(place.region, {at, gateways});
		return gateways;
	}

	async #read(place: CallPlace, tunnels: readonly VpnConnection[]): Promise<Gateways> {
		const now = Date.now();
		const listed = new Map(
			(await this.#inventory.vpnGateways(place)).map(gateway => [text(gateway.VpnGatewayId), gateway]),
		);
		// a tunnel may outlive its gateway in the list: that one has no address, and is not asked about at each tick
		const ids = new Set([...listed.keys(), ...tunnels.map(({VpnGatewayId}) => text(VpnGatewayId))]);
		return new Map(
			[...ids].map(id => {
				const gateway = listed.get(id);
				const troubles = id === '' ? [] : gatewayTroubles(id, gateway, now);
				// a text that was cut out of a reply would keep the whole reply
				return [structuredClone(id), structuredClone({address: text(gateway?.PublicIpAddress), troubles})] as const;
			}),
		);
	}
}

function maxAge(gateways: Gateways, tunnels: readonly VpnConnection[]): number {
	const isWell = tunnels.every(
		tunnel => tunnelStateOf(tunnel) === 'UP' && gateways.get(text(tunnel.VpnGatewayId))?.troubles.length === 0,
	);
	return isWell ? oldMs.well : oldMs.troubled;
}
