import {
	addConnection,
	addCustomerGateway,
	addRouteTable,
	addTransitGateway,
	addTransitGatewayAttachment,
	addVpc,
	addVpnGateway,
	type Stock,
	toInternet,
	toNat,
} from './stock.ts';

/**
 * eu-central-1, the sandbox's default region. It holds the ids of the documented `aws ec2 create-vpn-connection` examples
 * (vgw-9a4cacf3, cgw-0e11f167) and what their replies name (vpn-40f41529 between vgw-f211f09b and cgw-b4de3fdd).
 */
export function fillFrankfurt(stock: Stock, extraGateways: number): void {
	const production = addVpc(stock, 'production', ['10.20.0.0/16', '100.64.0.0/20']);
	const staging = addVpc(stock, 'staging', ['10.30.0.0/16']);
	const shared = addVpc(stock, 'shared-services', ['10.40.0.0/20', '10.40.64.0/20']);
	const analytics = addVpc(stock, 'analytics', ['10.50.0.0/16']);

	addVpnGateway(stock, 'production-edge', {id: 'vgw-9a4cacf3', vpc: production, tags: {CostCenter: '4711'}});
	const stagingEdge = addVpnGateway(stock, 'staging-edge', {id: 'vgw-f211f09b', asn: 64_620, vpc: staging});
	const tokyo = addVpnGateway(stock, '東京オフィス 🗼 共有', {asn: 4_200_000_512, vpc: shared});
	// Text from a cloud is not to be trusted: a one-character CSI (legal in XML) that turns a terminal red and clears it, a line
	// break, and a character that turns the reading direction around. The gateway is a sound one, attached to nothing. With it there
	// are four: the account's limit leaves room for one more.
	addVpnGateway(stock, '\u009B31mred\u009B2J\nsecond line \u202Edettimbus', {asn: 64_999});
	addVpnGateway(stock, 'old-edge', {state: 'deleting'});
	for (let number = 1; number <= extraGateways; number += 1)
		addVpnGateway(stock, `bench-${String(number).padStart(5, '0')}`, {asn: 64_512 + (number % 1000)});

	const hub = addTransitGateway(stock, 'core-hub', {
		id: 'tgw-0c2d11f0',
		asn: 64_530,
		vpcs: [production, shared, analytics],
		cidrBlocks: ['10.255.200.0/24'],
	});
	addTransitGatewayAttachment(stock, hub, 'direct-connect-gateway', '7d5c9a3e-1b20-4f6e-8d11-0a1b2c3d4e5f');
	addTransitGateway(stock, 'retired-hub', {asn: 64_531, state: 'deleting'});

	addCustomerGateway(stock, 'branch-munich', {id: 'cgw-0e11f167', address: '203.0.113.10', asn: 65_010});
	const berlin = addCustomerGateway(stock, 'headquarters-berlin', {
		id: 'cgw-b4de3fdd',
		address: '203.0.113.20',
		asn: 65_020,
	});
	const osaka = addCustomerGateway(stock, '大阪支店', {address: '203.0.113.30', asn: 65_030, deviceName: 'osaka-fw1'});
	const hamburg = addCustomerGateway(stock, 'branch-hamburg', {address: '203.0.113.40', asn: 4_200_000_100});
	addCustomerGateway(stock, 'roaming-lab', {
		asn: 65_050,
		certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/6f1c2d3e-4a5b-4c6d-8e7f-901a2b3c4d5e',
	});
	addCustomerGateway(stock, 'closed-branch', {address: '203.0.113.60', asn: 65_060, state: 'deleted'});

	addConnection(stock, 'berlin-staging', berlin, {id: 'vpn-40f41529', vpnGateway: stagingEdge, up: [12, 12]});
	addConnection(stock, 'osaka-shared', osaka, {
		vpnGateway: tokyo,
		prefixes: ['192.168.30.0/24', '192.168.31.0/24'],
		up: [5, -0.125],
	});
	const inStack = addConnection(stock, 'hamburg-hub', hamburg, {transitGateway: hub, up: [3, 3]});
	// Only AWS itself sets and removes such a tag.
	inStack.tags.set('aws:cloudformation:stack-name', 'network-hub');
	addConnection(stock, 'berlin-old', berlin, {vpnGateway: stagingEdge, up: [-1, -1], deleted: true});

	addRouteTable(stock, 'production-main', production, {main: true, routes: [toInternet(stock, 'production')]});
	addRouteTable(stock, 'production-private', production, {routes: [toNat(stock, 'production')]});
	addRouteTable(stock, 'staging-main', staging, {main: true, propagates: [stagingEdge]});
	addRouteTable(stock, 'shared-main', shared, {main: true, propagates: [tokyo]});
	addRouteTable(stock, 'analytics-main', analytics, {
		main: true,
		routes: [{destination: '10.0.0.0/8', target: {kind: 'transit-gateway', id: hub.id}, origin: 'CreateRoute'}],
	});
}
