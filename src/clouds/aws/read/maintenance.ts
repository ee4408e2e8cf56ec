import {GetVpnTunnelReplacementStatusCommand, type MaintenanceDetails, type VpnConnection} from '@aws-sdk/client-ec2';
import type {Maintenance} from '../../contract/cloud.ts';
import {type AwsReach, ask} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';
import {standingConnection} from './vpn-connections.ts';

/** How AWS says that nothing is pending; its API does not list the words that it has. Source: Site-to-Site VPN User Guide, "Tunnel endpoint lifecycle" (console). */
const nothingPending = /^(?:none|not available|false)?$/i;

/**
 * The pending and past maintenance of a connection's tunnels, one call for each beside the list.
 * @throws UserError when it is not in the region, CloudError
 */
export async function readMaintenance(reach: AwsReach, id: string): Promise<readonly Maintenance[]> {
	const addresses = addressesOf(await standingConnection(reach, id));
	return Promise.all(addresses.map(address => readMaintenanceOf(reach, id, address)));
}

/** The same of one tunnel. Source: EC2 API, GetVpnTunnelReplacementStatus. @throws CloudError */
export async function readMaintenanceOf(reach: AwsReach, id: string, address: string): Promise<Maintenance> {
	const command = new GetVpnTunnelReplacementStatusCommand({VpnConnectionId: id, VpnTunnelOutsideIpAddress: address});
	const {MaintenanceDetails: details} = await ask(reach, 'GetVpnTunnelReplacementStatus', command);
	return {key: address, ...maintenanceOf(details ?? {})};
}

function maintenanceOf({
	PendingMaintenance,
	MaintenanceAutoAppliedAfter,
	LastMaintenanceApplied,
}: MaintenanceDetails): Omit<Maintenance, 'key'> {
	const said = word(PendingMaintenance).trim();
	const autoAppliedAfter = timeOf(MaintenanceAutoAppliedAfter);
	const lastApplied = timeOf(LastMaintenanceApplied);
	return {
		pending: nothingPending.test(said) ? '' : said,
		...(autoAppliedAfter === undefined ? {} : {autoAppliedAfter}),
		...(lastApplied === undefined ? {} : {lastApplied}),
	};
}

function timeOf(date: Date | undefined): number | undefined {
	const at = date?.getTime();
	return at === undefined || Number.isNaN(at) ? undefined : at;
}

function addressesOf({Options}: VpnConnection): readonly string[] {
	return (Options?.TunnelOptions ?? []).map(({OutsideIpAddress}) => word(OutsideIpAddress)).filter(Boolean);
}
