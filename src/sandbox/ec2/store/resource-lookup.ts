import {ApiError, notFound, transitNotFound} from '../protocol/api-error.ts';
import type {Call} from '../protocol/operation.ts';
import type {Account} from './account.ts';
import {defaultAsn, deletedVisibleMs} from './limits.ts';
import type {
	CustomerGateway,
	RegionHoldings,
	TransitGateway,
	TransitGatewayAttachment,
	TransitGatewayRouteTable,
	Tunnel,
	VpnConcentrator,
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

/** What is there and not deleted. @throws ApiError as `absent` words it */
function present<T extends {readonly state: Timeline<string>}>(
	all: ReadonlyMap<string, T>,
	id: string,
	now: number,
	absent: (id: string) => ApiError,
): T {
	const resource = all.get(id);
	if (!resource || resource.state.value(now) === 'deleted') throw absent(id);
	return resource;
}

export const noCustomerGateway = (id: string): ApiError => notFound('customerGateway', id);
export const noVpnGateway = (id: string): ApiError => notFound('vpnGateway', id);
export const noVpnConnection = (id: string): ApiError => notFound('vpnConnection', id);
export const noVpnConcentrator = (id: string): ApiError => notFound('vpnConcentrator', id);
export const noVpc = (id: string): ApiError => notFound('vpc', id);
export const noRouteTable = (id: string): ApiError => notFound('routeTable', id);
export const noTransitGateway = (id: string): ApiError => transitNotFound('', 'TransitGateway', id);
export const noAttachment = (id: string): ApiError => transitNotFound(' Attachment', 'TransitGatewayAttachment', id);
export const noTransitRouteTable = (id: string): ApiError => transitNotFound(' Route Table', 'RouteTable', id);

/** @throws ApiError InvalidCustomerGatewayId.Malformed, InvalidCustomerGatewayID.NotFound */
export function customerGatewayOf(id: string, {region, now}: Call): CustomerGateway {
	if (!/^cgw-[0-9a-f]{8}([0-9a-f]{9})?$/.test(id))
		throw new ApiError('InvalidCustomerGatewayId.Malformed', `Invalid id: "${id}" (expecting "cgw-...")`);
	const gateway = present(region.customerGateways, id, now, noCustomerGateway);
	if (gateway.knownFrom > now) throw noCustomerGateway(id);
	return gateway;
}

/** @throws ApiError InvalidVpnGatewayID.NotFound */
export const vpnGatewayOf = (id: string, {region, now}: Call): VpnGateway =>
	present(region.vpnGateways, id, now, noVpnGateway);

/** @throws ApiError InvalidVpnConcentratorID.NotFound */
export const vpnConcentratorOf = (id: string, {region, now}: Call): VpnConcentrator =>
	present(region.vpnConcentrators, id, now, noVpnConcentrator);

/** @throws ApiError InvalidVpnConnectionID.NotFound */
export const vpnConnectionOf = (id: string, {region, now}: Call): VpnConnection =>
	present(region.vpnConnections, id, now, noVpnConnection);

/** @throws ApiError InvalidTransitGatewayAttachmentID.NotFound */
export const attachmentOf = (id: string, {region, now}: Call): TransitGatewayAttachment =>
	present(region.transitGatewayAttachments, id, now, noAttachment);

/** @throws ApiError InvalidRouteTableID.NotFound */
export const transitRouteTableOf = (id: string, {region, now}: Call): TransitGatewayRouteTable =>
	present(region.transitGatewayRouteTables, id, now, noTransitRouteTable);

/** @throws ApiError InvalidTransitGatewayID.NotFound */
export const transitGatewayOf = (id: string, {region, now}: Call): TransitGateway =>
	present(region.transitGateways, id, now, noTransitGateway);

/** @throws ApiError InvalidTransitGatewayID.NotFound, IncorrectState */
export const availableTransitGateway = (id: string, call: Call): TransitGateway =>
	available(transitGatewayOf(id, call), call);

/** @throws ApiError IncorrectState when the resource is not `available` */
export function available<T extends {readonly id: string; readonly state: Timeline<string>}>(
	resource: T,
	{now}: Call,
): T {
	if (resource.state.value(now) !== 'available')
		throw new ApiError('IncorrectState', `${resource.id} is in invalid state`);
	return resource;
}

/** The Amazon side's ASN of a connection; AWS's default where it is not associated with a gateway yet. */
export function amazonAsn(
	{vpnGatewayId, transitGatewayId}: Pick<VpnConnection, 'vpnGatewayId' | 'transitGatewayId'>,
	{vpnGateways, transitGateways}: RegionHoldings,
): number {
	return vpnGateways.get(vpnGatewayId ?? '')?.asn ?? transitGateways.get(transitGatewayId ?? '')?.asn ?? defaultAsn;
}

/** The tunnel of a connection in whichever region; `index` from 0. Undefined when there is none. */
export function tunnelIn(
	{furnished}: Account,
	connectionId: string,
	index: number,
): {readonly connection: VpnConnection; readonly tunnel: Tunnel} | undefined {
	const connection = furnished
		.map(({vpnConnections}) => vpnConnections.get(connectionId))
		.find(found => found !== undefined);
	const tunnel = connection?.tunnels[index];
	return connection && tunnel && {connection, tunnel};
}
