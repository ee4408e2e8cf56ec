import {type ActiveVpnTunnelStatus, GetActiveVpnTunnelStatusCommand, type VpnConnection} from '@aws-sdk/client-ec2';
import {printable} from '../../../../connection/printable.ts';
import {CloudError} from '../../../contract/cloud-error.ts';
import type {Negotiated, TunnelSight, Unread} from '../../../contract/sight.ts';
import {orUntold} from '../../../engine/or-untold.ts';
import {isDenied} from '../../../permissions.ts';
import {type AwsReach, ask} from '../../wire/ask.ts';
import {word} from '../../wire/tags.ts';
import {tunnelsOf} from '../tunnel-statuses.ts';

/**
 * What each tunnel has negotiated: one call for each. Source: EC2 API, GetActiveVpnTunnelStatus, "the currently negotiated security parameters for an
 * active VPN tunnel". What it answers for one that is DOWN is nowhere said, so nothing is taken from its refusal there.
 */
export async function readTunnelSights(
	reach: AwsReach,
	connection: VpnConnection,
	unread: Unread[],
): Promise<readonly TunnelSight[]> {
	const id = word(connection.VpnConnectionId);
	const tunnels = tunnelsOf(connection);
	const refused: Unread[] = [];
	const sights = await Promise.all(
		tunnels.map(async ({key, outsideAddress, state}): Promise<TunnelSight> => {
			if (!outsideAddress) return {key};
			const reading = readActive(reach, id, outsideAddress, state === 'UP');
			const active = await orUntold('what the tunnels have negotiated', reading, refused);
			return {key, ...(active ? sightOf(active) : {})};
		}),
	);
	// the same for both: it is told once
	unread.push(...refused.slice(0, 1));
	return sights;
}

async function readActive(
	reach: AwsReach,
	VpnConnectionId: string,
	VpnTunnelOutsideIpAddress: string,
	isUp: boolean,
): Promise<ActiveVpnTunnelStatus | undefined> {
	const command = new GetActiveVpnTunnelStatusCommand({VpnConnectionId, VpnTunnelOutsideIpAddress});
	try {
		return (await ask(reach, 'GetActiveVpnTunnelStatus', command)).ActiveVpnTunnelStatus;
	} catch (error) {
		if (!isUp && error instanceof CloudError && isVerdict(error)) return undefined;
		throw error;
	}
}

/** Whether the API has refused for a reason that lies in the tunnel, and not in who asks or how often. */
function isVerdict({info}: CloudError): boolean {
	return info.kind === 'api' && !info.retryable && !isDenied(info);
}

function sightOf(active: ActiveVpnTunnelStatus): Omit<TunnelSight, 'key'> {
	const negotiated = negotiatedIn(active);
	const failed = word(active.ProvisioningStatus) === 'failed';
	const reason = printable(active.ProvisioningStatusReason ?? '', 200) || 'no reason given';
	return {
		...(Object.keys(negotiated).length > 0 ? {negotiated} : {}),
		...(failed ? {provisioningFailure: reason} : {}),
	};
}

function negotiatedIn(active: ActiveVpnTunnelStatus): Negotiated {
	const told = {
		ikeVersion: word(active.IkeVersion),
		phase1Encryption: word(active.Phase1EncryptionAlgorithm),
		phase1Integrity: word(active.Phase1IntegrityAlgorithm),
		phase1DhGroup: groupOf(active.Phase1DHGroup),
		phase2Encryption: word(active.Phase2EncryptionAlgorithm),
		phase2Integrity: word(active.Phase2IntegrityAlgorithm),
		phase2DhGroup: groupOf(active.Phase2DHGroup),
	};
	return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== ''));
}

/** 0 is no group. */
const groupOf = (group: number | undefined): string => (group ? String(group) : '');
