import type {Ec2Behavior} from '../behavior.ts';
import type {Account} from '../store/account.ts';
import {tunnelIn} from '../store/resource-lookup.ts';
import type {RegionHoldings} from '../store/resources.ts';
import {replaceTunnels} from './replace-tunnels.ts';

/*
 * Maintenance that AWS announces for an endpoint, and carries out by itself once its date has come. Source: AWS Site-to-Site VPN User Guide,
 * "Tunnel endpoint lifecycle control".
 */

/** Announces maintenance that applies itself `dueMs` of the cloud's clock from now on. False when there is no such tunnel. */
export function announceMaintenance(
	account: Account,
	connectionId: string,
	tunnel: number,
	dueMs: number,
	now: number,
): boolean {
	const found = tunnelIn(account, connectionId, tunnel);
	if (!found || found.connection.state.value(now) === 'deleted') return false;
	const {maintenance} = found.tunnel;
	found.tunnel.maintenance = {...maintenance, pending: true, autoAppliedAfter: now + dueMs};
	return true;
}

/** How long is left for what is announced without a date of its own, ms of the cloud's clock. */
const noticeMs = 14 * 24 * 60 * 60 * 1000;

/** Announces what is to be announced, and carries out what was due since the region was last looked at, each at its own time, or once its connection is not being changed any more. */
export function applyDueMaintenance({vpnConnections}: RegionHoldings, now: number, behavior: Ec2Behavior): void {
	for (const connection of vpnConnections.values())
		for (const tunnel of connection.tunnels) {
			if (behavior.maintenance === 'pending' && tunnel.options.EnableTunnelLifecycleControl)
				tunnel.maintenance ??= {pending: true, autoAppliedAfter: now + noticeMs};
			const {pending = false, autoAppliedAfter: due = Number.POSITIVE_INFINITY} = tunnel.maintenance ?? {};
			const {value: state, at: since} = connection.state.at(now);
			if (!pending || due > now || state !== 'available') continue;
			const at = Math.max(due, since);
			tunnel.maintenance = {pending: false, lastApplied: at};
			replaceTunnels(connection, [tunnel], {now: at, behavior});
		}
}
