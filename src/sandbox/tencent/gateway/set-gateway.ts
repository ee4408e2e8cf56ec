import type {GatewayState} from '../../sandbox.ts';
import {timeText} from '../protocol/naming.ts';
import type {Partition, VpnGateway} from '../store/store.ts';

const dayMs = 86_400_000;

/** Lets something befall a gateway, or takes it back. False when there is no such gateway. */
export function setGateway(
	partitions: readonly Partition[],
	gatewayId: string,
	state: GatewayState,
	nowMs: number,
): boolean {
	const held = partitions.flatMap(({regions}) => [...regions.values()]).find(({gateways}) => gateways.has(gatewayId));
	const gateway = held?.gateways.get(gatewayId);
	if (!held || !gateway || state === 'detached' || state === 'deleting') return false;
	const {InstanceChargeType, ExpiredTime, IsAddressBlocked, RestrictState} = gateway;
	const before = gateway.before ?? {InstanceChargeType, ExpiredTime, IsAddressBlocked, RestrictState};
	held.gateways.set(gatewayId, {...gateway, ...before, before, cappedAtMs: undefined, ...befalling(state, nowMs)});
	return true;
}

function befalling(state: Exclude<GatewayState, 'detached' | 'deleting'>, nowMs: number): Partial<VpnGateway> {
	switch (state) {
		case 'blocked':
			return {IsAddressBlocked: true};
		case 'unpaid':
			return {RestrictState: 'PROTECTIVELY_ISOLATED'};
		case 'expired':
			return {InstanceChargeType: 'PREPAID', ExpiredTime: timeText(nowMs - dayMs)};
		case 'atItsCap':
			return {cappedAtMs: nowMs};
		case 'well':
			return {};
	}
}
