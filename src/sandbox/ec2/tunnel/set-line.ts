import type {LineState} from '../../line.ts';
import type {Account} from '../store/account.ts';
import type {TunnelStatus} from '../store/resources.ts';
import {ipsecDown, tunnelUp, waitingForBgp} from './tunnel-states.ts';

/** Makes a tunnel's status what its real end sees; what was coming by the clock comes no more. */
export function setLine(
	account: Account,
	connectionId: string,
	tunnel: number,
	line: LineState,
	now: number,
): string | undefined {
	const connection = account.furnished
		.map(({vpnConnections}) => vpnConnections.get(connectionId))
		.find(candidate => candidate !== undefined);
	const status = connection?.tunnels[tunnel]?.status;
	if (!connection || !status) return undefined;
	const next = statusOf(line, connection.options.staticRoutesOnly);
	status.keep(now);
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
