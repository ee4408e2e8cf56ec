import {fillFrankfurt} from './inventory-frankfurt.ts';
import type {RegionHoldings} from './resources.ts';
import {
	addConcentrator,
	addConnection,
	addCustomerGateway,
	addRouteTable,
	addTransitGateway,
	addVpc,
	addVpnGateway,
	type Stock,
	toInternet,
	toNat,
} from './stock.ts';

/** The regions that hold more than the default VPC. */
export const furnishedRegions = ['eu-central-1', 'us-east-1', 'ap-southeast-1', 'eu-west-1'];

/**
 * Puts into a new region what the account has had there before the sandbox started, at `start` (cloud-clock ms).
 * `extraGateways` further virtual private gateways go to eu-central-1.
 */
export function fillRegion(region: RegionHoldings, start: number, extraGateways: number): void {
	const stock: Stock = {region, start};
	if (region.name === 'eu-central-1') fillFrankfurt(stock, extraGateways);
	if (region.name === 'us-east-1') fillVirginia(stock);
	if (region.name === 'ap-southeast-1') fillSingapore(stock);
	if (region.name === 'eu-west-1') fillIreland(stock);
	const vpc = addVpc(stock, 'default', ['172.31.0.0/16'], true);
	addRouteTable(stock, '', vpc, {main: true, routes: [toInternet(stock, 'default')]});
}

/** us-east-1: a transit gateway with a concentrator, and a site with one tunnel down. */
function fillVirginia(stock: Stock): void {
	const core = addVpc(stock, 'core', ['10.100.0.0/16']);
	const payments = addVpc(stock, 'payments', ['10.101.0.0/16', '10.102.0.0/16']);
	const edge = addVpnGateway(stock, 'core-edge', {asn: 64_700, vpc: core});
	addVpnGateway(stock, 'payments-edge', {vpc: payments});
	const hub = addTransitGateway(stock, 'us-hub', {asn: 64_710, vpcs: [core, payments]});
	addConcentrator(stock, 'us-branches', hub);
	const boston = addCustomerGateway(stock, 'branch-boston', {address: '203.0.113.110', asn: 65_110});
	const austin = addCustomerGateway(stock, 'datacenter-austin', {
		address: '203.0.113.120',
		asn: 65_120,
		deviceName: 'aus-edge-1',
	});
	addConnection(stock, 'boston-core', boston, {vpnGateway: edge, prefixes: ['192.168.110.0/24'], up: [20, -2]});
	addConnection(stock, 'austin-hub', austin, {transitGateway: hub, up: [20, 20]});
	addRouteTable(stock, 'core-main', core, {main: true, routes: [toInternet(stock, 'core')], propagates: [edge]});
	addRouteTable(stock, 'core-private', core, {routes: [toNat(stock, 'core')]});
	addRouteTable(stock, 'payments-main', payments, {main: true});
}

/** ap-southeast-1: one of each. */
function fillSingapore(stock: Stock): void {
	const vpc = addVpc(stock, 'apac', ['10.200.0.0/16']);
	addVpnGateway(stock, 'apac-edge', {asn: 64_800, vpc});
	addCustomerGateway(stock, 'office-singapore', {address: '203.0.113.200', asn: 65_200});
	addRouteTable(stock, 'apac-main', vpc, {main: true});
}

/** eu-west-1: a gateway that is not attached to its VPC yet. */
function fillIreland(stock: Stock): void {
	const vpc = addVpc(stock, 'disaster-recovery', ['10.60.0.0/16']);
	addVpnGateway(stock, 'recovery-edge', {asn: 64_860});
	addRouteTable(stock, 'recovery-main', vpc, {main: true});
}
