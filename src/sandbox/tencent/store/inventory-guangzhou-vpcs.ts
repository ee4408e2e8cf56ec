import {route, routeTable, vpc} from './inventory-records.ts';

/** The VPCs of ap-guangzhou. */
export const guangzhouVpcs = [
	vpc({
		VpcId: 'vpc-gapcv96p',
		VpcName: 'gz-production',
		CidrBlock: '10.8.0.0/16',
		assistants: [{CidrBlock: '10.9.0.0/20', AssistantType: 0}],
		TagSet: [{Key: 'env', Value: 'production'}],
	}),
	vpc({VpcId: 'vpc-8ro3x6md', VpcName: 'gz-staging', CidrBlock: '10.20.0.0/16'}),
	vpc({
		VpcId: 'vpc-p5sf61yj',
		VpcName: 'gz-shared-services',
		CidrBlock: '10.0.0.0/16',
		TagSet: [{Key: 'city', Value: 'shanghai'}],
		assistants: [{CidrBlock: '192.168.1.0/24', AssistantType: 0}],
	}),
	vpc({VpcId: 'vpc-0a36uwkr', VpcName: 'gz-legacy', CidrBlock: '172.16.0.0/16'}),
	vpc({
		VpcId: 'vpc-k8sgz0u1',
		VpcName: '容器-生产 🚀',
		CidrBlock: '10.64.0.0/16',
		assistants: [{CidrBlock: '10.65.0.0/16', AssistantType: 1}],
	}),
	vpc({VpcId: 'vpc-dfltgz01', VpcName: 'Default-VPC', CidrBlock: '172.17.0.0/16', IsDefault: true}),
];

export const guangzhouRouteTables = [
	routeTable({
		RouteTableId: 'rtb-gzprod01',
		RouteTableName: 'default',
		VpcId: 'vpc-gapcv96p',
		Main: true,
		subnetIds: ['subnet-gzprd01a'],
	}),
	routeTable({
		RouteTableId: 'rtb-gzprod02',
		RouteTableName: 'gz-databases',
		VpcId: 'vpc-gapcv96p',
		subnetIds: ['subnet-gzprd02a', 'subnet-gzprd02b'],
		routes: [
			route({
				RouteId: 14_915,
				RouteItemId: 'rti-gznat001',
				DestinationCidrBlock: '0.0.0.0/0',
				GatewayType: 'NAT',
				GatewayId: 'nat-gzprod01',
			}),
		],
	}),
	routeTable({
		RouteTableId: 'rtb-gzstag01',
		RouteTableName: 'default',
		VpcId: 'vpc-8ro3x6md',
		Main: true,
		subnetIds: ['subnet-gzstg01a'],
		routes: [
			route({
				RouteId: 15_020,
				RouteItemId: 'rti-gzvpn001',
				DestinationCidrBlock: '172.31.0.0/16',
				GatewayType: 'VPN',
				GatewayId: 'vpngw-6x0wxvtp',
			}),
		],
	}),
	routeTable({RouteTableId: 'rtb-gzshar01', RouteTableName: 'default', VpcId: 'vpc-p5sf61yj', Main: true}),
	routeTable({RouteTableId: 'rtb-gzlegc01', RouteTableName: 'default', VpcId: 'vpc-0a36uwkr', Main: true}),
	routeTable({RouteTableId: 'rtb-gzcont01', RouteTableName: 'default', VpcId: 'vpc-k8sgz0u1', Main: true}),
	routeTable({RouteTableId: 'rtb-gzdflt01', RouteTableName: 'default', VpcId: 'vpc-dfltgz01', Main: true}),
];
