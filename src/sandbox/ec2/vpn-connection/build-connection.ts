import type {
	CustomerGateway,
	RegionHoldings,
	Tags,
	TransitGatewayAttachment,
	Tunnel,
	VpnConnection,
} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';
import {insideCidrsInUse, pickInsideCidr, pickInsideIpv6Cidr} from '../tunnel/inside-cidrs.ts';
import {pickOutsideAddresses} from '../tunnel/outside-addresses.ts';
import {makePresharedKey} from '../tunnel/preshared-key.ts';
import {type TunnelInput, tunnelOptionsOf} from '../tunnel/tunnel-input.ts';
import {availableAfterMs, comingUp} from '../tunnel/tunnel-states.ts';
import type {ConnectionOptions} from './connection-input.ts';
import type {ConnectionTarget} from './connection-target.ts';

interface ConnectionOrder {
	readonly id: string;
	readonly target: ConnectionTarget;
	readonly gateway: CustomerGateway;
	readonly options: ConnectionOptions;
	readonly tunnels: readonly TunnelInput[];
	readonly keyStorage: Tunnel['keyStorage'];
	readonly tags: Tags;
	readonly fingerprint: string;
	/** Id for the attachment that a transit gateway gets with the connection. */
	readonly attachmentId: string;
}

/** Makes a checked order real: the connection goes from `pending` to UP by itself, and a transit gateway gets its attachment. */
export function buildConnection(order: ConnectionOrder, region: RegionHoldings, now: number): VpnConnection {
	const {id, target, gateway, options} = order;
	const connection: VpnConnection = {
		id,
		customerGatewayId: gateway.id,
		createdAt: now,
		options,
		tunnels: buildTunnels(order, region, now),
		routes: [],
		fingerprint: order.fingerprint,
		state: new Timeline<'pending' | 'available'>(now, 'pending').later(now + availableAfterMs, 'available'),
		tags: order.tags,
		vpnGatewayId: target.vpnGatewayId,
		transitGatewayId: target.transitGatewayId,
		concentratorId: target.concentratorId,
	};
	region.vpnConnections.set(id, connection);
	if (target.kind === 'tgw') attachTransitGateway(connection, order.attachmentId, region, now);
	return connection;
}

function buildTunnels(
	{id, target, options, tunnels, keyStorage}: ConnectionOrder,
	region: RegionHoldings,
	now: number,
): readonly Tunnel[] {
	const taken = insideCidrsInUse(region, target, now);
	// What one tunnel asks for must not be picked for the other.
	for (const {TunnelInsideCidr: cidr} of tunnels) if (cidr !== undefined) taken.add(cidr);
	return pickOutsideAddresses(region, options.OutsideIpAddressType, id, now).map((outsideAddress, index) => {
		const input: TunnelInput | undefined = tunnels[index];
		const insideCidr = input?.TunnelInsideCidr ?? pickInsideCidr(`${id} ${index}`, taken);
		taken.add(insideCidr);
		return {
			outsideAddress,
			insideCidr,
			presharedKey: input?.PreSharedKey ?? makePresharedKey(),
			requested: {insideCidr: input?.TunnelInsideCidr !== undefined, presharedKey: input?.PreSharedKey !== undefined},
			options: input ? tunnelOptionsOf(input) : {},
			status: comingUp(now, index, options.StaticRoutesOnly),
			provisioning: new Timeline<'pending' | 'available'>(now, 'pending').later(now + availableAfterMs, 'available'),
			keyStorage,
			replaced: 0,
			certificates: 0,
			...(options.TunnelInsideIpVersion === 'ipv6'
				? {insideIpv6Cidr: input?.TunnelInsideIpv6Cidr ?? pickInsideIpv6Cidr(`${id} ${index}`)}
				: {}),
		};
	});
}

/** A transit gateway has an attachment of its own for the connection. */
export function attachTransitGateway(connection: VpnConnection, id: string, region: RegionHoldings, now: number): void {
	const transitGateway = region.transitGateways.get(connection.transitGatewayId ?? '');
	if (!transitGateway) return;
	const {association, propagation} = transitGateway.defaultTables;
	const attachment: TransitGatewayAttachment = {
		id,
		transitGatewayId: transitGateway.id,
		resourceType: 'vpn',
		resourceId: connection.id,
		subnetIds: [],
		...(association === undefined
			? {}
			: {association: {routeTableId: association, state: new Timeline<'associated'>(now, 'associated')}}),
		propagates: new Set(propagation === undefined ? [] : [propagation]),
		createdAt: now,
		state: new Timeline<'pending' | 'available'>(now, 'pending').later(now + availableAfterMs, 'available'),
		// The tags of a VPN connection do not reach its attachment.
		tags: new Map(),
	};
	region.transitGatewayAttachments.set(id, attachment);
}

/** How long leaving a transit gateway takes, ms of the cloud's clock. */
const leaveMs = 3000;

export function detachTransitGateway(
	{id}: VpnConnection,
	{transitGatewayAttachments}: RegionHoldings,
	now: number,
): void {
	for (const {resourceId, state} of transitGatewayAttachments.values())
		if (resourceId === id) state.set(now, 'deleting').later(now + leaveMs, 'deleted');
}
