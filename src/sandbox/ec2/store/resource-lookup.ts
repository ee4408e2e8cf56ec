import {ApiError} from '../protocol/api-error.ts';
import {type Call, notFound} from '../protocol/operation.ts';
import {deletedVisibleMs} from './limits.ts';
import type {
	CustomerGateway,
	TransitGateway,
	TransitGatewayAttachment,
	VpnConnection,
	VpnGateway,
} from './resources.ts';
import type {Timeline} from './timeline.ts';

/*
 * Finding what a request names, with EC2's own words when it is not there. What was deleted a while ago is not there.
 */

export function stillListed(state: Timeline<string>, now: number): boolean {
	const {value, at} = state.at(now);
	return value !== 'deleted' || now - at < deletedVisibleMs;
}

/** What of a kind is to be seen now. */
export function listed<T extends {readonly state: Timeline<string>}>(
	all: ReadonlyMap<string, T>,
	now: number,
): Map<string, T> {
	return new Map([...all].filter(([, resource]) => stillListed(resource.state, now)));
}

export function live(state: Timeline<string>, now: number): boolean {
	const value = state.value(now);
	return value !== 'deleted' && value !== 'deleting';
}

/** @throws ApiError InvalidCustomerGatewayId.Malformed, InvalidCustomerGatewayID.NotFound */
export function customerGatewayOf(id: string, {region, now}: Call): CustomerGateway {
	if (!/^cgw-[0-9a-f]{8}([0-9a-f]{9})?$/.test(id))
		throw new ApiError('InvalidCustomerGatewayId.Malformed', `Invalid id: "${id}" (expecting "cgw-...")`);
	const gateway = region.customerGateways.get(id);
	if (!gateway || gateway.knownFrom > now || gateway.state.value(now) === 'deleted')
		throw notFound('InvalidCustomerGatewayID', 'customerGateway', id);
	return gateway;
}

/** @throws ApiError InvalidVpnGatewayID.NotFound */
export function vpnGatewayOf(id: string, {region, now}: Call): VpnGateway {
	const gateway = region.vpnGateways.get(id);
	if (!gateway || gateway.state.value(now) === 'deleted') throw notFound('InvalidVpnGatewayID', 'vpnGateway', id);
	return gateway;
}

/** @throws ApiError InvalidTransitGatewayID.NotFound */
export function transitGatewayOf(id: string, {region, now}: Call): TransitGateway {
	const gateway = region.transitGateways.get(id);
	if (!gateway || gateway.state.value(now) === 'deleted')
		throw new ApiError('InvalidTransitGatewayID.NotFound', `Transit Gateway ${id} was deleted or does not exist.`);
	return gateway;
}

/** @throws ApiError InvalidTransitGatewayAttachmentID.NotFound */
export function attachmentOf(id: string, {region, now}: Call): TransitGatewayAttachment {
	const attachment = region.transitGatewayAttachments.get(id);
	if (!attachment || attachment.state.value(now) === 'deleted')
		throw new ApiError(
			'InvalidTransitGatewayAttachmentID.NotFound',
			`Transit Gateway Attachment ${id} was deleted or does not exist.`,
		);
	return attachment;
}

/** @throws ApiError InvalidVpnConnectionID.NotFound */
export function vpnConnectionOf(id: string, {region, now}: Call): VpnConnection {
	const connection = region.vpnConnections.get(id);
	if (!connection || connection.state.value(now) === 'deleted')
		throw notFound('InvalidVpnConnectionID', 'vpnConnection', id);
	return connection;
}
