import type {FleetPlan} from '../../fleet/fleet-plan.ts';
import {type FleetSite, siteOf} from '../../fleet/fleet-site.ts';
import {addressNumber, addressText} from '../../ipv4.ts';
import {idOf} from '../protocol/ids.ts';
import {makePresharedKey} from '../tunnel/preshared-key.ts';
import {ipsecDown, tunnelUp, waitingForBgp} from '../tunnel/tunnel-states.ts';
import {attachTransitGateway} from '../vpn-connection/build-connection.ts';
import {connectionOptionsOf} from '../vpn-connection/connection-input.ts';
import {connectionsPerVpnGateway} from './limits.ts';
import type {RegionHoldings, TransitGateway, Tunnel, TunnelStatus, VpnConnection, VpnGateway} from './resources.ts';
import {
	addCustomerGateway,
	addRouteTable,
	addTransitGateway,
	addVpc,
	addVpnGateway,
	type Stock,
	toInternet,
} from './stock.ts';
import {Timeline} from './timeline.ts';

/** How old a connection of a fleet is, ms. */
const ageMs = 200 * 24 * 60 * 60 * 1000;

/** What a connection ends at in the cloud, and how many the region has there already. */
interface End {
	readonly gateway: VpnGateway | TransitGateway;
	readonly isTransit: boolean;
}

/** Puts an account's part of a fleet into a new region. `account` from 0. */
export function fillFleetRegion(region: RegionHoldings, start: number, plan: FleetPlan, account: number): void {
	const stock: Stock = {region, start};
	const numbers = plan.numbersIn(region.name, account);
	const vpc = addVpc(stock, 'default', ['172.31.0.0/16'], true);
	addRouteTable(stock, '', vpc, {main: true, routes: [toInternet(stock, 'default')]});
	if (numbers.length === 0) return;
	const ends = endsFor(stock, `${region.name} ${account}`, numbers.length);
	numbers.forEach((number, index) => {
		const end = ends[index % ends.length];
		if (end) addSite(stock, end, siteOf(number), number);
	});
}

/** A transit gateway for each half, and virtual private gateways of ten each for the other, as the quotas are. */
function endsFor(stock: Stock, seed: string, count: number): readonly End[] {
	const production = addVpc(stock, `production ${seed}`, ['10.32.0.0/16']);
	addRouteTable(stock, `production-main ${seed}`, production, {main: true});
	const hub: End = {
		gateway: addTransitGateway(stock, `hub ${seed}`, {asn: 64_512, vpcs: [production]}),
		isTransit: true,
	};
	const others = Array.from({length: Math.ceil(count / 2 / connectionsPerVpnGateway)}, (_, index): End => {
		const name = `edge-${index + 1} ${seed}`;
		const vpc = index === 0 ? production : addVpc(stock, name, [`10.${33 + (index % 200)}.0.0/16`]);
		return {gateway: addVpnGateway(stock, name, {asn: 64_513 + (index % 50), vpc}), isTransit: false};
	});
	// every other one goes to the hub
	return others.flatMap(end => [hub, end]);
}

function addSite(stock: Stock, {gateway, isTransit}: End, site: FleetSite, number: number): void {
	const {region, start} = stock;
	const customerGateway = addCustomerGateway(stock, site.name, {
		id: idOf('cgw', `fleet ${number}`),
		address: site.address,
		asn: site.asn,
		deviceName: `${site.name}-gw`,
	});
	const options = connectionOptionsOf({StaticRoutesOnly: !site.isBgp});
	const createdAt = start - ageMs;
	const id = idOf('vpn', `fleet ${number}`);
	const connection: VpnConnection = {
		id,
		customerGatewayId: customerGateway.id,
		vpnGatewayId: isTransit ? undefined : gateway.id,
		transitGatewayId: isTransit ? gateway.id : undefined,
		concentratorId: undefined,
		createdAt,
		options,
		tunnels: site.cloudAddresses.map((address, index) => tunnelOf(site, address, index, number, start)),
		routes: site.isBgp ? [] : [{destination: site.range, state: new Timeline<'available'>(createdAt, 'available')}],
		fingerprint: `fleet ${id}`,
		state: stateOf(site, start),
		tags: new Map(Object.entries({Name: site.name, ...site.tags})),
	};
	region.vpnConnections.set(id, connection);
	if (isTransit) attachTransitGateway(connection, idOf('tgw-attach', id), region, createdAt);
}

function stateOf({condition, standsForMs}: FleetSite, start: number): VpnConnection['state'] {
	const at = start - standsForMs;
	if (condition === 'coming') return new Timeline<'pending' | 'available'>(at, 'pending');
	if (condition === 'changing') return new Timeline<'modifying' | 'available'>(at, 'modifying');
	if (condition === 'going') return new Timeline<'deleting' | 'available'>(at, 'deleting');
	return new Timeline<'available'>(start - ageMs, 'available');
}

function tunnelOf(site: FleetSite, outsideAddress: string, index: number, number: number, start: number): Tunnel {
	return {
		outsideAddress,
		insideCidr: insideCidrOf(number * 2 + index),
		presharedKey: makePresharedKey(),
		requested: {insideCidr: false, presharedKey: false},
		options: {},
		status: new Timeline(start - site.standsForMs, statusOf(site, index, number)),
		provisioning: new Timeline<'pending' | 'available'>(start - ageMs, 'available'),
		keyStorage: 'Standard',
		replaced: 0,
		certificates: 0,
		...(site.condition === 'no routes' ? {announced: 0} : {}),
	};
}

function statusOf({condition, isBgp}: FleetSite, index: number, number: number): TunnelStatus {
	const isDown =
		condition === 'down' ||
		condition === 'coming' ||
		condition === 'going' ||
		(condition === 'one down' && index === number % 2);
	// of those that are down, some carry ESP and only lack their BGP session
	if (isDown) return isBgp && number % 3 === 0 ? waitingForBgp : ipsecDown;
	return tunnelUp(!isBgp, condition === 'no routes' ? 0 : undefined);
}

/** The /30s of 169.254.0.0/16 one after the other, without those that AWS keeps for itself at both ends. */
const insideCidrOf = (index: number): string =>
	`${addressText((addressNumber('169.254.8.0') ?? 0) + (index % 10_000) * 4)}/30`;
