import {causes, type TunnelCause} from '../../causes.ts';
import type {Account} from '../store/account.ts';
import {tunnelIn} from '../store/resource-lookup.ts';
import type {Tunnel} from '../store/resources.ts';
import {ipsecDown, tunnelUp, waitingForBgp} from './tunnel-states.ts';

/** Lines by hand that are kept of a tunnel. */
const mostWritten = 200;

/** Lets something be wrong at a tunnel from now on, until it is set UP or its endpoint is replaced. False when there is no such tunnel. */
export function setCause(
	account: Account,
	connectionId: string,
	tunnel: number,
	cause: TunnelCause,
	now: number,
): boolean {
	const found = tunnelIn(account, connectionId, tunnel);
	if (!found || found.connection.state.value(now) === 'deleted') return false;
	const {StaticRoutesOnly: isStatic} = found.connection.options;
	const {status} = found.tunnel;
	found.tunnel.trouble = {cause, since: now};
	const seen = causes[cause];
	if (seen === 'below') status.set(now, ipsecDown);
	// static routes know no BGP, and are UP with whatever stands below it
	else if (seen === 'bgp') status.set(now, isStatic ? tunnelUp(true) : waitingForBgp);
	else if (seen === 'routes') status.set(now, tunnelUp(isStatic, 0));
	return true;
}

/** Puts a line into a tunnel's log. False when there is no such tunnel. */
export function writeLine(
	account: Account,
	connectionId: string,
	tunnel: number,
	line: {readonly kind: 'ike' | 'bgp'; readonly details: string},
	now: number,
): boolean {
	const found = tunnelIn(account, connectionId, tunnel);
	if (!found) return false;
	const {written = []} = found.tunnel;
	found.tunnel.written = [...written.slice(1 - mostWritten), {at: now, ...line}];
	return true;
}

/** What was wrong is no more. */
export function mended(tunnel: Tunnel): void {
	delete tunnel.trouble;
}
