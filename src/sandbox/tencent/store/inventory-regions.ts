import {financeRegion} from '../account/regions.ts';
import {connection, customerGateway, gateway, region, route, routeTable, vpc} from './inventory-records.ts';
import type {Ccn, RegionStore} from './store.ts';

const dayMs = 86_400_000;

/** ap-singapore: BGP, CCN, one gateway too old for health checks and one on a private network. */
export function singapore(nowMs: number): RegionStore {
	const bgp = gateway('vpngw-sgbgp001', 'sg-bgp-vpn', '43.156.20.7', {
		VpcId: 'vpc-sgprod01',
		InternetMaxBandwidthOut: 200,
		BgpAsn: 64600,
	});
	const first = gateway('vpngw-sgmain01', 'sg-main-vpn', '43.156.20.8', {VpcId: 'vpc-sgprod01'});
	const ancient = gateway('vpngw-sgold001', 'sg-first-generation', '43.156.20.9', {
		VpcId: 'vpc-sgtest01',
		InternetMaxBandwidthOut: 10,
		Version: 'ver2.0',
		CreatedTime: '2016-02-18 09:00:00',
	});
	const ccn = gateway('vpngw-sgccn001', 'sg-ccn-hub', '43.156.20.10', {
		Type: 'CCN',
		NetworkInstanceId: 'ccn-8j0phqix',
		InternetMaxBandwidthOut: 500,
	});
	const privateNet = gateway('vpngw-sgpriv01', 'sg-leased-line', '10.250.0.5', {
		Type: 'CCN',
		NetworkInstanceId: 'ccn-8j0phqix',
		privateNet: '10.250.0.0/24',
	});
	const office = customerGateway('cgw-sgoffic1', 'sg-office', '118.189.5.20', 65100);
	const jakarta = customerGateway('cgw-sgjkt001', 'jakarta-warehouse', '103.28.14.9');
	const johor = customerGateway('cgw-sgjhr001', 'johor-plant', '175.136.9.77', 65101);
	return region('ap-singapore', {
		vpcs: [
			vpc('vpc-sgprod01', 'sg-production', '10.100.0.0/16'),
			vpc('vpc-sgtest01', 'sg-test', '10.101.0.0/16', {assistants: [{CidrBlock: '10.102.0.0/20', AssistantType: 0}]}),
		],
		gateways: [first, bgp, ancient, ccn, privateNet],
		customerGateways: [office, jakarta, johor],
		connections: [
			connection(first, jakarta, 'vpnx-sgjkt001', 'sg-to-jakarta', {
				RouteType: 'Policy',
				forced: 'UP',
				createdAtMs: nowMs - 200 * dayMs,
				policies: [{LocalCidrBlock: '10.100.0.0/16', RemoteCidrBlock: ['192.168.40.0/22']}],
			}),
		],
		routeTables: [
			routeTable('rtb-sgprod01', 'vpc-sgprod01', {
				routes: [route(20_114, 'rti-sgvpn001', '192.168.40.0/22', 'VPN', 'vpngw-sgmain01')],
			}),
			routeTable('rtb-sgtest01', 'vpc-sgtest01'),
		],
	});
}

/** ap-hongkong: one gateway, one site, no tunnel yet. */
export function hongkong(): RegionStore {
	return region('ap-hongkong', {
		vpcs: [vpc('vpc-hkprod01', 'hk-production', '10.30.0.0/16')],
		gateways: [
			gateway('vpngw-hkmain01', 'hk-main-vpn', '43.132.80.4', {
				VpcId: 'vpc-hkprod01',
				InternetMaxBandwidthOut: 50,
				Version: 'ver3.1',
			}),
		],
		customerGateways: [customerGateway('cgw-hkoffic1', 'kowloon-office', '203.80.12.6')],
		routeTables: [routeTable('rtb-hkprod01', 'vpc-hkprod01')],
	});
}

/** ap-shanghai: a VPC that has no VPN gateway. */
export function shanghai(): RegionStore {
	return region('ap-shanghai', {
		vpcs: [vpc('vpc-shprod01', 'sh-production', '10.40.0.0/16')],
		routeTables: [routeTable('rtb-shprod01', 'vpc-shprod01')],
	});
}

/** The finance region: an inventory of its own that no other region sees. */
export function finance(nowMs: number): RegionStore {
	const main = gateway('vpngw-fsimain1', 'fsi-main-vpn', '81.69.100.3', {
		VpcId: 'vpc-fsiprod1',
		InternetMaxBandwidthOut: 200,
		BgpAsn: 64700,
	});
	const vault = customerGateway('cgw-fsivault', 'pudong-vault', '101.95.8.14', 65200);
	const desk = customerGateway('cgw-fsidesk1', 'lujiazui-desk', '101.95.8.15');
	return region(financeRegion, {
		vpcs: [vpc('vpc-fsiprod1', 'fsi-production', '10.200.0.0/16')],
		gateways: [main],
		customerGateways: [vault, desk],
		connections: [
			connection(main, desk, 'vpnx-fsidesk1', 'fsi-to-desk', {
				RouteType: 'StaticRoute',
				forced: 'UP',
				EnableHealthCheck: true,
				HealthCheckLocalIp: '169.254.150.1',
				HealthCheckRemoteIp: '169.254.150.2',
				probesUnanswered: true,
				createdAtMs: nowMs - 300 * dayMs,
			}),
		],
		routeTables: [routeTable('rtb-fsiprod1', 'vpc-fsiprod1')],
	});
}

const attached = (
	InstanceType: 'VPC' | 'VPNGW',
	InstanceId: string,
	InstanceName: string,
	InstanceRegion: string,
	...CidrBlock: readonly string[]
) => ({
	InstanceId,
	InstanceName,
	InstanceRegion,
	InstanceType,
	CidrBlock,
	State: 'ACTIVE',
	AttachedTime: InstanceType === 'VPC' ? '2025-06-01 08:00:00' : '2025-06-03 10:15:00',
});

/** The Cloud Connect Networks of the public cloud. */
export const ccns: readonly Ccn[] = [
	{
		CcnId: 'ccn-8j0phqix',
		CcnName: 'asia-backbone',
		CcnDescription: 'joins Guangzhou and Singapore',
		State: 'AVAILABLE',
		QosLevel: 'AU',
		CreateTime: '2025-05-30 17:22:01',
		TagSet: [{Key: 'env', Value: 'production'}],
		attached: [
			attached('VPC', 'vpc-gapcv96p', 'gz-production', 'ap-guangzhou', '10.8.0.0/16', '10.9.0.0/20'),
			attached('VPC', 'vpc-p5sf61yj', 'gz-shared-services', 'ap-guangzhou', '10.0.0.0/16', '192.168.1.0/24'),
			attached('VPC', 'vpc-sgtest01', 'sg-test', 'ap-singapore', '10.101.0.0/16', '10.102.0.0/20'),
			attached('VPNGW', 'vpngw-ccngz001', 'gz-ccn-hub', 'ap-guangzhou'),
			attached('VPNGW', 'vpngw-sgccn001', 'sg-ccn-hub', 'ap-singapore'),
			attached('VPNGW', 'vpngw-sgpriv01', 'sg-leased-line', 'ap-singapore'),
		],
	},
	{
		CcnId: 'ccn-gree226l',
		CcnName: '旧骨干网',
		CcnDescription: '',
		State: 'ISOLATED',
		QosLevel: 'AG',
		CreateTime: '2021-09-22 00:00:00',
		TagSet: [],
		attached: [],
	},
];
