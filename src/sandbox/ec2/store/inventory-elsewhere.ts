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

/** us-east-1: a transit gateway with a concentrator, and a site with one tunnel down. */
export function fillVirginia(stock: Stock): void {
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
export function fillSingapore(stock: Stock): void {
	const vpc = addVpc(stock, 'apac', ['10.200.0.0/16']);
	addVpnGateway(stock, 'apac-edge', {asn: 64_800, vpc});
	addCustomerGateway(stock, 'office-singapore', {address: '203.0.113.200', asn: 65_200});
	addRouteTable(stock, 'apac-main', vpc, {main: true});
}

/** eu-west-1: a gateway that is not attached to its VPC yet. */
export function fillIreland(stock: Stock): void {
	const vpc = addVpc(stock, 'disaster-recovery', ['10.60.0.0/16']);
	addVpnGateway(stock, 'recovery-edge', {asn: 64_860});
	addRouteTable(stock, 'recovery-main', vpc, {main: true});
}
