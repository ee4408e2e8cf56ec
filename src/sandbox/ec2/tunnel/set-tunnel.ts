import type {UpTunnel} from '../../service.ts';
import type {Account} from '../store/account.ts';
import {ipsecDown, tunnelUp} from './tunnel-states.ts';

/** Forces a tunnel's state from now on. False when there is no such connection or tunnel, or it is deleted. */
export function setTunnel(
	account: Account,
	connectionId: string,
	tunnel: number,
	state: 'UP' | 'DOWN',
	now: number,
): boolean {
	const connection = account.furnished
		.map(({vpnConnections}) => vpnConnections.get(connectionId))
		.find(candidate => candidate !== undefined);
	const status = connection?.tunnels[tunnel]?.status;
	if (!connection || !status || connection.state.value(now) === 'deleted') return false;
	status.set(now, state === 'UP' ? tunnelUp(connection.options.staticRoutesOnly) : ipsecDown);
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
