import type {VpnGateway} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {GatewayTrouble} from '../../../contract/sight.ts';
import {text} from '../../wire/reply.ts';

/**
 * What a VPN gateway says that explains an outage by itself. Source: vpc 2017-03-12, VpnGateway: State, RestrictState (PROTECTIVELY_ISOLATED: isolated
 * because it was not paid for), IsAddressBlocked, ExpiredTime of one that is prepaid. Pure.
 * @param nowMs since the epoch
 */
export function gatewayTroubles(
	gateway: string,
	found: VpnGateway | undefined,
	nowMs: number,
): readonly GatewayTrouble[] {
	if (!found) return [{gateway, kind: 'not available', quote: 'it is not listed in the region'}];
	const restricted = text(found.RestrictState);
	const state = text(found.State);
	const ends = text(found.ExpiredTime);
	return [
		...(found.IsAddressBlocked === true ? [trouble('blocked', 'IsAddressBlocked: true')] : []),
		...(restricted !== '' && restricted !== 'NORMAL'
			? [trouble(restricted === 'PROTECTIVELY_ISOLATED' ? 'unpaid' : 'not available', `RestrictState: ${restricted}`)]
			: []),
		...(text(found.InstanceChargeType) === 'PREPAID' && isOver(ends, nowMs)
			? [trouble('expired', `ExpiredTime: ${ends}`)]
			: []),
		...(state !== '' && state !== 'AVAILABLE' ? [trouble('not available', `State: ${state}`)] : []),
	];

	function trouble(kind: GatewayTrouble['kind'], quote: string): GatewayTrouble {
		return {gateway, kind, quote};
	}
}

/** Whether a time without a zone is over in every zone that may be meant: no page says whether it is Beijing's or UTC, which is later. */
function isOver(time: string, nowMs: number): boolean {
	if (!/^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time)) return false;
	return Date.parse(`${time.replace(' ', 'T')}Z`) < nowMs;
}
