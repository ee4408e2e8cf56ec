import {ApiError, invalidCombination} from '../protocol/api-error.ts';
import type {Call} from '../protocol/operation.ts';
import {defaultAsn} from '../store/limits.ts';
import {
	available,
	availableTransitGateway,
	noVpnConcentrator,
	transitGatewayOf,
	vpnGatewayOf,
} from '../store/resource-lookup.ts';

/** What a connection ends at in the cloud. `asn` is the Amazon side's. */
export interface ConnectionTarget {
	readonly kind: 'vgw' | 'tgw' | 'concentrator' | 'none';
	readonly asn: number;
	readonly vpnGatewayId?: string | undefined;
	readonly transitGatewayId?: string | undefined;
	readonly concentratorId?: string | undefined;
}

interface TargetInput {
	readonly VpnGatewayId?: string | undefined;
	readonly TransitGatewayId?: string | undefined;
	readonly VpnConcentratorId?: string | undefined;
}

/**
 * Finds the target of a create; all ids left out means a connection that is associated later.
 * @throws ApiError InvalidParameterCombination, the NotFound of each kind, InvalidVpnGatewayState, IncorrectState
 */
export function targetOf(input: TargetInput, call: Call): ConnectionTarget {
	const {VpnGatewayId: vpnGatewayId, TransitGatewayId: transitGatewayId, VpnConcentratorId: concentratorId} = input;
	if (vpnGatewayId !== undefined && (transitGatewayId !== undefined || concentratorId !== undefined))
		throw invalidCombination('VpnGatewayId cannot be used with TransitGatewayId or VpnConcentratorId.');
	if (vpnGatewayId !== undefined) {
		const gateway = vpnGatewayOf(vpnGatewayId, call);
		if (gateway.state.value(call.now) !== 'available')
			throw new ApiError('InvalidVpnGatewayState', `The virtual private gateway ${vpnGatewayId} is not available.`);
		return {kind: 'vgw', asn: gateway.asn, vpnGatewayId};
	}

	if (concentratorId !== undefined) return concentratorTarget(concentratorId, transitGatewayId, call);
	if (transitGatewayId === undefined) return {kind: 'none', asn: defaultAsn};
	const {asn} = availableTransitGateway(transitGatewayId, call);
	return {kind: 'tgw', asn, transitGatewayId};
}

function concentratorTarget(id: string, transitGatewayId: string | undefined, call: Call): ConnectionTarget {
	const concentrator = call.region.vpnConcentrators.get(id);
	if (!concentrator) throw noVpnConcentrator(id);
	available(concentrator, call);
	if (transitGatewayId !== undefined && transitGatewayId !== concentrator.transitGatewayId)
		throw invalidCombination(`${id} does not belong to ${transitGatewayId}.`);
	const gateway = transitGatewayOf(concentrator.transitGatewayId, call);
	return {kind: 'concentrator', asn: gateway.asn, transitGatewayId: gateway.id, concentratorId: id};
}
