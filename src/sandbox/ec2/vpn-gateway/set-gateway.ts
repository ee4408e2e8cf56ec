import type {GatewayState} from '../../sandbox.ts';
import type {Account} from '../store/account.ts';
import type {RegionHoldings} from '../store/resources.ts';

/** Lets something befall a gateway of an account, or takes it back. False when there is no such gateway, or that can't befall it. */
export function setGateway(account: Account, gatewayId: string, state: GatewayState, now: number): boolean {
	return account.furnished.some(region =>
		state === 'well'
			? detach(region, gatewayId, 'attached', now) || setJoints(region, gatewayId, 'available', now)
			: state === 'detached'
				? detach(region, gatewayId, 'detached', now)
				: state === 'deleting' && setJoints(region, gatewayId, 'deleting', now),
	);
}

function detach(region: RegionHoldings, id: string, state: 'attached' | 'detached', now: number): boolean {
	const attachment = region.vpnGateways.get(id)?.attachments[0];
	attachment?.state.set(now, state);
	return attachment !== undefined;
}

/** A concentrator itself; of a transit gateway what joins its VPN connections to it. */
function setJoints(region: RegionHoldings, id: string, state: 'available' | 'deleting', now: number): boolean {
	const joints = [...region.transitGatewayAttachments.values()].filter(
		({transitGatewayId, resourceType}) => transitGatewayId === id && resourceType === 'vpn',
	);
	for (const joint of joints) joint.state.set(now, state);
	const concentrator = region.vpnConcentrators.get(id);
	concentrator?.state.set(now, state);
	return joints.length > 0 || concentrator !== undefined;
}
