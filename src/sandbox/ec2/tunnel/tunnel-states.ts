import {hexOf} from '../protocol/ids.ts';
import type {Tunnel, TunnelStatus, VpnConnection} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';

/*
 * How a tunnel comes up and what EC2 says of it meanwhile. Times are ms of the cloud's clock after the create; at the default speed
 * both tunnels are UP within 15 seconds, as if a device had been waiting for them. AWS itself takes minutes.
 */

/** When the connection leaves `pending`. */
export const availableAfterMs = 4000;
const ipsecUpAfterMs = [7000, 10_500] as const;
const routedAfterMs = [8500, 12_000] as const;

/** How many routes the sandbox's BGP device announces. */
const announcedRoutes = 5;

export const ipsecDown: TunnelStatus = {status: 'DOWN', message: 'IPSEC IS DOWN', acceptedRoutes: 0};
/** With BGP, a tunnel that carries ESP but no BGP session yet counts as DOWN. */
export const waitingForBgp: TunnelStatus = {status: 'DOWN', message: 'IPSEC IS UP', acceptedRoutes: 0};

/** `routes`: how many the device announces; a tunnel without any is UP still. */
export function tunnelUp(isStatic: boolean, routes: number = announcedRoutes): TunnelStatus {
	// A static connection's message is empty; its count is that of its static routes at the time.
	return isStatic
		? {status: 'UP', message: '', acceptedRoutes: 0}
		: {status: 'UP', message: `${routes} BGP ROUTES`, acceptedRoutes: routes};
}

/** How long replacing an endpoint takes, and until the device has started IKE, and BGP, again; cloud-clock ms after the change. */
export const replacedAfterMs = 4000;
const ipsecAgainMs = 6500;
const routedAgainMs = 8000;

/** A replaced tunnel is DOWN now. It comes UP again where somebody `starts` it. */
export function comingBack({status, announced}: Tunnel, now: number, isStatic: boolean, starts: boolean): void {
	status.set(now, ipsecDown);
	if (!starts) return;
	if (!isStatic) status.later(now + ipsecAgainMs, waitingForBgp);
	status.later(now + routedAgainMs, tunnelUp(isStatic, announced));
}

/** A tunnel's way from the create to UP. `tunnel` is 0 or 1: the second comes up after the first. */
export function comingUp(createdAt: number, tunnel: number, isStatic: boolean): Timeline<TunnelStatus> {
	const line = new Timeline(createdAt, ipsecDown);
	const second = tunnel === 0 ? 0 : 1;
	if (!isStatic) line.later(createdAt + ipsecUpAfterMs[second], waitingForBgp);
	return line.later(createdAt + routedAfterMs[second], tunnelUp(isStatic));
}

/** How long after a change of the last one the device goes on to the first again, ms of the cloud's clock. */
const roundMs = 60_000;

/** The tunnel that a device drains which goes from one to the other: the first of those that were replaced least. Undefined between two rounds. */
export function nextInTurn({tunnels}: VpnConnection, now: number): Tunnel | undefined {
	const [first] = tunnels;
	const least = tunnels.reduce((least, tunnel) => (tunnel.replaced < least.replaced ? tunnel : least));
	if (least !== first || first.replaced === 0) return least;
	const last = Math.max(...tunnels.map(({provisioning}) => provisioning.settledAt));
	return now < last + roundMs ? undefined : first;
}

/** The ranges that the connection's device announces, or its static routes. */
export function acceptedRoutes(connection: VpnConnection, now: number): readonly string[] {
	if (connection.options.StaticRoutesOnly)
		return connection.routes.filter(({state}) => state.value(now) === 'available').map(({destination}) => destination);
	const learned = connection.tunnels.map(({status}) => status.value(now).learned);
	if (learned.some(routes => routes !== undefined)) return [...new Set(learned.flatMap(routes => routes ?? []))];
	const hex = hexOf(`announced ${connection.customerGatewayId}`);
	return Array.from({length: announcedRoutes}, (_, index) => {
		const octet = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
		return `192.168.${(octet + index * 53) % 256}.0/24`;
	});
}
