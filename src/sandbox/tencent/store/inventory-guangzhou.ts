import {connection, customerGateway, gateway, region, route, routeTable, vpc} from './inventory-records.ts';
import type {RegionStore} from './store.ts';

const dayMs = 86_400_000;

/* The ids and addresses of the official samples keep the samples' values, so that those run here as they are. */

const vpcs = [
	vpc('vpc-gapcv96p', 'gz-production', '10.8.0.0/16', {
		assistants: [{CidrBlock: '10.9.0.0/20', AssistantType: 0}],
		TagSet: [{Key: 'env', Value: 'production'}],
	}),
	vpc('vpc-8ro3x6md', 'gz-staging', '10.20.0.0/16'),
	vpc('vpc-p5sf61yj', 'gz-shared-services', '10.0.0.0/16', {
		TagSet: [{Key: 'city', Value: 'shanghai'}],
		assistants: [{CidrBlock: '192.168.1.0/24', AssistantType: 0}],
	}),
	vpc('vpc-0a36uwkr', 'gz-legacy', '172.16.0.0/16'),
	vpc('vpc-k8sgz0u1', '容器-生产 🚀', '10.64.0.0/16', {assistants: [{CidrBlock: '10.65.0.0/16', AssistantType: 1}]}),
	vpc('vpc-dfltgz01', 'Default-VPC', '172.17.0.0/16', {IsDefault: true}),
];

const routeTables = [
	routeTable('rtb-gzprod01', 'vpc-gapcv96p', {subnetIds: ['subnet-gzprd01a']}),
	routeTable('rtb-gzprod02', 'vpc-gapcv96p', {
		Main: false,
		RouteTableName: 'gz-databases',
		subnetIds: ['subnet-gzprd02a', 'subnet-gzprd02b'],
		routes: [route(14_915, 'rti-gznat001', '0.0.0.0/0', 'NAT', 'nat-gzprod01')],
	}),
	routeTable('rtb-gzstag01', 'vpc-8ro3x6md', {
		subnetIds: ['subnet-gzstg01a'],
		routes: [route(15_020, 'rti-gzvpn001', '172.31.0.0/16', 'VPN', 'vpngw-6x0wxvtp')],
	}),
	routeTable('rtb-gzshar01', 'vpc-p5sf61yj'),
	routeTable('rtb-gzlegc01', 'vpc-0a36uwkr', {
		routes: [route(15_021, 'rti-gzvpn002', '10.10.0.0/16', 'VPN', 'vpngw-p4lmqawn')],
	}),
	routeTable('rtb-gzcont01', 'vpc-k8sgz0u1', {
		routes: [
			route(15_022, 'rti-gzvpn003', '192.168.100.0/24', 'VPN', 'vpngw-cjkgz001'),
			route(15_023, 'rti-gzvpn004', '192.168.101.0/24', 'VPN', 'vpngw-cjkgz001'),
		],
	}),
	routeTable('rtb-gzdflt01', 'vpc-dfltgz01'),
];

const office = gateway('vpngw-1w9tue3d', 'gz-production-vpn', '58.211.2.5', {
	VpcId: 'vpc-gapcv96p',
	TagSet: [{Key: 'env', Value: 'production'}],
});
const bgp = gateway('vpngw-bgp4gz01', 'gz-bgp-core', '119.29.40.11', {
	VpcId: 'vpc-p5sf61yj',
	InternetMaxBandwidthOut: 200,
	BgpAsn: 64551,
});
const staging = gateway('vpngw-6x0wxvtp', 'gz-staging-vpn', '6.6.6.6', {
	VpcId: 'vpc-8ro3x6md',
	InternetMaxBandwidthOut: 50,
	Version: 'ver3.1',
});
const legacy = gateway('vpngw-p4lmqawn', 'gz-legacy-vpn', '183.60.249.17', {
	VpcId: 'vpc-0a36uwkr',
	InternetMaxBandwidthOut: 20,
	Version: 'ver3.0',
	CreatedTime: '2017-08-05 10:02:11',
});
const headOffice = gateway('vpngw-cjkgz001', '华南总部🏢网关', '119.29.40.12', {
	VpcId: 'vpc-k8sgz0u1',
	InternetMaxBandwidthOut: 500,
});
const ccn = gateway('vpngw-ccngz001', 'gz-ccn-hub', '119.29.40.13', {
	Type: 'CCN',
	NetworkInstanceId: 'ccn-8j0phqix',
	InternetMaxBandwidthOut: 200,
	BgpAsn: 64552,
});

const unusable = [
	gateway('vpngw-pendgz01', 'gz-being-made', '', {VpcId: 'vpc-8ro3x6md', readyAtMs: Number.POSITIVE_INFINITY}),
	gateway('vpngw-sslgz001', 'gz-remote-workers', '119.29.40.14', {
		Type: 'SSL',
		VpcId: 'vpc-gapcv96p',
		InternetMaxBandwidthOut: 5,
	}),
	gateway('vpngw-isolgz01', 'gz-unpaid', '119.29.40.15', {
		VpcId: 'vpc-dfltgz01',
		InternetMaxBandwidthOut: 10,
		InstanceChargeType: 'PREPAID',
		RenewFlag: 'NOTIFY_AND_MANUAL_RENEW',
		ExpiredTime: '2026-01-31 23:59:59',
		RestrictState: 'PROTECTIVELY_ISOLATED',
		Version: 'ver3.1',
	}),
	gateway('vpngw-blckgz01', 'gz-address-blocked', '119.29.40.16', {
		VpcId: 'vpc-dfltgz01',
		InternetMaxBandwidthOut: 10,
		IsAddressBlocked: true,
	}),
];

