import type {TunnelOption, VpnConnection} from '@aws-sdk/client-ec2';
import {vpnConnection} from '../read/describe.ts';
import {keyPlace} from '../read/settings.ts';
import {atDefault, tunnelValues} from '../read/tunnel-values.ts';
import type {AwsReach} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';
import type {Standing} from './aws-change.ts';
import {endpointOf, type TunnelPlace} from './endpoint-exchange.ts';
import {isGoing} from './search.ts';

/** A connection that stands, why it can't be changed just now. @throws CloudError */
export async function standingOf(
	reach: AwsReach,
	id: string,
): Promise<{readonly connection: VpnConnection; readonly busy: string | undefined} | undefined> {
	const connection = await vpnConnection(reach, id);
	if (!connection || isGoing(connection)) return undefined;
	return {connection, busy: connection.State === 'available' ? undefined : word(connection.State) || 'not known yet'};
}

/** A tunnel of a connection that stands. @throws CloudError */
export async function tunnelOf(
	reach: AwsReach,
	place: TunnelPlace,
): Promise<
	{readonly connection: VpnConnection; readonly tunnel: TunnelOption; readonly busy: string | undefined} | undefined
> {
	const standing = await standingOf(reach, place.VpnConnectionId);
	const tunnel = standing?.connection.Options?.TunnelOptions?.find(
		({OutsideIpAddress}) => OutsideIpAddress === place.VpnTunnelOutsideIpAddress,
	);
	return standing && tunnel && {...standing, tunnel};
}

/**
 * The values of one tunnel as they stand, what is not shown at its default. It is busy until the connection is available and the tunnel's own
 * endpoint too. @throws CloudError
 */
export async function standingTunnel(reach: AwsReach, place: TunnelPlace): Promise<Standing | undefined> {
	const found = await tunnelOf(reach, place);
	if (!found) return undefined;
	const {connection, tunnel} = found;
	return {
		values: {...atDefault, ...tunnelValues(tunnel), ...keyPlace(connection, tunnel)},
		busy: found.busy ?? (await provisioning(reach, place)),
	};
}

/** A connection whose tunnels are all replaced: it is busy until it is available, and the endpoint of each. @throws CloudError */
export async function standingWhole(
	reach: AwsReach,
	id: string,
): Promise<{readonly connection: VpnConnection; readonly busy: string | undefined} | undefined> {
	const standing = await standingOf(reach, id);
	if (!standing || standing.busy !== undefined) return standing;
	const addresses = (standing.connection.Options?.TunnelOptions ?? []).flatMap(tunnel => tunnel.OutsideIpAddress ?? []);
	const waits = await Promise.all(
		addresses.map(address => provisioning(reach, {VpnConnectionId: id, VpnTunnelOutsideIpAddress: address})),
	);
	// one that failed ends the wait, whatever the other does
	const busy = waits.find(wait => wait?.startsWith('failed')) ?? waits.find(wait => wait !== undefined);
	return {...standing, busy};
}

/** Why a tunnel's endpoint is not there yet; undefined where it is, or this account may not ask. Source: EC2 API, GetActiveVpnTunnelStatus. */
async function provisioning(reach: AwsReach, place: TunnelPlace): Promise<string | undefined> {
	const {status, reason} = (await endpointOf(reach, place)) ?? {};
	if (status === undefined || status === 'available') return undefined;
	if (status === 'failed') return `failed: ${word(reason) || 'AWS gives no reason'}`;
	return `${word(status)}${reason ? ` (${word(reason)})` : ''}`;
}
