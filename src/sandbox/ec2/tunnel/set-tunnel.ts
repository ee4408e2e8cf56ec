import type {LineState} from '../../line.ts';
import type {UpTunnel} from '../../service.ts';
import type {Account} from '../store/account.ts';
import {tunnelIn} from '../store/resource-lookup.ts';
import type {TunnelStatus} from '../store/resources.ts';
import {mended} from './set-cause.ts';
import {ipsecDown, tunnelUp, waitingForBgp} from './tunnel-states.ts';

/** Forces a tunnel's state from now on, and how many routes its device announces until another number is set. False when there is no such connection or tunnel, or it is deleted. */
export function setTunnel(
	account: Account,
	connectionId: string,
	tunnel: number,
	state: 'UP' | 'DOWN',
	routes: number | undefined,
	now: number,
): boolean {
	const found = tunnelIn(account, connectionId, tunnel);
	if (!found || found.connection.state.value(now) === 'deleted') return false;
	const {status, provisioning} = found.tunnel;
	mended(found.tunnel);
	if (routes !== undefined) found.tunnel.announced = routes;
	const next = state === 'UP' ? tunnelUp(found.connection.options.StaticRoutesOnly, found.tunnel.announced) : ipsecDown;
	// An endpoint that is being set up answers no device yet.
	if (provisioning.value(now) === 'pending') status.set(now, ipsecDown).later(provisioning.settledAt, next);
	else status.set(now, next);
	return true;
}

/** The tunnels whose status is UP, of connections that are not deleted. */
export function upTunnels(account: Account, now: number): readonly UpTunnel[] {
	return account.furnished
		.flatMap(({vpnConnections}) => [...vpnConnections.values()])
		.filter(({state}) => state.value(now) === 'available')
		.flatMap(({id, tunnels}) =>
			tunnels.flatMap(({status}, tunnel) => (status.value(now).status === 'UP' ? [{connectionId: id, tunnel}] : [])),
		);
}

/** Makes a tunnel's status what its real end sees, unless the cloud has replaced that end since; what was coming by the clock comes no more. */
export function setLine(
	account: Account,
	connectionId: string,
	tunnel: number,
	line: LineState,
	generation: number | undefined,
	now: number,
): string | undefined {
	const found = tunnelIn(account, connectionId, tunnel);
	if (!found) return undefined;
	const {
		connection,
		tunnel: {status, provisioning, replaced},
	} = found;
	const stands = provisioning.value(now) === 'available' && (generation ?? replaced) === replaced;
	const next = statusOf(stands ? line : {ipsec: false}, connection.options.StaticRoutesOnly);
	status.keep(now);
	found.tunnel.isReal = true;
	mended(found.tunnel);
	if (!same(status.value(now), next)) status.set(now, next);
	return `${next.status}${next.message === '' ? '' : ` (${next.message})`}`;
}

function statusOf({ipsec, learned}: LineState, isStatic: boolean): TunnelStatus {
	if (!ipsec) return ipsecDown;
	if (isStatic) return tunnelUp(true);
	if (learned === undefined) return waitingForBgp;
	return {status: 'UP', message: `${learned.length} BGP ROUTES`, acceptedRoutes: learned.length, learned};
}

function same(one: TunnelStatus, other: TunnelStatus): boolean {
	return (
		one.status === other.status &&
		one.message === other.message &&
		(one.learned ?? []).join() === (other.learned ?? []).join()
	);
}
