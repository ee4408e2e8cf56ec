import type {FleetPlan} from '../../fleet/fleet-plan.ts';
import {type FleetSite, siteOf} from '../../fleet/fleet-site.ts';
import {addressNumber, addressText, knownRange, rangeText} from '../../ipv4.ts';
import {financeRegion} from '../account/regions.ts';
import {connection, customerGateway, gateway, routeTable, vpc} from './inventory-records.ts';
import {limits} from './limits.ts';
import {type Partition, RegionStore, type VpnConnection, type VpnGateway} from './store.ts';

/** How old a tunnel of a fleet is, ms. */
const ageMs = 200 * 86_400_000;

const tunnelsPerGateway = limits['vpn-gateway-max-custom-gateways'];

/** An account's part of a fleet, in every region of it. `account` from 0. */
export function fleetInventory(plan: FleetPlan, account: number, nowMs: number): readonly Partition[] {
	const regions = plan.regions.tencent.map(name => fleetRegion(name, plan.numbersIn(name, account), account, nowMs));
	return [
		{name: 'public', regions: new Map(regions.map(region => [region.name, region])), ccns: new Map()},
		// the finance region is there, and nothing is in it
		{name: financeRegion, regions: new Map([[financeRegion, new RegionStore(financeRegion)]]), ccns: new Map()},
	];
}

function fleetRegion(name: string, numbers: readonly number[], account: number, nowMs: number): RegionStore {
	const region = new RegionStore(name);
	if (numbers.length === 0) return region;
	const place = `${account}${numbers[0]?.toString(36)}`;
	const production = vpc(idFrom('vpc', place), `${name}-production`, '10.32.0.0/16', {TagSet: tagsOfProduction});
	region.vpcs.set(production.VpcId, production);
	const table = routeTable(idFrom('rtb', place), production.VpcId);
	region.routeTables.set(table.RouteTableId, table);
	const sites = numbers.map(number => ({number, site: siteOf(number)}));
	for (const isBgp of [true, false]) {
		const own = sites.filter(({site}) => site.isBgp === isBgp);
		for (let first = 0; first < own.length; first += tunnelsPerGateway) {
			const word = isBgp ? 'bgp' : 'static';
			const ofGateway = own.slice(first, first + tunnelsPerGateway);
			const {number} = ofGateway[0] ?? {number: 0};
			const at = gateway(
				idFrom('vpngw', `${number}`),
				`${name}-${word}-${first / tunnelsPerGateway + 1}`,
				cloudAddress(number),
				{
					VpcId: production.VpcId,
					InternetMaxBandwidthOut: isBgp ? 200 : 100,
					BgpAsn: isBgp ? 64_550 : undefined,
					TagSet: tagsOfProduction,
				},
			);
			region.gateways.set(at.VpnGatewayId, at);
			for (const each of ofGateway) addSite(region, at, each.site, each.number, nowMs);
		}
	}

	return region;
}

const tagsOfProduction = [{Key: 'environment', Value: 'production'}];

/** The first of the two addresses that the site's number has at a cloud. */
const cloudAddress = (number: number): string => siteOf(number).cloudAddresses[0];

function addSite(region: RegionStore, at: VpnGateway, site: FleetSite, number: number, nowMs: number): void {
	const to = customerGateway(idFrom('cgw', `${number}`), site.name, site.address, site.isBgp ? site.asn : undefined);
	region.customerGateways.set(to.CustomerGatewayId, to);
	const inside = insideOf(number);
	const probed = site.probe !== 'none';
	const tunnel = connection(at, to, idFrom('vpnx', `${number}`), site.name, {
		RouteType: site.isBgp ? 'Bgp' : 'StaticRoute',
		createdAtMs: nowMs - ageMs,
		forced: site.condition === 'down' || site.condition === 'one down' ? 'DOWN' : 'UP',
		...(site.isBgp ? {bgp: inside} : {}),
		...(site.condition === 'no routes' ? {told: []} : {}),
		...(probed
			? {
					EnableHealthCheck: true,
					HealthCheckLocalIp: inside.LocalBgpIp,
					HealthCheckRemoteIp: inside.RemoteBgpIp,
					probesUnanswered: site.probe === 'unanswered',
				}
			: {}),
		TagSet: Object.entries(site.tags).map(([Key, Value]) => ({Key, Value})),
		...underWay(site, nowMs),
	});
	region.connections.set(tunnel.VpnConnectionId, tunnel);
}

/** What never comes to its end: so some are always to be seen that do something. */
function underWay({condition}: FleetSite, nowMs: number): Partial<VpnConnection> {
	const never = Number.POSITIVE_INFINITY;
	if (condition === 'changing') return {change: {doneAtMs: never, to: {}, connectsAtMs: undefined}};
	if (condition === 'going') return {deletedAtMs: never};
	return condition === 'coming' ? {createdAtMs: nowMs + ageMs} : {};
}

/** A /30 of 169.254.128.0/17 for each number, and its two hosts. */
function insideOf(number: number): NonNullable<VpnConnection['bgp']> {
	const base = (addressNumber('169.254.128.0') ?? 0) + (number % 8192) * 4;
	return {
		TunnelCidr: rangeText(knownRange(`${addressText(base)}/30`)),
		LocalBgpIp: addressText(base + 1),
		RemoteBgpIp: addressText(base + 2),
	};
}

/** An id of eight characters. */
const idFrom = (prefix: string, text: string): string =>
	`${prefix}-${`fl${'0'.repeat(6)}`.slice(0, 8 - text.length)}${text}`;