const dataCentre = customerGateway('cgw-bgpdc001', 'foshan-data-centre', '58.211.1.40', 65020);
const factory = customerGateway('cgw-cjkgz001', '东莞工厂 🏭', '58.211.1.42');
const old = customerGateway('cgw-l4rblw63', 'old-office', '183.60.249.126', undefined, '2017-08-05 10:20:40');
const stagingA = customerGateway('cgw-apytvc1n', 'staging-line-a', '1.1.3.2');
const stagingB = customerGateway('cgw-876ql2tz', 'staging-line-b', '169.168.10.4');

/** ap-guangzhou: everything there is, the ids of the official samples among it. */
export function guangzhou(nowMs: number): RegionStore {
	const md5 = {PropoAuthenAlgorithm: 'MD5', PropoEncryAlgorithm: '3DES-CBC', DhGroupName: 'GROUP1'};
	const connections = [
		connection(staging, stagingA, 'vpnx-df9oztok', 'staging-line-a', {
			RouteType: 'StaticRoute',
			forced: 'UP',
			createdAtMs: nowMs - 120 * dayMs,
			NegotiationType: 'flowTrigger',
			EnableHealthCheck: true,
			HealthCheckLocalIp: '169.254.128.1',
			HealthCheckRemoteIp: '169.254.128.2',
		}),
		connection(staging, stagingB, 'vpnx-eal8tpn2', 'staging-line-b', {
			RouteType: 'StaticRoute',
			forced: 'DOWN',
			createdAtMs: nowMs - 120 * dayMs + 3_600_000,
			NegotiationType: 'passive',
			DpdTimeout: '31',
			EnableHealthCheck: true,
			HealthCheckLocalIp: '169.254.168.2',
			HealthCheckRemoteIp: '169.254.168.1',
		}),
		connection(headOffice, factory, 'vpnx-cjkgz001', '总部-东莞', {
			RouteType: 'Policy',
			forced: 'UP',
			createdAtMs: nowMs - 40 * dayMs,
			policies: [{LocalCidrBlock: '10.64.0.0/16', RemoteCidrBlock: ['192.168.100.0/24', '192.168.101.0/24']}],
			ike: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP14', PropoAuthenAlgorithm: 'SHA-256'},
		}),
		connection(bgp, dataCentre, 'vpnx-bgpgz001', 'core-to-foshan', {
			RouteType: 'Bgp',
			forced: 'UP',
			createdAtMs: nowMs - 90 * dayMs,
			bgp: {TunnelCidr: '169.254.128.0/30', LocalBgpIp: '169.254.128.1', RemoteBgpIp: '169.254.128.2'},
			ike: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP14', PropoEncryAlgorithm: 'AES256GCM128'},
		}),
		connection(legacy, old, 'vpnx-5p7vkch8', 'old-office', {
			RouteType: 'STATIC',
			forced: 'DOWN',
			createdAtMs: Date.UTC(2017, 7, 5, 2, 27, 32),
			policies: [{LocalCidrBlock: '172.16.0.0/16', RemoteCidrBlock: ['10.10.0.0/16']}],
			old: true,
			ike: md5,
			ipsec: {EncryptAlgorithm: '3DES-CBC', IntegrityAlgorith: 'MD5'},
		}),
	];
	const store = region('ap-guangzhou', {
		vpcs,
		gateways: [office, bgp, staging, legacy, headOffice, ccn, ...unusable],
		customerGateways: [
			customerGateway('cgw-qa9sxpy7', 'suzhou-office', '1.2.3.4'),
			customerGateway('cgw-2wqq41m9', 'shenzhen-branch', '58.211.1.12', 65010),
			dataCentre,
			customerGateway('cgw-sameasn1', 'lab-with-the-cloud-asn', '58.211.1.41', 64551),
			factory,
			old,
			stagingA,
			stagingB,
		],
		connections,
		routeTables,
	});
	for (const [index, priority] of [0, 100].entries()) {
		const made = '2025-06-05 11:02:44';
		store.gatewayRoutes.set(`vpnr-gzstag0${index}`, {
			RouteId: `vpnr-gzstag0${index}`,
			DestinationCidrBlock: '172.31.0.0/16',
			InstanceType: 'VPNCONN',
			InstanceId: index === 0 ? 'vpnx-df9oztok' : 'vpnx-eal8tpn2',
			Priority: priority,
			Status: 'ENABLE',
			Type: 'Static',
			CreateTime: made,
			UpdateTime: made,
			Description: '',
			gatewayId: staging.VpnGatewayId,
		});
	}
	return store;
}
